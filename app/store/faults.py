"""Faults of the database and the disk that pass: told as Unavailable, for a later try."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import ExceptionContext
from sqlalchemy.exc import OperationalError

from app.store.errors import Unavailable

SOON, LATER = 5, 60  # seconds
LOCKED = "Somebody else is writing for too long."
FULL = "The disk is full: nothing can be stored until there is room on it."
BROKEN = "The disk does not take what is written to it."
READ_ONLY = "Nothing can be stored at this moment: the database's file, or the disk, can only be read."
UNREACHABLE = "The database cannot be reached."

# What SQLite says, which is the same in all its drivers, and PostgreSQL's SQLSTATE.
PASSING = {
    "database is locked": (LOCKED, SOON),
    "database table is locked": (LOCKED, SOON),
    "locking protocol": (LOCKED, SOON),
    "database or disk is full": (FULL, LATER),
    "disk I/O error": (BROKEN, LATER),
    "attempt to write a readonly database": (READ_ONLY, LATER),
    "unable to open database file": (UNREACHABLE, LATER),
    "55P03": (LOCKED, SOON),  # lock_not_available
    "53100": (FULL, LATER),  # disk_full
    "53300": ("The database takes no more connections at this moment.", SOON),
    "58030": (BROKEN, LATER),  # io_error
}
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def say_unavailable(context: ExceptionContext) -> None:
    """For an engine's handle_error; the pool mends a lost connection itself where it can.

    Raises Unavailable for what passes.
    """
    if context.is_pre_ping or not isinstance(context.sqlalchemy_exception, OperationalError):
        return
    original = context.original_exception
    said = getattr(original, "sqlstate", None) or str(original)
    if said in PASSING:
        message, seconds = PASSING[said]
        raise Unavailable(message, seconds) from original
    if context.is_disconnect or context.connection is None:
        raise Unavailable(UNREACHABLE) from original


@contextmanager
def telling_of_the_disk() -> Iterator[None]:
    """Around what writes files. Raises Unavailable where there is no room, or the disk fails."""
    try:
        yield
    except OSError as error:
        if error.errno in NO_ROOM:
            raise Unavailable(FULL, LATER) from error
        if error.errno in (errno.EIO, errno.EROFS):
            raise Unavailable(BROKEN, LATER) from error
        raise
