"""What was reckoned from the database, kept until something is written to it."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import NamedTuple, TypeVar

from cachetools import LRUCache
from sqlalchemy.orm import Session

from app.store.stamps import Stamps

V = TypeVar("V")
MOST = 100_000  # cells of all that is kept: numbers, or short texts; some ten megabytes


class _Kept(NamedTuple):
    value: object
    cells: int


class Recall:
    """Safe to use from several threads. What was not asked for the longest is forgotten first.

    Of a size in cells, or whatever else the sizes of what is kept are told in.
    """

    def __init__(self, stamps: Stamps, most: int = MOST) -> None:
        self.stamps = stamps
        self._kept: LRUCache[Hashable, _Kept] = LRUCache(most, getsizeof=lambda kept: kept.cells)
        self._turn = Lock()

    def lend(self, session: Session) -> None:
        """To a session that nothing was read in yet, and that writes nothing. Raises Unavailable."""
        session.info[Recall] = Lent(self, self.stamps.now())

    def find(self, key: Hashable) -> object:
        with self._turn:
            kept = self._kept.get(key)
        return kept.value if kept is not None else None

    def keep(self, key: Hashable, value: object, cells: int) -> None:
        if cells <= self._kept.maxsize:
            with self._turn:
                self._kept[key] = _Kept(value, cells)


class Lent(NamedTuple):
    """What is known of the moment that a session reads; without a recall, nothing."""

    recall: Recall | None = None
    stamp: str = ""  # what is written from now on has another one

    def find(self, key: Hashable, of: type[V]) -> V | None:
        """None where it is not known."""
        found = self.recall.find((self.stamp, key)) if self.recall else None
        return found if isinstance(found, of) else None

    def keep(self, key: Hashable, value: object, cells: int) -> None:
        """What follows from the database and the key alone, and is changed by nobody from now on.

        `cells` are how many numbers and short texts it holds.
        """
        if self.recall:
            self.recall.keep((self.stamp, key), value, cells)


def lent_to(session: Session) -> Lent:
    found: Lent = session.info.get(Recall, Lent())
    return found


def recalled(session: Session, key: Hashable, of: type[V], ask: Callable[[], V], cells: int = 100) -> V:
    """What `ask` finds of the database and the key alone, unless it is known; None is asked for again."""
    lent = lent_to(session)
    if (known := lent.find(key, of)) is None:
        known = ask()
        lent.keep(key, known, cells)
    return known
