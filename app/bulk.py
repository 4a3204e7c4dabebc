"""Reads many files with all cores: one process a core, one thread a process, results in order."""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context

from app.domain import Draft, Reading, SourcelightError
from app.extract.extractor import Extractor
from app.pipeline import read_draft
from app.read import Fetcher, Record, archive_reader, load_known, read_given
from app.relate.relater import Relater
from app.resolve import Directory
from app.settings import Settings
from app.told import Told, tell

AHEAD = 4  # tasks given to each process before the first result is taken

Task = str | Record  # a file or a URL, or a record of an archive
Job = tuple[Task, "Future[Outcome]"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: a draft and its reading (None: not read for claims), or an error.

    `told` are the reading's claims, where they are to be linked.
    """

    id: str
    draft: Draft | None = None
    reading: Reading | None = None
    told: tuple[Told, ...] | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading takes; each process has its own."""

    extractor: Extractor
    known: Directory
    relater: Relater | None = None
    fetcher: Fetcher = field(default_factory=Fetcher)

    @classmethod
    def make(cls, settings: Settings, *, relates: bool = False) -> "Reader":
        """One with a thread. `relates`: tells claims so that they can be linked."""
        known = Directory(load_known(settings.seeds / "sources.toml"))
        relater = Relater(settings.model / "tokenizer.json", threads=1) if relates else None
        return cls(Extractor(settings.model, threads=1), known, relater)

    def read(self, task: Task) -> Outcome:
        record = task if isinstance(task, Record) else None
        try:
            record = record or Record(str(task), read_given(str(task), self.fetcher))
        except SourcelightError as error:
            return Outcome(str(task), error=str(error))
        reading = read_draft(record.draft, self.extractor, self.known)
        told = tell(record.draft, reading, self.relater) if self.relater and reading else None
        return Outcome(record.id, record.draft, reading, told)


Make = Callable[[], Reader]

_reader: Reader | None = None


def _start(make: Make) -> None:
    global _reader  # noqa: PLW0603 - a process of the pool has no other place for it
    _reader = make()


def _read(task: Task) -> Outcome:
    if _reader is None:
        raise RuntimeError("the process was not started by _start")
    return _reader.read(task)


def tasks_of(paths: Iterable[str]) -> Iterator[Task | Outcome]:
    """A task for each file and URL and for each record of an archive; an outcome where none can be had."""
    for path in paths:
        read = archive_reader(path)
        if read is None:
            yield path
            continue
        try:
            yield from read(path)
        except SourcelightError as error:
            yield Outcome(path, error=str(error))


def read_many(tasks: Iterable[Task | Outcome], make: Make) -> Iterator[Outcome]:
    """Outcomes in the order of the tasks. A task that kills its process is one error, no more.

    `make` makes the reader of a process, in that process.
    """
    waiting: deque[Job | Outcome] = deque()
    processes = os.cpu_count() or 1
    pool = _pool(make, processes)
    try:
        for task in tasks:
            waiting.append(task if isinstance(task, Outcome) else (task, _submit(pool, task)))
            if len(waiting) >= AHEAD * processes:
                outcome, pool = _next(waiting, pool, make)
                yield outcome
        while waiting:
            outcome, pool = _next(waiting, pool, make)
            yield outcome
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(make: Make, processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, get_context("spawn"), _start, (make,))


def _submit(pool: ProcessPoolExecutor, task: Task) -> "Future[Outcome]":
    try:
        return pool.submit(_read, task)
    except BrokenProcessPool as broken:  # a task before this one killed its process
        future: Future[Outcome] = Future()
        future.set_exception(broken)
        return future


def _next(
    waiting: deque[Job | Outcome], pool: ProcessPoolExecutor, make: Make
) -> tuple[Outcome, ProcessPoolExecutor]:
    """The first outcome, and the pool to go on with: a new one where a process died."""
    first = waiting.popleft()
    if isinstance(first, Outcome):
        return first, pool
    task, future = first
    try:
        return future.result(), pool
    except BrokenProcessPool:
        pool.shutdown(cancel_futures=True)
    # Whose fault it was is not known: this one is tried alone, the others are given out again.
    with _pool(make, 1) as alone:
        try:
            outcome = alone.submit(_read, task).result()
        except BrokenProcessPool:
            name = task.id if isinstance(task, Record) else task
            outcome = Outcome(name, error=f"{name}: the process that read this article died.")
    pool = _pool(make, os.cpu_count() or 1)
    for position, job in enumerate(waiting):
        if not isinstance(job, Outcome):
            waiting[position] = (job[0], _submit(pool, job[0]))
    return outcome, pool
