"""Works on parcels of archives: reads their articles and stores some at a time, each once."""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from app.bulk import Outcome, Reader, Task
from app.domain import ItemState, SourcelightError
from app.intake import state_of
from app.pipeline import Ingested, Pipeline, Read
from app.read import ReadError, read_record
from app.store import parcels
from app.store.errors import Unavailable
from app.store.imports import BROKEN, WORKERS_TRIES
from app.store.parcels import Failure, OvertakenError, Taken
from app.store.session import Session, write_session

AT_ONCE = 25  # articles of one transaction: others wait no longer for their turn than it takes

ReadMany = Callable[[Iterable[Task | Outcome]], Iterator[Outcome]]


class StoppedError(Exception):
    """Work on a parcel gave way to something else; the rest of it is to be done another time."""


def never() -> bool:
    return False


@dataclass(frozen=True)
class Loader:
    """Shared by the jobs of a process."""

    pipeline: Pipeline
    gives_way: Callable[[], bool] = never
    owed: list[int] = field(default_factory=list)  # parcels that the database broke off

    def load(self, parcel_id: int) -> None:
        """Do what is left of a parcel, article by article where that broke off before.

        Raises Unavailable, and StoppedError between two transactions.
        """
        linker = self.pipeline.linker
        reader = Reader(self.pipeline.extractor, self.pipeline.known, linker.relater if linker else None)
        while (taken := self.take(parcel_id)) is not None:
            began = time.monotonic()
            if taken.tries > WORKERS_TRIES:
                outcomes = [Outcome(where(taken, 0), error=BROKEN.format(WORKERS_TRIES))]
            else:
                lines = taken.lines[: AT_ONCE if taken.tries == 1 else 1]
                tasks = [self.task(line, where(taken, at)) for at, line in enumerate(lines)]
                outcomes = [task if isinstance(task, Outcome) else reader.read(task) for task in tasks]
            self.store(taken, outcomes, began)
            if self.gives_way():
                raise StoppedError

    def load_all(self, parcel_ids: Iterable[int], read_many: ReadMany) -> Iterator[int]:
        """Do what is left of these parcels one after the other; how many articles, each time some are done.

        `read_many` reads on other processes, in order, ahead of what is stored.
        """
        ahead: list[Taken] = []

        def tasks() -> Iterator[Task | Outcome]:
            for parcel_id in parcel_ids:
                if taken := self.take(parcel_id):
                    ahead.append(taken)
                    yield from (self.task(line, where(taken, at)) for at, line in enumerate(taken.lines))

        outcomes: list[Outcome] = []
        began = time.monotonic()
        for outcome in read_many(tasks()):
            outcomes.append(outcome)
            taken = ahead[0]
            if len(outcomes) == min(AT_ONCE, len(taken.lines)):
                self.store(taken, outcomes, began)
                rest = taken.lines[len(outcomes) :]
                first, done = taken.first + len(outcomes), taken.done + len(outcomes)
                ahead[0] = taken._replace(lines=rest, first=first, done=done)
                if not rest:
                    ahead.pop(0)
                yield len(outcomes)
                outcomes, began = [], time.monotonic()

    def take(self, parcel_id: int) -> Taken | None:
        with write_session(self.pipeline.engine) as session:
            for each in self.owed:
                parcels.put_back(session, each)
            taken = parcels.take(session, parcel_id)
        self.owed.clear()
        return taken

    def task(self, line: bytes, name: str) -> Task | Outcome:
        """What is to be read; what is stored already, or cannot be, is not read again."""
        try:
            record = read_record(line, name)
            is_there = self.pipeline.is_there(record.draft)
        except ReadError as error:
            return Outcome(name, error=str(error))
        except SourcelightError as error:
            return Outcome(name, error=f"{name}: {error}")
        return Outcome(name, record.draft) if is_there else record._replace(id=name)

    def store(self, taken: Taken, outcomes: Sequence[Outcome], began: float) -> None:
        """Store what was read, and that it is done, in one transaction; nothing if somebody else did.

        `began` is when reading it did (time.monotonic).
        """
        read = [Read(each.draft, each.reading, each.told) for each in outcomes if each.draft is not None]
        note = partial(_note, taken=taken, outcomes=outcomes, began=began)
        try:
            self.pipeline.store_all(read, note)
        except OvertakenError:
            return
        except Unavailable:
            self.owed.append(taken.parcel_id)
            raise


def where(taken: Taken, at: int) -> str:
    return f"{taken.archive}, record {taken.first + at}"


def _note(
    session: Session,
    came: Sequence[Ingested | SourcelightError],
    *,
    taken: Taken,
    outcomes: Sequence[Outcome],
    began: float,
) -> None:
    results = iter(came)
    states, failures = [], []
    for outcome, line in zip(outcomes, taken.lines, strict=False):
        result = next(results) if outcome.draft is not None else None
        if isinstance(result, Ingested):
            states.append(state_of(result))
        else:
            error = f"{outcome.id}: {result}" if result is not None else outcome.error
            states.append(ItemState.FAILED)
            failures.append(Failure(outcome.id, error, line))
    parcels.advance(session, taken, states, failures, seconds=time.monotonic() - began)
