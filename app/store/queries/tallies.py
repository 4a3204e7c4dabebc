"""How much a source has said, and when first and last."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import Session

from app.domain import Precision, SourceType
from app.store import pages
from app.store.queries import rows
from app.store.queries.facets import NO_SOURCE
from app.store.queries.filters import unsourced
from app.store.tables import Article, Claim, ClaimSource, Part, Source

NOBODY = pages.Chip("", NO_SOURCE, "", SourceType.ANONYMOUS, 0, 0)


class Tally(NamedTuple):
    claims: int = 0
    relayed: int = 0
    articles: int = 0
    first: pages.When | None = None
    last: pages.When | None = None


def tallies(session: Session, ids: Sequence[int]) -> Mapping[int, Tally]:
    """What each source has said, by its row id; two queries."""
    is_by = ClaimSource.part == Part.BY
    spoken = (
        select(
            ClaimSource.source_id,
            func.count(case((is_by, 1))),
            func.count(case((~is_by, 1))),
            func.count(Claim.article_id.distinct()),
            func.min(Claim.sort_at),
            func.max(Claim.sort_at),
        )
        .join(Claim, Claim.id == ClaimSource.claim_id)
        .where(ClaimSource.source_id.in_(ids), Claim.gone_at.is_(None))
        .group_by(ClaimSource.source_id)
    )
    found = session.execute(spoken).all()
    ends = {moment for *_, first, last in found for moment in (first, last)}
    dated = (
        select(ClaimSource.source_id, Claim.sort_at, Article.precision)
        .join(Claim, Claim.id == ClaimSource.claim_id)
        .join(Article, Article.id == Claim.article_id)
        .where(ClaimSource.source_id.in_(ids), Claim.gone_at.is_(None), Claim.sort_at.in_(ends))
        .distinct()
    )
    known = {(id_, at): pages.When(at, precision) for id_, at, precision in session.execute(dated)}
    return {
        id_: Tally(by, relayed, articles, known[id_, first], known[id_, last])
        for id_, by, relayed, articles, first, last in found
    }


def source_row(source: Source, tally: Tally) -> pages.SourceRow:
    return pages.SourceRow(
        source=rows.chip(source),
        role=source.role,
        affiliation=source.affiliation,
        country=source.country,
        claims=tally.claims,
        relayed=tally.relayed,
        articles=tally.articles,
        first=tally.first,
        last=tally.last,
    )


def unsourced_row(session: Session) -> pages.SourceRow | None:
    """Claims for which no source is given, as a row; None where there are none. Two queries."""
    where: tuple[ColumnElement[bool], ...] = (Claim.gone_at.is_(None), unsourced())
    statement = select(
        func.count(),
        func.count(Claim.article_id.distinct()),
        func.min(Claim.sort_at),
        func.max(Claim.sort_at),
    )
    claims, articles, first, last = session.execute(statement.where(*where)).one()
    if not claims:
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
        claims=claims,
        relayed=0,
        articles=articles,
        first=pages.When(first, known[first]),
        last=pages.When(last, known[last]),
    )
