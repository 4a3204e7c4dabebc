"""Whose turn it is to work on what came in, among the processes over one SQLite file."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from app.store.faults import telling_of_the_disk


@contextmanager
def turn(engine: Engine, *, waits: bool = False) -> Iterator[bool]:
    """Whether it is ours; `waits` until it is. It ends with the block, and with the process.

    Raises Unavailable where the disk is full or cannot be written.
    """
    database = engine.url.database
    if engine.dialect.name != "sqlite" or not database:
        yield True
        return
    with telling_of_the_disk():
        file = Path(f"{database}-turn").open("ab")  # noqa: SIM115 - closed below
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
