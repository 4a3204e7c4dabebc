"""Which SQLite is used: pysqlite3's where it is installed, else the one that Python brings.

A process must not open one file by both: each of the two libraries gives up the other's locks.
"""

import sqlite3
from types import ModuleType
from typing import Any

# A checkpoint can overlook that the WAL was begun anew, and leave pages out of the database's file
# (https://sqlite.org/wal.html#walresetbug). The first and the last version that does, and the versions
# between them that were mended.
FIRST, LAST = (3, 7, 0), (3, 51, 2)
MENDED = ((3, 44, 6), (3, 50, 7))


def newest() -> ModuleType:
    """The DBAPI module with the newest SQLite there is."""
    try:
        from pysqlite3 import dbapi2  # noqa: PLC0415 - it need not be there
    except ImportError:
        return sqlite3
    modules: tuple[ModuleType, ...] = (sqlite3, dbapi2)
    return max(modules, key=lambda module: module.sqlite_version_info)


def loses_pages(version: tuple[int, ...]) -> bool:
    """Whether this version of SQLite has the WAL-reset defect."""
    return FIRST <= version <= LAST and not any(
        version[:2] == mended[:2] and version >= mended for mended in MENDED
    )


def warning_of(module: Any) -> str:  # noqa: ANN401 - a driver of any database
    """What is wrong with this driver's SQLite, and what to do; empty where nothing is."""
    if not loses_pages(getattr(module, "sqlite_version_info", ())):
        return ""
    return (
        f"SQLite {module.sqlite_version} can, rarely, damage a database that several threads or processes "
        "write to (the WAL-reset defect of 3.7.0 to 3.51.2, https://sqlite.org/wal.html#walresetbug). "
        "Install one without it: pip install 'pysqlite3>=0.6.1'. It is used from the next start on. "
        "Until then keep backups: sourcelight backup."
    )
