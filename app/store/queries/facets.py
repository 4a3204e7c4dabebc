"""How many claims each value of a filter would show, with all other filters kept.

Filters of a few values each are counted together (cells.py).
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain import SourceType
from app.store.keys import legal
from app.store.pages import ClaimFilter, Facet
from app.store.queries.filters import Conditions, unsourced, without
from app.store.queries.rows import chip
from app.store.tables import Claim, ClaimSource, Part, Source

MOST = 30  # values of an open facet, and the chosen ones
NO_OUTLET = "no outlet given"
NO_SOURCE = "no source given"


def outlets(
    session: Session,
    outlet: InstrumentedAttribute[str],
    where: Sequence[ColumnElement[bool]],
    chosen: Sequence[str],
) -> tuple[Facet, ...]:
    """Those of claims or articles, most first; chosen outlets are there whatever their count."""
    values = [legal(each) for each in dict.fromkeys(chosen)]
    count = func.count()
    statement = (
        select(outlet, count)
        .where(*where)
        .group_by(outlet)
        .order_by(outlet.in_(values).desc(), count.desc(), outlet)
        .limit(MOST + len(values))
    )
    counts = dict.fromkeys(values, 0) | dict(session.execute(statement).all())
    facets = [Facet(each, each or NO_OUTLET, number, each in values) for each, number in counts.items()]
    return tuple(sorted(facets, key=lambda facet: (-facet.count, facet.value)))


def sources(session: Session, found: Conditions, chosen: ClaimFilter) -> tuple[Facet, ...]:
    """Most claims first; sources that are chosen or left out are there whatever their count.

    "" is no source given. A count is of the claims that choosing this source alone would show.
    """
    where = without(found, "sources", "without")
    facets = in_part(session, Part.BY, where, chosen.sources, kept=chosen.without)
    nobody = session.scalar(select(func.count()).select_from(Claim).where(*where, unsourced())) or 0
    if nobody or "" in (*chosen.sources, *chosen.without):
        facets.append(Facet("", NO_SOURCE, nobody, "" in chosen.sources))
    return tuple(facets)


def types(session: Session, found: Conditions, chosen: ClaimFilter) -> tuple[Facet, ...]:
    """A claim of several sources counts for the type of each."""
    statement = (
        select(Source.type, func.count(Claim.id.distinct()))
        .join(ClaimSource, (ClaimSource.source_id == Source.id) & (ClaimSource.part == Part.BY))
        .join(Claim, Claim.id == ClaimSource.claim_id)
        .where(*without(found, "types"))
        .group_by(Source.type)
    )
    counts = dict(session.execute(statement).all())
    return tuple(
        Facet(type_.value, type_.value, counts.get(type_, 0), type_ in chosen.types) for type_ in SourceType
    )


def relayed(session: Session, found: Conditions, chosen: ClaimFilter) -> tuple[Facet, ...]:
    """Who stands behind the claims; most claims first, the chosen ones whatever their count."""
    return tuple(in_part(session, Part.RELAY, without(found, "relayed"), chosen.relayed))


def in_part(
    session: Session,
    part: Part,
    where: Sequence[ColumnElement[bool]],
    chosen: Sequence[str] = (),
    *,
    kept: Sequence[str] = (),
) -> list[Facet]:
    """Those who make these claims, or stand behind them; the chosen and kept whatever their count."""
    slugs = [legal(slug) for slug in dict.fromkeys((*chosen, *kept)) if slug]
    count = func.count()
    asked_for = ClaimSource.source_id.in_(select(Source.id).where(Source.slug.in_(slugs)))
    counted = (
        select(ClaimSource.source_id, count.label("claims"))
        .join(Claim, Claim.id == ClaimSource.claim_id)
        .where(ClaimSource.part == part, *where)
        .group_by(ClaimSource.source_id)
        .order_by(*([asked_for.desc()] if slugs else []), count.desc(), ClaimSource.source_id)
        .limit(MOST + len(slugs))
        .subquery()
    )
    statement = select(Source, counted.c.claims).join(counted, counted.c.source_id == Source.id)
    facets = [
        Facet(source.slug, source.name, number, source.slug in chosen, chip(source))
        for source, number in session.execute(statement)
    ]
    there = {facet.value for facet in facets}
    left = [slug for slug in slugs if slug not in there]
    silent = session.scalars(select(Source).where(Source.slug.in_(left))).all() if left else ()
    facets += [Facet(source.slug, source.name, 0, source.slug in chosen, chip(source)) for source in silent]
    there.update(source.slug for source in silent)
    facets += [Facet(slug, slug, 0, slug in chosen) for slug in slugs if slug not in there]
    return sorted(facets, key=lambda facet: (-facet.count, facet.value))
