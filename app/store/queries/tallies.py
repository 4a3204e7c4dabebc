"""How much a source has said, and when first and last."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import Precision, SourceType
from app.store import pages
from app.store.queries import rows, windows
from app.store.queries.facets import NO_SOURCE
from app.store.queries.filters import ALL, passing
from app.store.tables import Appearance, Article, Claim, Source

NOBODY = pages.Chip("", NO_SOURCE, "", SourceType.ANONYMOUS, 0, 0)
UNSOURCED = pages.ClaimFilter(sources=("",))


def source_rows(session: Session, sources: Sequence[Source]) -> tuple[pages.SourceRow, ...]:
    """Sources as lists show them; one query."""
    known = _precisions(session, [source.id for source in sources])
    return tuple(
        pages.SourceRow(
            source=rows.chip(each),
            role=each.role,
            affiliation=each.affiliation,
            country=each.country,
            claims=each.claims,
            relayed=each.relayed,
            articles=each.articles,
            first=_when(each.first_at, known.get((each.id, each.first_at))),
            last=_when(each.last_at, known.get((each.id, each.last_at))),
        )
        for each in sources
    )


def _when(at: datetime | None, precision: Precision | None) -> pages.When | None:
    return pages.When(at, precision) if at is not None and precision is not None else None


def _precisions(session: Session, ids: Sequence[int]) -> Mapping[tuple[int, datetime | None], Precision]:
    """What is known of the moments at which sources appear first and last."""
    statement = (
        select(Appearance.source_id, Appearance.sort_at, Article.precision)
        .join(Source, Source.id == Appearance.source_id)
        .join(Article, Article.id == Appearance.article_id)
        .where(Source.id.in_(ids), Appearance.sort_at.in_((Source.first_at, Source.last_at)))
    )
    return {(id_, at): precision for id_, at, precision in session.execute(statement)}


def unsourced_row(session: Session) -> pages.SourceRow | None:
    """Claims for which no source is given, as a row, capped; None where there are none. Two queries."""
    where = passing(ALL, UNSOURCED, {})
    newest = (
        select(Claim.article_id, Claim.sort_at)
        .where(*where)
        .order_by(Claim.sort_at.desc(), Claim.id.desc())
        .limit(windows.CAP + 1)
        .subquery()
    )
    oldest = select(Claim.sort_at).where(*where).order_by(Claim.sort_at).limit(1).scalar_subquery()
    articles = func.count(newest.c.article_id.distinct())
    claims, articles_, first, last = session.execute(
        select(func.count(), articles, oldest, func.max(newest.c.sort_at))
    ).one()
    if first is None:
        return None
    dated = (
        select(Claim.sort_at, Article.precision)
        .join(Article, Article.id == Claim.article_id)
        .where(*where, Claim.sort_at.in_((first, last)))
        .distinct()
    )
    known: dict[datetime, Precision] = dict(session.execute(dated).all())
    return pages.SourceRow(
        source=NOBODY,
        role="",
        affiliation="",
        country="",
        claims=min(claims, windows.CAP),
        relayed=0,
        articles=articles_,
        first=pages.When(first, known[first]),
        last=pages.When(last, known[last]),
        at_least=claims > windows.CAP,
    )
