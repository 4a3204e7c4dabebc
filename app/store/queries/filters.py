"""A ClaimFilter -> conditions of SQL, of rows of claims or of those of one source's claims."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, SQLColumnExpression, and_, exists, false, or_, select
from sqlalchemy.orm import Session, aliased

from app.store import standing, traits
from app.store.keys import legal
from app.store.pages import ClaimFilter
from app.store.queries.cursor import LARGEST_ID
from app.store.search import finds_claims
from app.store.tables import Claim, ClaimSource, Part, Source

Ids = Mapping[str, int]  # of sources, by slug
Bound = datetime | SQLColumnExpression[datetime] | None
Span = tuple[datetime | None, datetime | None]  # the second not included
Condition = ColumnElement[bool]


class Posting(NamedTuple):
    """What a row tells of a claim, in the one table and the other (app/store/repeats.py)."""

    id: SQLColumnExpression[int]
    sort_at: SQLColumnExpression[Any]
    traits: SQLColumnExpression[int]
    outlet: SQLColumnExpression[str]
    speakers: SQLColumnExpression[str]
    stands: Condition


ALL = Posting(Claim.id, Claim.sort_at, Claim.traits, Claim.outlet, Claim.speakers, Claim.gone_at.is_(None))
OF_SOURCE = Posting(
    ClaimSource.claim_id,
    ClaimSource.sort_at,
    ClaimSource.traits,
    ClaimSource.outlet,
    ClaimSource.speakers,
    ClaimSource.sort_at.is_not(None),
)


def ids_of(session: Session, chosen: ClaimFilter) -> Ids:
    """The sources that a filter names; one query at most."""
    slugs = {legal(slug) for slug in (*chosen.sources, *chosen.without, *chosen.relayed) if slug}
    statement = select(Source.slug, Source.id).where(Source.slug.in_(slugs))
    return dict(session.execute(statement).all()) if slugs else {}


def current_slugs(session: Session, slugs: Sequence[str]) -> tuple[str, ...]:
    """The slugs, each once, of merged sources those of the sources that stand for them."""
    asked = [legal(slug) for slug in slugs]
    moved = standing.shown_slugs(session, asked) if asked else {}
    return tuple(dict.fromkeys(moved.get(slug, slug) for slug in asked))


def as_they_stand(session: Session, chosen: ClaimFilter) -> ClaimFilter:
    """The same filter, with merged sources' slugs as those of the sources that stand for them."""
    return replace(
        chosen,
        sources=current_slugs(session, chosen.sources),
        without=current_slugs(session, chosen.without),
        relayed=current_slugs(session, chosen.relayed),
    )


def conditions(session: Session, chosen: ClaimFilter) -> list[Condition]:
    """What a row of claims passes."""
    found = passing(ALL, chosen, ids_of(session, chosen))
    return [*found, finds_claims(session, chosen.q)] if chosen.q.strip() else found


def passing(posting: Posting, chosen: ClaimFilter, ids: Ids) -> list[Condition]:
    """What a row passes of all but the question (q); `ids` are of all sources that the filter names."""
    return [
        posting.stands,
        *(asked.of(posting.traits) for asked in traits.asked_of(chosen)),
        *_of_article(posting, chosen),
        *_of_sources(posting, chosen, ids),
    ]


def _of_article(posting: Posting, chosen: ClaimFilter) -> Iterator[Condition]:
    if chosen.outlets:
        yield posting.outlet.in_([legal(outlet) for outlet in chosen.outlets])
    yield from within(posting, (chosen.since, chosen.until))
    if chosen.article is not None:
        article = chosen.article if 0 < chosen.article <= LARGEST_ID else 0  # 0 is no article's id
        yield posting.id.in_(select(Claim.id).where(Claim.article_id == article).correlate(None))


def within(posting: Posting, span: tuple[Bound, Bound]) -> Iterator[Condition]:
    since, until = span
    if since is not None:
        yield posting.sort_at >= since
    if until is not None:
        yield posting.sort_at < until


def _of_sources(posting: Posting, chosen: ClaimFilter, ids: Ids) -> Iterator[Condition]:
    if any(chosen.sources):
        yield or_(*_made_by(posting, chosen.sources, ids))
    if chosen.without:
        yield and_(*(~each for each in _made_by(posting, chosen.without, ids)))
    if chosen.relayed:
        yield _speaks(posting, chosen.relayed, ids, Part.RELAY)


def _made_by(posting: Posting, slugs: Sequence[str], ids: Ids) -> Iterator[Condition]:
    """Conditions, one of which holds where one of the sources makes the claim; "" is no source given."""
    if any(slugs):
        yield _speaks(posting, slugs, ids, Part.BY)
    if "" in slugs:
        yield traits.UNSOURCED.of(posting.traits)


def _speaks(posting: Posting, slugs: Sequence[str], ids: Ids, part: Part) -> Condition:
    """One of the sources makes the claim, or stands behind it."""
    spoken = aliased(ClaimSource)
    known = [ids[slug] for slug in map(legal, slugs) if slug in ids]
    if not known:
        return false()
    return exists().where(spoken.claim_id == posting.id, spoken.source_id.in_(known), spoken.part == part)
