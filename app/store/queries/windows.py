"""What the facets of a list are counted in: the newest CAP claims that pass all of its filters but their own.

Where no more pass, the numbers are exact. Where more do, they are those of the newest CAP, and so at least
that many: they are shown with a +, and no list is slower for being longer.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy.orm import Session

from app.store.list_pages import ArticleFilter
from app.store.pages import ClaimFilter
from app.store.queries.filters import Ids
from app.store.queries.postings import Postings, postings_of
from app.store.recall import Lent, lent_to
from app.store.tables import Part

CAP = 10_000
CAP_ASKED = 1_000  # with a question (q): its hits lie far apart
COLUMNS = ("traits", "outlet", "speakers", "month")
NOT_ASKED: Mapping[str, Any] = {
    **dict.fromkeys(("sources", "without", "relayed", "types", "kinds", "acts", "outlets"), ()),
    **dict.fromkeys(("hedged", "nested", "since", "until")),
}


Chosen = ClaimFilter | ArticleFilter
Look = Callable[[Sequence[str], int], tuple[Mapping[str, Sequence[Any]], bool]]


class Column(NamedTuple):
    """How many claims have each value; of those who speak, of each Part how many each source has."""

    counts: Mapping[Any, Any]
    size: int
    more: bool


@dataclass(frozen=True)
class Window:
    """By column, how many claims have each value. `more`: others pass that are not in it.

    `first` are the ids of the newest, in order, where a question (q) was asked: to ask it again takes time.
    """

    counts: Mapping[str, Mapping[Any, Any]]
    size: int
    more: bool
    first: Sequence[int] = ()

    def sources(self, part: Part) -> Mapping[int, int]:
        """How many claims each source makes or stands behind, by its row id."""
        counts: Mapping[int, int] = self.counts["speakers"][part]
        return counts


def cap_of(q: str) -> int:
    return CAP_ASKED if q else CAP


def window_of(session: Session, chosen: Chosen, columns: Sequence[str], look: Look) -> Window:
    """`look` reads columns of the newest that pass, at most so many, and says whether it left out others.

    Without a question (q), what it found is kept until something is stored.
    """
    lent = Lent() if chosen.q else lent_to(session)
    found = {name: column for name in columns if (column := lent.find((chosen, name), Column))}
    first: Sequence[int] = ()
    if missing := [name for name in columns if name not in found]:
        values, is_cut = look(missing, cap_of(chosen.q) + 1)
        first = values.get("id", ())
        for name in missing:
            if name != "id":
                found[name] = _counted(name, values[name], cap_of(chosen.q), is_cut=is_cut)
                lent.keep((chosen, name), found[name], _cells(found[name]))
    one = found[columns[-1]]
    return Window({name: each.counts for name, each in found.items()}, one.size, one.more, first)


def _counted(name: str, values: Sequence[Any], cap: int, *, is_cut: bool) -> Column:
    newest = values[:cap]
    return Column(
        _speaking(newest) if name == "speakers" else Counter(newest),
        min(len(values), cap),
        is_cut or len(values) > cap,
    )


def _speaking(values: Sequence[str]) -> Mapping[Part, Mapping[int, int]]:
    """The speakers of each claim as a row tells them (app/store/repeats.py), few with any to relay them."""
    relayed = [each.partition("|") for each in values if "|" in each]
    by = [each for each in values if "|" not in each] + [first for first, _, _ in relayed]
    ids = {Part.BY: by, Part.RELAY: [others for _, _, others in relayed]}
    # Together they are split and counted in a tenth of the time that it takes for one after the other.
    counts = {part: Counter(" ".join(each).split()) for part, each in ids.items()}
    return {part: {int(id_): count for id_, count in of.items()} for part, of in counts.items()}


def _cells(column: Column) -> int:
    return sum(len(each) if isinstance(each, Mapping) else 1 for each in column.counts.values())


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
        return window_of(self.session, chosen, columns, self._of(chosen).columns)
