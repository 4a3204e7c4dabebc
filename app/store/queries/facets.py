"""How many claims each value of a filter would show, with all other filters kept (windows.py)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from enum import StrEnum
from functools import partial
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.store import traits
from app.store.keys import legal
from app.store.pages import Facet, Period
from app.store.queries import dates as periods
from app.store.queries.rows import OF_CHIP, chip
from app.store.queries.windows import Window, Windows
from app.store.tables import Part, Source

V = TypeVar("V", bound=StrEnum)
MOST = 30  # values of an open facet, and the chosen ones
NO_OUTLET = "no outlet given"
NO_SOURCE = "no source given"


def kinds(windows: Windows) -> tuple[Facet, ...]:
    window, chosen = windows.but(["kinds"], "traits"), windows.chosen.kinds
    return _values(window, traits.KIND_OF, lambda packed, bits: packed & traits.KINDS == bits, chosen)


def acts(windows: Windows) -> tuple[Facet, ...]:
    window, chosen = windows.but(["acts"], "traits"), windows.chosen.acts
    return _values(window, traits.ACT_OF, lambda packed, bits: packed & traits.ACTS == bits, chosen)


def types(windows: Windows) -> tuple[Facet, ...]:
    """A claim of several sources counts for the type of each."""
    window, chosen = windows.but(["types"], "traits"), windows.chosen.types
    return _values(window, traits.TYPE_OF, lambda packed, bits: bool(packed & bits), chosen)


def hedged(windows: Windows) -> tuple[Facet, ...]:
    return _yes_or_no(windows.but(["hedged"], "traits"), traits.HEDGED, windows.chosen.hedged)


def nested(windows: Windows) -> tuple[Facet, ...]:
    return _yes_or_no(windows.but(["nested"], "traits"), traits.NESTED, windows.chosen.nested)


def outlets(counts: Mapping[str, int], chosen: Sequence[str], *, at_least: bool) -> tuple[Facet, ...]:
    """Those of claims or articles, most first; chosen outlets are there whatever their count."""
    values = [legal(each) for each in dict.fromkeys(chosen)]
    numbers = dict.fromkeys(values, 0) | dict(counts)
    listed = sorted(numbers, key=lambda each: (each not in values, -numbers[each], each))
    facets = [
        Facet(each, each or NO_OUTLET, numbers[each], each in values, at_least=at_least)
        for each in listed[: MOST + len(values)]
    ]
    return tuple(sorted(facets, key=_most_first))


class Speaking(NamedTuple):
    """Those who make the claims of a window, or stand behind them; chosen and kept are always among them."""

    window: Window
    part: Part
    chosen: Sequence[str] = ()
    kept: Sequence[str] = ()

    @property
    def slugs(self) -> list[str]:
        return [legal(slug) for slug in dict.fromkeys((*self.chosen, *self.kept)) if slug]


def sources_and_relayed(windows: Windows) -> tuple[tuple[Facet, ...], tuple[Facet, ...]]:
    """Who makes the claims, and who stands behind them.

    "" is no source given. A count is of the claims that choosing this source alone would show.
    """
    chosen = windows.chosen
    window = windows.but(["sources", "without"], "traits", "speakers")
    by, relayed = in_parts(
        windows.session,
        Speaking(window, Part.BY, chosen.sources, chosen.without),
        Speaking(windows.but(["relayed"], "speakers"), Part.RELAY, chosen.relayed),
    )
    nobody = sum(count for packed, count in window.counts["traits"].items() if traits.UNSOURCED.holds(packed))
    if nobody or "" in (*chosen.sources, *chosen.without):
        by += (Facet("", NO_SOURCE, nobody, "" in chosen.sources, at_least=window.more),)
    return by, relayed


def in_parts(session: Session, *asked: Speaking) -> tuple[tuple[Facet, ...], ...]:
    """Of each, most claims first. One query."""
    numbers = [each.window.sources(each.part) for each in asked]
    most = [_most(each) for each in numbers]
    ids, slugs = {*chain(*most)}, {slug for each in asked for slug in each.slugs}
    listed = select(Source.id, *OF_CHIP).where(Source.id.in_(ids) | Source.slug.in_(slugs))
    found = session.execute(listed).all() if ids or slugs else ()
    return tuple(map(partial(_speakers, found=found), asked, numbers, most))


def _most(numbers: Mapping[int, int]) -> list[int]:
    """The ids of the MOST with most."""
    # Few have as many as the last of them, and these alone are put in order.
    least = sorted(numbers.values(), reverse=True)[:MOST][-1:]
    among = sorted((-count, id_) for id_, count in numbers.items() if [count] >= least)
    return [id_ for _, id_ in among[:MOST]]


def _speakers(
    asked: Speaking, numbers: Mapping[int, int], most: Collection[int], found: Sequence[Row[*tuple[Any, ...]]]
) -> tuple[Facet, ...]:
    slugs, more = asked.slugs, asked.window.more
    facets = [
        Facet(
            each.slug,
            each.name,
            numbers.get(each.id, 0),
            each.slug in asked.chosen,
            chip(each),
            at_least=more,
        )
        for each in found
        if each.id in most or each.slug in slugs
    ]
    there = {facet.value for facet in facets}
    facets += [Facet(slug, slug, 0, slug in asked.chosen) for slug in slugs if slug not in there]
    return tuple(sorted(facets, key=_most_first))


def dates(windows: Windows) -> tuple[Period, ...]:
    chosen, passing = windows.chosen, windows.postings("since", "until")
    window = windows.but(["since", "until"], "month")
    count = partial(passing.counts, most=window.size + 1)
    return periods.facet(windows.session, chosen, window, passing.oldest, count)


def _most_first(facet: Facet) -> tuple[int, str]:
    return -facet.count, facet.value


def _values(
    window: Window,
    bits_of: Mapping[V, int],
    has: Callable[[int, int], bool],
    chosen: Collection[V],
) -> tuple[Facet, ...]:
    """One of each value, in their own order."""
    counts = window.counts["traits"].items()
    return tuple(
        Facet(
            value.value,
            value.value,
            sum(count for packed, count in counts if has(packed, bits)),
            value in chosen,
            at_least=window.more,
        )
        for value, bits in bits_of.items()
    )


def _yes_or_no(window: Window, bit: int, chosen: bool | None) -> tuple[Facet, ...]:
    counts = window.counts["traits"].items()
    return tuple(
        Facet(
            name,
            name,
            sum(count for packed, count in counts if bool(packed & bit) is value),
            chosen is value,
            at_least=window.more,
        )
        for name, value in (("yes", True), ("no", False))
    )
