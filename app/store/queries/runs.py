"""Rows in an order of their own, however many: sorted a run at a time, which waits on disk, and merged."""

import heapq
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from tempfile import TemporaryFile
from typing import IO, TypeVar

from pydantic import TypeAdapter

RUN = 20_000  # rows that are held in memory

Row = TypeVar("Row")
Key = Callable[[Row], tuple[object, ...]]


def in_order(rows: Iterable[Row], key: Key[Row], form: TypeAdapter[Row], run: int = 0) -> Iterator[Row]:
    """The rows, sorted by `key`; `form` is how they are kept on disk, where they are more than a run."""
    rest, run = iter(rows), run or RUN
    first = sorted(islice(rest, run), key=key)
    if len(first) < run:
        yield from first
        return
    with ExitStack() as files:
        runs = []
        found: Sequence[Row] = first
        while found:
            file = files.enter_context(TemporaryFile())
            file.writelines(form.dump_json(row) + b"\n" for row in found)
            file.seek(0)
            runs.append(_read(file, form))
            found = sorted(islice(rest, run), key=key)
        yield from heapq.merge(*runs, key=key)


def _read(file: IO[bytes], form: TypeAdapter[Row]) -> Iterator[Row]:
    return (form.validate_json(line) for line in file)
