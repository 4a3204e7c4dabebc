"""A ClaimFilter -> conditions of SQL, one for each filter, so that a facet can leave out its own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from app.store import standing
from app.store.keys import legal
from app.store.pages import ClaimFilter
from app.store.queries.cursor import LARGEST_ID
from app.store.search import finds_claims
from app.store.tables import Claim, ClaimSource, Part, Source

Conditions = Mapping[str, ColumnElement[bool]]


def unsourced() -> ColumnElement[bool]:
    """No source given."""
    by = exists().where(ClaimSource.claim_id == Claim.id, ClaimSource.part == Part.BY)
    return ~by.correlate(Claim)


def with_source(slugs: list[str], part: Part) -> ColumnElement[bool]:
    """One of the sources makes the claim, or stands behind it."""
    statement = (
        select(ClaimSource.claim_id)
        .join(Source, Source.id == ClaimSource.source_id)
        .where(Source.slug.in_(slugs), ClaimSource.part == part)
        .correlate(None)  # what it is put into may join the same tables
    )
    return Claim.id.in_(statement)


def current_slugs(session: Session, slugs: Sequence[str]) -> tuple[str, ...]:
    """The slugs, each once, of merged sources those of the sources that stand for them."""
    asked = [legal(slug) for slug in slugs]
    moved = standing.shown_slugs(session, asked) if asked else {}
    return tuple(dict.fromkeys(moved.get(slug, slug) for slug in asked))


def as_they_stand(session: Session, chosen: ClaimFilter) -> ClaimFilter:
    """The same filter, with merged sources' slugs as those of the sources that stand for them."""
    sources, relayed = current_slugs(session, chosen.sources), current_slugs(session, chosen.relayed)
    return replace(chosen, sources=sources, relayed=relayed)


def conditions(session: Session, chosen: ClaimFilter) -> Conditions:
    """Keyed by the filter's field; "live" leaves out what is gone."""
    found: dict[str, ColumnElement[bool]] = {"live": Claim.gone_at.is_(None)}
    if chosen.sources:
        named = [legal(slug) for slug in chosen.sources if slug]
        choices = [with_source(named, Part.BY)] if named else []
        found["sources"] = or_(*choices, *([unsourced()] if "" in chosen.sources else []))
    if chosen.relayed:
        found["relayed"] = with_source([legal(slug) for slug in chosen.relayed], Part.RELAY)
    if chosen.kinds:
        found["kinds"] = Claim.kind.in_(chosen.kinds)
    if chosen.acts:
        found["acts"] = Claim.act.in_(chosen.acts)
    if chosen.outlets:
        found["outlets"] = Claim.outlet.in_([legal(outlet) for outlet in chosen.outlets])
    if chosen.q.strip():
        found["q"] = finds_claims(session, chosen.q)
    if chosen.since is not None:
        found["since"] = Claim.sort_at >= chosen.since
    if chosen.until is not None:
        found["until"] = Claim.sort_at < chosen.until
    if chosen.article is not None:
        article = chosen.article if 0 < chosen.article <= LARGEST_ID else 0  # 0 is no article's id
        found["article"] = Claim.article_id == article
    return found


def without(found: Conditions, field: str) -> list[ColumnElement[bool]]:
    """All conditions but those of one field."""
    return [condition for name, condition in found.items() if name != field]
