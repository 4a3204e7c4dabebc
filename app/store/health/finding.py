"""The words of a check: what is walked through, what is found, and what can be done about it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Executable
from sqlalchemy.orm import Session

AT_ONCE = 200  # rows that are looked at together
T = TypeVar("T")


@dataclass(frozen=True)
class Walk:
    """One moment of a database, and what lies beside it.

    `vectors` is the folder of the files that are searched (vectors.py), which have the first `width`
    bytes of each embedding. `tell` is told of rows that were looked at.
    """

    session: Session
    vectors: Path
    width: int
    tell: Callable[[int], None] = lambda rows: None

    def rows(self, statement: Executable, at_once: int = AT_ONCE) -> Iterator[Any]:
        """One after the other, `at_once` of them in memory."""
        for row in self.session.execute(statement, execution_options={"yield_per": at_once}):
            self.tell(1)
            yield row


Mend = Callable[[Walk], None]


class Trouble(NamedTuple):
    """What can be wrong with rows. `mend` makes them anew of what others hold, and loses nothing."""

    what: str  # of several rows
    advice: str
    mend: Mend | None = None


class Finding(NamedTuple):
    trouble: Trouble
    row: str  # which, and what is wrong with it


Check = Callable[[Walk], Iterator[Finding]]


def few(rows: Iterator[T], at_once: int = AT_ONCE) -> Iterator[Sequence[T]]:
    while part := list(islice(rows, at_once)):
        yield part
