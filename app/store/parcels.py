"""Parcels of archives: handed over to workers, taken up, and done part by part. Nothing here commits."""

import gzip
import hashlib
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session, undefer

from app.domain import ItemState
from app.store import imports, jobs
from app.store.keys import legal
from app.store.minutes import count
from app.store.tables import Import, ImportItem, Parcel


class Taken(NamedTuple):
    """What is left of a parcel. `first` is the number of the first of these lines in `archive`."""

    parcel_id: int
    archive: str
    first: int
    done: int  # before these lines
    tries: int  # this one counted
    lines: tuple[bytes, ...]


class Failure(NamedTuple):
    name: str
    error: str
    line: bytes  # so that it can be read again


class Progress(NamedTuple):
    """How far imports of archives are, in articles."""

    articles: int
    done: int
    counts: Counter[ItemState]


class OvertakenError(Exception):
    """Somebody else has done this part of a parcel meanwhile; nothing is to be stored of it."""


def digest_of(lines: Sequence[bytes]) -> str:
    return hashlib.sha256(b"\n".join(lines)).hexdigest()


def find(session: Session, digest: str) -> tuple[int, int] | None:
    """The parcel with these lines and its import, where it was handed over before."""
    known = select(Parcel.id, Parcel.import_id).where(Parcel.digest == digest)
    return session.execute(known).one_or_none()


def open_import(session: Session, archive: str, who: str) -> int:
    """The import of an archive that is not handed over to its end; a new one where there is none."""
    is_parcels = Import.id.in_(select(Parcel.import_id))
    unfinished = select(func.max(Import.id)).where(
        Import.name == legal(archive), Import.finished_at.is_(None), Import.for_worker.is_(False), is_parcels
    )
    return session.scalar(unfinished) or imports.create(session, archive, (), who=who, for_worker=False)


def hand_over(session: Session, import_id: int, first: int, lines: Sequence[bytes]) -> int:
    """Leave these lines, the first of which has this number, to the workers; the parcel's id."""
    parcel = Parcel(
        import_id=import_id,
        digest=digest_of(lines),
        first=first,
        articles=len(lines),
        data=gzip.compress(b"\n".join(lines), compresslevel=6, mtime=0),
        **dict.fromkeys(("done", "tries", "stored", "changed", "there", "failed"), 0),
    )
    session.add(parcel)
    session.flush()
    session.get_one(Import, import_id).touched_at = datetime.now(UTC)
    jobs.defer_parcels(session, [parcel.id])
    return parcel.id


def complete(session: Session, import_id: int) -> None:
    """Nothing more of the archive comes: its import is finished as soon as the workers are done."""
    session.get_one(Import, import_id).for_worker = True
    imports.touch(session, import_id, 0)


def take(session: Session, parcel_id: int) -> Taken | None:
    """What is left of a parcel; None where nothing is."""
    parcel = session.get(Parcel, parcel_id, options=[undefer(Parcel.data)])
    if parcel is None or parcel.data is None:
        return None
    parcel.tries += 1
    archive = session.get_one(Import, parcel.import_id).name
    lines = gzip.decompress(parcel.data).split(b"\n")[parcel.done :]
    return Taken(parcel.id, archive, parcel.first + parcel.done, parcel.done, parcel.tries, tuple(lines))


def put_back(session: Session, parcel_id: int) -> None:
    """That work on it broke off was not its fault."""
    parcel = session.get_one(Parcel, parcel_id)
    parcel.tries = max(parcel.tries - 1, 0)


def advance(
    session: Session,
    taken: Taken,
    states: Sequence[ItemState],
    failures: Sequence[Failure],
    *,
    seconds: float,
) -> None:
    """Say what became of the next articles of a parcel, one state each; with the last it is done.

    Where it broke off before, one article at a time is tried from there on (tries stays 1), so that the
    one at fault is found. Raises OvertakenError where somebody else was quicker.
    """
    parcel = session.get_one(Parcel, taken.parcel_id, options=[undefer(Parcel.data)])
    if parcel.done != taken.done:
        raise OvertakenError
    counts = Counter(states)
    parcel.done += len(states)
    parcel.tries = min(taken.tries - 1, 1)
    parcel.stored += counts[ItemState.STORED]
    parcel.changed += counts[ItemState.CHANGED]
    parcel.there += counts[ItemState.THERE]
    parcel.failed += counts[ItemState.FAILED]
    if parcel.done == parcel.articles:
        parcel.data = None
    session.add_all(
        ImportItem(
            import_id=parcel.import_id,
            name=legal(each.name),
            state=ItemState.FAILED,
            tries=taken.tries,
            error=legal(each.error),
            published="",
            is_record=True,
            data=each.line,
        )
        for each in failures
    )
    count(session, len(states), failed=len(failures))
    imports.touch(session, parcel.import_id, seconds)


def progress(session: Session, import_ids: Sequence[int]) -> Progress:
    """How far these imports are; one query."""
    columns = (Parcel.articles, Parcel.done, Parcel.stored, Parcel.changed, Parcel.there, Parcel.failed)
    sums = (func.coalesce(func.sum(column), 0) for column in columns)
    found = session.execute(select(*sums).where(Parcel.import_id.in_(import_ids))).one()
    states = (ItemState.STORED, ItemState.CHANGED, ItemState.THERE, ItemState.FAILED)
    return Progress(
        int(found[0]), int(found[1]), Counter(dict(zip(states, map(int, found[2:]), strict=True)))
    )


def waiting(session: Session, import_ids: Sequence[int]) -> int:
    """How many parcels of these imports are not done."""
    is_open = Parcel.import_id.in_(import_ids) & Parcel.data.is_not(None)
    return session.scalar(select(func.count()).select_from(Parcel).where(is_open)) or 0


def failures(session: Session, import_ids: Sequence[int], limit: int) -> list[tuple[str, str]]:
    """Names of what failed in these imports, each with why."""
    failed = ImportItem.import_id.in_(import_ids) & (ImportItem.state == ItemState.FAILED)
    statement = select(ImportItem.name, ImportItem.error).where(failed).order_by(ImportItem.id).limit(limit)
    return [(name, error) for name, error in session.execute(statement)]
