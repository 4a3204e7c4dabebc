"""A copy of a SQLite database, taken while it is written to.

The copy is a SQLite database too, with one table more (NOTE): what each of its tables holds, as a
checksum. Whatever becomes of a file on its way through disks and machines is found before it takes the
place of anything (restoring.py). What else lies beside a database (vectors.py) is made anew from it.
"""

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import blake2b
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine

from app.store import driver
from app.store.checksums import AT_ONCE, Checksum
from app.store.errors import Refused
from app.store.faults import telling_of_the_disk

NOTE = "backup"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database holds: by table, how many rows and their checksum."""

    tables: dict[str, tuple[int, str]]

    @property
    def rows(self) -> int:
        return sum(rows for rows, _ in self.tables.values())

    @property
    def digest(self) -> str:
        """The same of two databases that hold the same, row by row."""
        return blake2b(json.dumps(sorted(self.tables.items())).encode(), digest_size=16).hexdigest()


@dataclass(frozen=True, slots=True)
class BackedUp:
    path: Path
    taken_at: datetime
    contents: Contents


def back_up(engine: Engine, path: Path) -> BackedUp:
    """Copy a SQLite database as it is at one moment; nobody has to stop writing meanwhile.

    `path` is of the new file, or of a folder in which one is made that is named after the time.
    Raises Refused, and Unavailable where there is no room.
    """
    now = datetime.now(UTC)
    if path.is_dir():
        path = path / f"sourcelight-{now:%Y%m%d-%H%M%S}.db"
    if path.exists():
        raise Refused(f"{path} is there already: a backup overwrites nothing.")
    with new_file(path) as part:
        try:
            with closing(engine.raw_connection()) as connection:
                execute(connection, "VACUUM INTO ?", str(part))  # nothing that was erased goes along
            with closing(connect(part)) as copy:
                contents = contents_of(copy)
                note = {"taken_at": now.isoformat(timespec="seconds"), "tables": contents.tables}
                execute(copy, f"CREATE TABLE {NOTE} (told TEXT NOT NULL)")
                execute(copy, f"INSERT INTO {NOTE} VALUES (?)", json.dumps(note))  # noqa: S608 # nosec
        except engine.dialect.loaded_dbapi.DatabaseError as error:
            raise Refused(f"No backup was made: {error}.") from error
    return BackedUp(path, now, contents)


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """A file that its owner alone may read, which takes this place once all of it is on the disk.

    Raises Refused where it cannot be made, and Unavailable where there is no room.
    """
    if not path.parent.is_dir():
        raise Refused(f"There is no folder {path.parent}.")
    with telling_of_the_disk():
        try:
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
        except (PermissionError, FileNotFoundError) as error:  # the latter of folders such as /proc
            raise Refused(f"Nothing may be written into {path.parent}.") from error
        os.close(handle)
        part = Path(name)
        try:
            yield part
            _to_disk(part)
            part.replace(path)
            _to_disk(path.parent)
        finally:
            part.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def connect(path: Path, how: str = "mode=rw") -> Any:  # noqa: ANN401 - of either driver
    """Without a transaction begun, and without waiting for anybody. Text that is none is read as bytes."""
    uri = f"file:{quote(str(path.absolute()))}?{how}"
    connection = driver.newest().connect(uri, uri=True, isolation_level=None, timeout=0)
    connection.text_factory = _text
    return connection


def _text(stored: bytes) -> str | bytes:
    try:
        return stored.decode()
    except UnicodeDecodeError:
        return stored


def execute(connection: Any, statement: str, *values: object) -> Any:  # noqa: ANN401 - of either driver
    return connection.cursor().execute(statement, values)


def contents_of(connection: Any) -> Contents:  # noqa: ANN401 - of either driver
    """Of all tables but the note, also of those that make up an index of words."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0"
    names = [name for (name,) in execute(connection, query)]
    found: dict[str, tuple[int, str]] = {}
    for name in sorted(map(str, names)):
        if name == NOTE or name.startswith("sqlite_"):
            continue
        checksum = Checksum()
        cursor = execute(connection, f'SELECT * FROM "{name}"')  # noqa: S608 - it named itself # nosec
        while rows := cursor.fetchmany(AT_ONCE):
            for row in rows:
                checksum.add(row)
        found[name] = (checksum.rows, checksum.digest)
    return Contents(found)
