"""What the facets of a list are counted in: the newest CAP claims that pass all of its filters but their own.

Where no more pass, the numbers are exact. Where more do, they are those of the newest CAP, and so at least
that many: they are shown with a +, and no list is slower for being longer.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from sqlalchemy.orm import Session

from app.store.pages import ClaimFilter
from app.store.queries.filters import Ids
from app.store.queries.postings import Postings, postings_of
from app.store.tables import Part

CAP = 10_000
CAP_ASKED = 1_000  # with a question (q): its hits lie far apart
COLUMNS = ("traits", "outlet", "speakers", "month")
NOT_ASKED: Mapping[str, Any] = {
    **dict.fromkeys(("sources", "without", "relayed", "types", "kinds", "acts", "outlets"), ()),
    **dict.fromkeys(("hedged", "nested", "since", "until")),
}


@dataclass(frozen=True)
class Window:
    """By column, how many claims have each value. `more`: others pass that are not in it.

    `first` are the ids of the newest, in order, where a question (q) was asked: to ask it again takes time.
    """

    counts: Mapping[str, Counter[Any]]
    size: int
    more: bool
    first: Sequence[int] = ()

    def sources(self, part: Part) -> Mapping[int, int]:
        """How many claims each source makes or stands behind, by its row id."""
        return self._sources[part]

    @cached_property
    def _sources(self) -> Mapping[Part, Mapping[int, int]]:
        by, relay = Counter[str](), Counter[str]()
        for speakers, count in self.counts["speakers"].items():
            first, _, others = speakers.partition("|")
            for id_ in first.split():
                by[id_] += count
            for id_ in others.split():
                relay[id_] += count
        numbers = {Part.BY: by, Part.RELAY: relay}
        return {part: {int(id_): count for id_, count in of.items()} for part, of in numbers.items()}


def cap_of(q: str) -> int:
    return CAP_ASKED if q else CAP


def window_of(columns: Mapping[str, Sequence[Any]], cap: int, *, is_cut: bool = False) -> Window:
    """The columns are of the newest that pass: `cap`, and one more where there are more."""
    size = max(map(len, columns.values()))
    counts = {name: Counter(values[:cap]) for name, values in columns.items() if name != "id"}
    return Window(counts, min(size, cap), is_cut or size > cap, columns.get("id", ()))


class Windows:
    """The windows of one list; each is looked into once."""

    def __init__(self, session: Session, chosen: ClaimFilter, ids: Ids | None = None) -> None:
        self.session, self.chosen = session, chosen
        self._all = postings_of(session, chosen, ids)
        self._looked_into = cache(self._look)
        self._of = cache(lambda chosen: replace(self._all, chosen=chosen))

    @property
    def whole(self) -> Window:
        """The newest that pass all filters."""
        return self._looked_into(self.chosen, ("id", *COLUMNS) if self.chosen.q else COLUMNS)

    def but(self, fields: Sequence[str], *columns: str) -> Window:
        """The newest that pass all filters but those by these fields."""
        return self.of(self.postings(*fields).chosen, *columns)

    def of(self, chosen: ClaimFilter, *columns: str) -> Window:
        """The newest that pass another filter, which names no other sources."""
        return self.whole if chosen == self.chosen else self._looked_into(chosen, columns)

    def postings(self, *but: str) -> Postings:
        rest = replace(self.chosen, **{field: NOT_ASKED[field] for field in but})
        return self._of(rest)

    def _look(self, chosen: ClaimFilter, columns: Sequence[str]) -> Window:
        cap = cap_of(chosen.q)
        values, is_cut = self._of(chosen).columns(columns, cap + 1)
        return window_of(values, cap, is_cut=is_cut)
