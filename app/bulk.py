"""Reads many files with all cores: one process a core, one thread a process, results in order."""

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from app.domain import Draft, Reading, SourcelightError
from app.extract.extractor import Extractor
from app.pipeline import read_draft
from app.read import Record, load_known, read_jsonl, read_path
from app.resolve import Directory
from app.settings import Settings

RECORDS = (".jsonl", ".jsonl.gz")
AHEAD = 4  # tasks given to each process before the first result is taken

Task = str | Record  # a file, or a record of one
Job = tuple[Task, "Future[Outcome]"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article: a draft and its reading (None: not read for claims), or an error."""

    id: str
    draft: Draft | None = None
    reading: Reading | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading takes; each process has its own."""

    extractor: Extractor
    known: Directory

    @classmethod
    def make(cls, settings: Settings) -> "Reader":
        known = Directory(load_known(settings.seeds / "sources.toml"))
        return cls(Extractor(settings.model, threads=1), known)

    def read(self, task: Task) -> Outcome:
        record = task if isinstance(task, Record) else None
        try:
            record = record or Record(str(task), read_path(str(task)))
        except SourcelightError as error:
            return Outcome(str(task), error=str(error))
        return Outcome(record.id, record.draft, read_draft(record.draft, self.extractor, self.known))


_reader: Reader | None = None


def _start(settings: Settings) -> None:
    global _reader  # noqa: PLW0603 - a process of the pool has no other place for it
    _reader = Reader.make(settings)


def _read(task: Task) -> Outcome:
    if _reader is None:
        raise RuntimeError("the process was not started by _start")
    return _reader.read(task)


def tasks_of(paths: Iterable[str]) -> Iterator[Task | Outcome]:
    """A task for each file and for each record of a .jsonl file; an outcome where none can be had."""
    for path in paths:
        if not path.endswith(RECORDS):
            yield path
            continue
        try:
            yield from read_jsonl(Path(path))
        except SourcelightError as error:
            yield Outcome(path, error=str(error))


def read_many(tasks: Iterable[Task | Outcome], settings: Settings) -> Iterator[Outcome]:
    """Outcomes in the order of the tasks. A task that kills its process is one error, no more."""
    waiting: deque[Job | Outcome] = deque()
    processes = os.cpu_count() or 1
    pool = _pool(settings, processes)
    try:
        for task in tasks:
            waiting.append(task if isinstance(task, Outcome) else (task, _submit(pool, task)))
            if len(waiting) >= AHEAD * processes:
                outcome, pool = _next(waiting, pool, settings)
                yield outcome
        while waiting:
            outcome, pool = _next(waiting, pool, settings)
            yield outcome
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(settings: Settings, processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(processes, get_context("spawn"), _start, (settings,))


def _submit(pool: ProcessPoolExecutor, task: Task) -> "Future[Outcome]":
    try:
        return pool.submit(_read, task)
    except BrokenProcessPool as broken:  # a task before this one killed its process
        future: Future[Outcome] = Future()
        future.set_exception(broken)
        return future


def _next(
    waiting: deque[Job | Outcome], pool: ProcessPoolExecutor, settings: Settings
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
    with _pool(settings, 1) as alone:
        try:
            outcome = alone.submit(_read, task).result()
        except BrokenProcessPool:
            name = task.id if isinstance(task, Record) else task
            outcome = Outcome(name, error=f"{name}: the process that read this article died.")
    pool = _pool(settings, os.cpu_count() or 1)
    for position, job in enumerate(waiting):
        if not isinstance(job, Outcome):
            waiting[position] = (job[0], _submit(pool, job[0]))
    return outcome, pool
