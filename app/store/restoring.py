"""The way back from a backup (backup.py): checked to the last row before anything takes its place."""

import json
import os
import shutil
import stat
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.store import driver
from app.store.backup import NOTE, BackedUp, connect, contents_of, execute, new_file
from app.store.errors import Refused
from app.store.session import known_revisions

FILES = ("", "-wal", "-shm", "-journal", ".vectors")  # of one database: how their names end
MAGIC = b"SQLite format 3\0"
TELLING = ("articles", "accounts", "feeds", "imports", "events")  # all that people do leaves a row in one


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where the database is that it took the place of, if there was one."""

    backed_up: BackedUp
    kept: Path | None


def restore(path: Path, target: Path, *, force: bool = False) -> Restored:
    """Put a backup in the place of the SQLite database `target`, which is kept under another name.

    Raises Refused where the file is no backup or is damaged, where the database has data (unless
    `force`), or is in use; Unavailable where there is no room.
    """
    if not path.is_file():
        raise Refused(f"There is no file {path}.")
    if target.exists() and path.samefile(target):
        raise Refused(f"{path} is the database itself.")
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and not force and _has_data(target):
        raise Refused(
            f"{target} has data already. With --force the backup takes its place, and it is kept beside it."
        )
    with new_file(target) as part:
        shutil.copyfile(path, part)
        _give_to_owner(part, target)
        backed_up = _checked(part, path)
        kept = _put_aside(target)
    return Restored(backed_up, kept)


def _checked(part: Path, path: Path) -> BackedUp:
    """What is in the copy, whose note is taken off. Raises Refused where it is not what was backed up."""
    try:
        with closing(connect(part)) as copy:
            backed_up = _check(copy, path)
            execute(copy, f"DROP TABLE {NOTE}")
    except (driver.newest().DatabaseError, UnicodeError) as error:
        raise Refused(f"{path} is damaged, or no backup of Sourcelight’s: {error}.") from error
    return backed_up


def _check(copy: Any, path: Path) -> BackedUp:  # noqa: ANN401 - of either driver
    (sound,) = execute(copy, "PRAGMA integrity_check(1)").fetchone()
    if sound != "ok":
        raise Refused(f"{path} is damaged: {sound}.")
    if not execute(copy, "SELECT 1 FROM sqlite_master WHERE name = ?", NOTE).fetchone():
        raise Refused(f"{path} was not made by “sourcelight backup”: it does not say what it holds.")
    (note,) = execute(copy, f"SELECT told FROM {NOTE}").fetchone() or ("",)  # noqa: S608 # nosec
    try:
        told = json.loads(note)
        expected = {name: (int(rows), str(digest)) for name, (rows, digest) in told["tables"].items()}
        taken_at = datetime.fromisoformat(told["taken_at"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Refused(f"{path} is damaged: what it says of itself cannot be read.") from error
    contents = contents_of(copy)
    if wrong := sorted({name for name, _ in contents.tables.items() ^ expected.items()}):
        raise Refused(f"{path} is damaged: it does not hold what was backed up ({', '.join(wrong)}).")
    (revision,) = execute(copy, "SELECT version_num FROM alembic_version").fetchone() or ("none",)
    if revision not in known_revisions():
        raise Refused(f"{path} is of a newer Sourcelight (tables {revision}): update this one first.")
    return BackedUp(path, taken_at, contents)


def _is_sqlite(target: Path) -> bool:
    """Beside what is none, SQLite would throw away the journal as soon as it is opened."""
    with target.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def _has_data(target: Path) -> bool:
    """Also where it is none of ours or cannot be read: there may be something in it."""
    if not _is_sqlite(target):
        return target.stat().st_size > 0
    # Without a journal to be read, or in use, SQLite is kept from making one.
    how = "mode=ro" if Path(f"{target}-wal").exists() else "immutable=1"
    try:
        with closing(connect(target, how)) as connection:
            if not execute(connection, "SELECT 1 FROM sqlite_master").fetchone():
                return False
            counts = (f"SELECT EXISTS (SELECT 1 FROM {name})" for name in TELLING)  # noqa: S608 # nosec
            return any(execute(connection, count).fetchone()[0] for count in counts)
    except driver.newest().DatabaseError:
        return True


def _put_aside(target: Path) -> Path | None:
    """Give all files of the database another name, which is returned. Raises Refused where it is in use."""
    was_there = target.exists()
    if was_there:
        _require_unused(target)
    kept = target.with_name(f"{target.name}.before-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    for ending in FILES:  # a -wal that is left behind would be read into the new database
        file = Path(f"{target}{ending}")
        if file.exists():
            file.rename(f"{kept}{ending}")
    return kept if was_there else None


def _require_unused(target: Path) -> None:
    if not _is_sqlite(target):
        return
    module = driver.newest()
    try:
        with closing(connect(target)) as connection:
            execute(connection, "PRAGMA locking_mode = EXCLUSIVE")
            execute(connection, "BEGIN EXCLUSIVE")
    except module.OperationalError as error:
        raise Refused(f"{target} is in use: stop Sourcelight first.") from error
    except module.DatabaseError:  # it is damaged; that may be why a backup is restored
        return


def _give_to_owner(part: Path, target: Path) -> None:
    """Whoever restores as root does so for the one whose database it is."""
    whose = target if target.exists() else target.parent
    if os.geteuid() == 0:
        os.chown(part, whose.stat().st_uid, whose.stat().st_gid)
    if target.exists():
        part.chmod(stat.S_IMODE(target.stat().st_mode))
