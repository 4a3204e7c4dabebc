"""The vectors that are searched, in files beside the database.

The database holds the truth, and is what claims are committed to; the files are a copy of it that
can be mapped into memory. They grow by what the database has more, by one process at a time, and
are made afresh where they are missing, of another version, or not of this database. Whoever is
killed while they grow leaves rows behind the end that the header names, which are written again.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import ColumnElement, Engine, Select, select
from sqlalchemy.orm import Session

from app.store.faults import telling_of_the_disk
from app.store.link_tables import Embedding
from app.store.session import read_session

ROW = np.dtype([("embedding", "<i8"), ("claim", "<i8"), ("day", "<i4"), ("", "V4")])
HEADER = 8  # bytes: how many rows there are
AT_ONCE = 2000  # rows


@dataclass(frozen=True, slots=True)
class Searched:
    """Every embedding there was at one moment, in the order in which they came.

    vectors: int8, shape (n, width). claims: their ids, shape (n,). embeddings: ids of their rows.
    days: of their articles, counted from 1970-01-01. `last` is the id of the last row, or 0.
    """

    vectors: npt.NDArray[np.int8]
    claims: npt.NDArray[np.int64]
    embeddings: npt.NDArray[np.int64]
    days: npt.NDArray[np.int32]
    last: int


def day_of(at: datetime) -> int:
    return int(at.timestamp() // 86400)


def folder_of(engine: Engine, otherwise: Path) -> Path:
    """Beside a SQLite database; for others a folder in `otherwise`, one for each database."""
    if engine.dialect.name == "sqlite" and engine.url.database:
        return Path(f"{engine.url.database}.vectors")
    name = engine.url.render_as_string(hide_password=True)
    return otherwise / f"vectors-{sha256(name.encode()).hexdigest()[:16]}"


class VectorFile:
    """folder: made where it is missing; it holds nothing else. version: whose vectors are searched.

    width: how many bytes of each embedding, from its beginning.
    """

    def __init__(self, folder: Path, *, version: str, width: int) -> None:
        self.folder, self.version, self.width = folder / version, version, width
        self.turn = Lock()  # of the threads of this process

    def refresh(self, engine: Engine) -> Searched:
        """All that is stored, after the files have grown by what they lack. Raises Unavailable."""
        # The session begins in our turn: one that began before might know less than the files do.
        with telling_of_the_disk(), self.turn, self._alone(), read_session(engine) as session:
            count = self._count()
            if not self._is_copy(session, count):
                count = self._begin()
            self._grow(session, count)
            return self._map(self._count())

    def make_anew(self) -> None:
        """Begin again with what the database has; of what was erased there, nothing stays here."""
        with telling_of_the_disk(), self.turn, self._alone():
            self._begin()

    def unlike(self, session: Session) -> Iterator[int]:
        """The embeddings, by id, that the files have otherwise than the database, as far as they reach."""
        found, row = self._map(self._count()), 0
        for stored in session.execute(self._stored(Embedding.id <= found.last)):
            while row < len(found.claims) and found.embeddings[row] < stored.id:
                yield int(found.embeddings[row])
                row += 1
            here = self._told(found, row) if row < len(found.claims) else None
            if here != (stored.id, stored.claim_id, day_of(stored.at), stored.vectors[: self.width]):
                yield stored.id
            row += here is not None and here[0] == stored.id

    def _told(self, found: Searched, row: int) -> tuple[int, int, int, bytes]:
        return (
            int(found.embeddings[row]),
            int(found.claims[row]),
            int(found.days[row]),
            found.vectors[row].tobytes(),
        )

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Processes take turns; the lock ends with the process that holds it."""
        if not self.folder.is_dir():
            self.folder.mkdir(parents=True, exist_ok=True)
            for other in self.folder.parent.iterdir():
                if other != self.folder:  # of a version before
                    shutil.rmtree(other, ignore_errors=True)
        with (self.folder / "lock").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    @property
    def _rows(self) -> Path:
        return self.folder / "rows"

    @property
    def _vectors(self) -> Path:
        return self.folder / "vectors"

    def _count(self) -> int:
        """How many rows are whole; 0 where the files are missing or too short."""
        try:
            with self._rows.open("rb") as rows:
                count = int.from_bytes(rows.read(HEADER), "little")
            sizes = self._rows.stat().st_size - HEADER, self._vectors.stat().st_size
        except FileNotFoundError:
            return 0
        whole = sizes[0] >= count * ROW.itemsize and sizes[1] >= count * self.width
        return count if whole else 0

    def _is_copy(self, session: Session, count: int) -> bool:
        """Whether the last row is what this database has under its id."""
        if not count:
            return False
        found = self._map(count)
        stored = session.scalar(
            select(Embedding.vectors).where(
                Embedding.id == found.last,
                Embedding.relater == self.version,
                Embedding.claim_id == int(found.claims[-1]),
            )
        )
        return stored is not None and stored[: self.width] == found.vectors[-1].tobytes()

    def _begin(self) -> int:
        """New files: processes that have mapped the old ones keep them."""
        for path in (self._rows, self._vectors):
            path.unlink(missing_ok=True)
        self._vectors.touch()
        self._rows.write_bytes(bytes(HEADER))
        return 0

    def _grow(self, session: Session, count: int) -> None:
        last = self._map(count).last if count else 0
        for part in session.execute(self._stored(Embedding.id > last)).partitions():
            count = self._append(part, count)

    def _stored(self, which: ColumnElement[bool]) -> Select[int, int, datetime, bytes]:
        return (
            select(Embedding.id, Embedding.claim_id, Embedding.at, Embedding.vectors)
            .where(Embedding.relater == self.version, which)
            .order_by(Embedding.id)
            .execution_options(yield_per=AT_ONCE)
        )

    def _append(self, part: Any, count: int) -> int:  # noqa: ANN401 - rows of a select
        """Rows first, and the header once they are on the disk."""
        rows = np.zeros(len(part), ROW)
        rows["embedding"] = [row.id for row in part]
        rows["claim"] = [row.claim_id for row in part]
        rows["day"] = [day_of(row.at) for row in part]
        vectors = b"".join(row.vectors[: self.width] for row in part)
        with self._vectors.open("r+b") as file:
            file.seek(count * self.width)
            file.write(vectors)
            file.flush()
            os.fdatasync(file.fileno())
        with self._rows.open("r+b") as file:
            file.seek(HEADER + count * ROW.itemsize)
            file.write(rows.tobytes())
            file.flush()
            os.fdatasync(file.fileno())
            file.seek(0)
            file.write((count + len(part)).to_bytes(HEADER, "little"))
        return count + len(part)

    def _map(self, count: int) -> Searched:
        if not count:  # nothing can be mapped of an empty file
            rows, vectors = np.zeros(0, ROW), np.zeros((0, self.width), np.int8)
        else:
            rows = np.memmap(self._rows, ROW, "r", HEADER, (count,))
            vectors = np.memmap(self._vectors, np.int8, "r", shape=(count, self.width))
        last = int(rows["embedding"][-1]) if count else 0
        return Searched(vectors, rows["claim"], rows["embedding"], rows["day"], last)
