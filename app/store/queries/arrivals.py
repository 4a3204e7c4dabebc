"""What has come in last, whenever it was published: for those who follow a list."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.store.list_pages import ArticleFilter, SourceFilter
from app.store.pages import ArticleRow, ClaimFilter, ClaimRow, SourceRow
from app.store.queries.articles import article_conditions, article_rows
from app.store.queries.claims import claim_rows
from app.store.queries.filters import conditions
from app.store.queries.sources import source_conditions
from app.store.queries.tallies import source_rows
from app.store.tables import Article, Claim, ClaimSource, Source, Version

NEWEST = 50
Row = TypeVar("Row", bound=ArticleRow | ClaimRow | SourceRow)


@dataclass(frozen=True, slots=True)
class Arrival(Generic[Row]):
    """`at` is when it came in; of an article, when its newest text did."""

    row: Row
    at: datetime


def claims_arrived(session: Session, chosen: ClaimFilter) -> tuple[Arrival[ClaimRow], ...]:
    """The claims that pass, at most NEWEST, last come first."""
    statement = (
        select(Claim.id, Version.added_at)
        .join(Version, Version.id == Claim.version_id)
        .where(*conditions(session, chosen))
        .order_by(Claim.id.desc())
        .limit(NEWEST)
    )
    came = dict(session.execute(statement).all())
    rows = claim_rows(session, came)
    return tuple(Arrival(rows[id_], at) for id_, at in came.items())


def articles_arrived(session: Session, chosen: ArticleFilter) -> tuple[Arrival[ArticleRow], ...]:
    """The articles that pass, at most NEWEST, last come first."""
    newest = (
        select(func.max(Version.added_at))
        .where(Version.article_id == Article.id)
        .correlate(Article)
        .scalar_subquery()
    )
    statement = (
        select(Article, newest)
        .where(*article_conditions(session, chosen))
        .order_by(Article.id.desc())
        .limit(NEWEST)
    )
    found = session.execute(statement).all()
    rows = article_rows(session, [article for article, _ in found])
    return tuple(Arrival(row, at) for row, (_, at) in zip(rows, found, strict=True))


def sources_arrived(session: Session, chosen: SourceFilter) -> tuple[Arrival[SourceRow], ...]:
    """The sources that pass, at most NEWEST, those first whose first claim came in last."""
    first = (
        select(ClaimSource.source_id, func.min(ClaimSource.claim_id).label("claim_id"))
        .group_by(ClaimSource.source_id)
        .subquery()
    )
    statement = (
        select(Source, Article.added_at)
        .join(first, first.c.source_id == Source.id)
        .join(Claim, Claim.id == first.c.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(*source_conditions(chosen))
        .order_by(first.c.claim_id.desc(), Source.id.desc())
        .limit(NEWEST)
    )
    found = session.execute(statement).all()
    rows = source_rows(session, [source for source, _ in found])
    return tuple(Arrival(row, at) for row, (_, at) in zip(rows, found, strict=True))
