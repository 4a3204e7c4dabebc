"""How many claims each value of a filter would show, with all other filters kept."""

from collections.abc import Sequence
from enum import StrEnum

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain import Act, Kind
from app.store.keys import legal
from app.store.pages import ClaimFilter, Facet
from app.store.queries.filters import Conditions, unsourced, without
from app.store.queries.rows import chip
from app.store.tables import Claim, ClaimSource, Part, Source

MOST = 30  # values of an open facet, and the chosen ones
NO_OUTLET = "no outlet given"
NO_SOURCE = "no source given"


def _enum_facets(
    session: Session,
    column: InstrumentedAttribute[Kind] | InstrumentedAttribute[Act],
    where: Sequence[ColumnElement[bool]],
    values: type[StrEnum],
    chosen: Sequence[str],
) -> tuple[Facet, ...]:
    counts = dict(session.execute(select(column, func.count()).where(*where).group_by(column)).all())
    return tuple(Facet(value.value, value.value, counts.get(value, 0), value in chosen) for value in values)


def kinds(session: Session, found: Conditions, chosen: ClaimFilter) -> tuple[Facet, ...]:
    return _enum_facets(session, Claim.kind, without(found, "kinds"), Kind, chosen.kinds)


def acts(session: Session, found: Conditions, chosen: ClaimFilter) -> tuple[Facet, ...]:
    return _enum_facets(session, Claim.act, without(found, "acts"), Act, chosen.acts)


def outlets(session: Session, found: Conditions, chosen: ClaimFilter) -> tuple[Facet, ...]:
    """Most claims first; chosen outlets are there whatever their count."""
    values = [legal(outlet) for outlet in dict.fromkeys(chosen.outlets)]
    count = func.count()
    statement = (
        select(Claim.outlet, count)
        .where(*without(found, "outlets"))
        .group_by(Claim.outlet)
        .order_by(Claim.outlet.in_(values).desc(), count.desc(), Claim.outlet)
        .limit(MOST + len(values))
    )
    counts = dict.fromkeys(values, 0) | dict(session.execute(statement).all())
    facets = [Facet(each, each or NO_OUTLET, number, each in values) for each, number in counts.items()]
    return tuple(sorted(facets, key=lambda facet: (-facet.count, facet.value)))


def sources(session: Session, found: Conditions, chosen: ClaimFilter) -> tuple[Facet, ...]:
    """Most claims first; chosen sources are there whatever their count. "" is no source given."""
    where = without(found, "sources")
    facets = in_part(session, Part.BY, where, chosen.sources)
    nobody = session.scalar(select(func.count()).select_from(Claim).where(*where, unsourced())) or 0
    if nobody or "" in chosen.sources:
        facets.append(Facet("", NO_SOURCE, nobody, "" in chosen.sources))
    return tuple(facets)


def relayed(session: Session, found: Conditions, chosen: ClaimFilter) -> tuple[Facet, ...]:
    """Who stands behind the claims; most claims first, the chosen ones whatever their count."""
    return tuple(in_part(session, Part.RELAY, without(found, "relayed"), chosen.relayed))


def in_part(
    session: Session, part: Part, where: Sequence[ColumnElement[bool]], chosen: Sequence[str] = ()
) -> list[Facet]:
    """Those who make these claims, or stand behind them."""
    slugs = [legal(slug) for slug in dict.fromkeys(chosen) if slug]
    count = func.count()
    statement = (
        select(Source, count)
        .join(ClaimSource, (ClaimSource.source_id == Source.id) & (ClaimSource.part == part))
        .join(Claim, Claim.id == ClaimSource.claim_id)
        .where(*where)
        .group_by(Source.id)
        .order_by(Source.slug.in_(slugs).desc(), count.desc(), Source.slug)
        .limit(MOST + len(slugs))
    )
    facets = [
        Facet(source.slug, source.name, number, source.slug in slugs, chip(source))
        for source, number in session.execute(statement)
    ]
    there = {facet.value for facet in facets}
    left = [slug for slug in slugs if slug not in there]
    silent = session.scalars(select(Source).where(Source.slug.in_(left))).all() if left else ()
    facets += [Facet(source.slug, source.name, 0, True, chip(source)) for source in silent]
    there.update(source.slug for source in silent)
    facets += [Facet(slug, slug, 0, True) for slug in slugs if slug not in there]
    return sorted(facets, key=lambda facet: (-facet.count, facet.value))
