"""A ClaimFilter -> conditions of SQL, one for each filter, so that a facet can leave out its own."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from app.domain import SourceType
from app.store import standing
from app.store.keys import legal
from app.store.pages import ClaimFilter
from app.store.queries.cursor import LARGEST_ID
from app.store.search import finds_claims
from app.store.tables import Claim, ClaimSource, Part, Source

Conditions = Mapping[str, ColumnElement[bool]]
NAMED = [type_ for type_ in SourceType if not type_.is_unnamed]


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


def with_type(types: Sequence[SourceType]) -> ColumnElement[bool]:
    """One of those who make the claim is of one of the types."""
    statement = (
        select(ClaimSource.claim_id)
        .join(Source, Source.id == ClaimSource.source_id)
        .where(Source.type.in_(types), ClaimSource.part == Part.BY)
        .correlate(None)
    )
    return Claim.id.in_(statement)


def hedges() -> ColumnElement[int]:
    """How many hedges a claim has."""
    return func.json_array_length(Claim.hedges)


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


def conditions(session: Session, chosen: ClaimFilter) -> Conditions:
    """Keyed by the filter's field; "live" leaves out what is gone."""
    found = {"live": Claim.gone_at.is_(None), **_of_sources(chosen), **_of_claims(chosen)}
    if chosen.q.strip():
        found["q"] = finds_claims(session, chosen.q)
    if chosen.outlets:
        found["outlets"] = Claim.outlet.in_([legal(outlet) for outlet in chosen.outlets])
    if chosen.since is not None:
        found["since"] = Claim.sort_at >= chosen.since
    if chosen.until is not None:
        found["until"] = Claim.sort_at < chosen.until
    if chosen.article is not None:
        article = chosen.article if 0 < chosen.article <= LARGEST_ID else 0  # 0 is no article's id
        found["article"] = Claim.article_id == article
    return found


def _of_sources(chosen: ClaimFilter) -> Conditions:
    found: dict[str, ColumnElement[bool]] = {}
    if chosen.sources:
        found["sources"] = or_(*_made_by(chosen.sources))
    if chosen.without:
        found["without"] = and_(*(~each for each in _made_by(chosen.without)))
    if chosen.relayed:
        found["relayed"] = with_source([legal(slug) for slug in chosen.relayed], Part.RELAY)
    if chosen.types:
        found["types"] = with_type(chosen.types)
    if chosen.named is not None:
        named = with_type(NAMED)
        found["named"] = named if chosen.named else and_(~named, ~unsourced())
    return found


def _of_claims(chosen: ClaimFilter) -> Conditions:
    found: dict[str, ColumnElement[bool]] = {}
    if chosen.kinds:
        found["kinds"] = Claim.kind.in_(chosen.kinds)
    if chosen.acts:
        found["acts"] = Claim.act.in_(chosen.acts)
    if chosen.hedged is not None:
        found["hedged"] = hedges() > 0 if chosen.hedged else hedges() == 0
    if chosen.nested is not None:
        found["nested"] = Claim.nested_in.is_not(None) if chosen.nested else Claim.nested_in.is_(None)
    return found


def _made_by(slugs: Sequence[str]) -> list[ColumnElement[bool]]:
    """Conditions, one of which holds where one of the sources makes the claim; "" is no source given."""
    named = [legal(slug) for slug in slugs if slug]
    choices = [with_source(named, Part.BY)] if named else []
    return choices + ([unsourced()] if "" in slugs else [])


def without(found: Conditions, *fields: str) -> list[ColumnElement[bool]]:
    """All conditions but those of these fields."""
    return [condition for name, condition in found.items() if name not in fields]
