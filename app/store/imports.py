"""Work on imports: what is asked for, taken up and done. Nothing here commits."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, undefer

from app.domain import ItemState
from app.store import jobs
from app.store.errors import NotFound
from app.store.jobs import OPEN
from app.store.keys import legal
from app.store.minutes import count
from app.store.tables import Import, ImportItem, Parcel

CAN_RETRY = ImportItem.data.is_not(None) | ImportItem.name.ilike("http%://%")
MOST_TRIES = 3
WORKERS_TRIES = 8  # a worker may end for reasons of its own: its machine is stopped, its memory taken
BROKEN = "Reading it broke off {} times, so it is left out; the log says more."


class Asked(NamedTuple):
    """One article that is asked for: a file with its bytes, or an address and None.

    published: when, as details.told() has it, where a feed says so. is_record: the bytes are the line
    of an archive's record.
    """

    name: str
    data: bytes | None = None
    published: str = ""
    is_record: bool = False


class Job(NamedTuple):
    item_id: int
    name: str
    data: bytes | None  # None: `name` is an address
    published: str
    is_record: bool


def create(
    session: Session,
    name: str,
    asked: Iterable[Asked],
    *,
    who: str = "",
    feed_id: int | None = None,
    for_worker: bool = True,
) -> int:
    """The id of a new import. One that is not for the worker is filled as it goes (record).

    Where workers have a queue, the jobs are committed with it.
    """
    wanted = Import(
        name=legal(name),
        who=legal(who),
        feed_id=feed_id,
        asked_at=datetime.now(UTC),
        seconds=0.0,
        for_worker=for_worker,
    )
    session.add(wanted)
    session.flush()
    items = [
        ImportItem(
            import_id=wanted.id,
            name=legal(each.name),
            state=ItemState.WAITING,
            tries=0,
            error="",
            published=each.published,
            is_record=each.is_record,
            data=each.data,
        )
        for each in asked
    ]
    session.add_all(items)
    session.flush()
    if for_worker:
        jobs.defer_items(session, [jobs.Item(each.id, each.name, each.data is None) for each in items])
    return wanted.id


def is_waiting(session: Session) -> bool:
    """Whether there is something for the worker."""
    unfinished = select(Import.id).where(Import.finished_at.is_(None), Import.for_worker)
    return session.scalar(unfinished.limit(1)) is not None


def take(session: Session) -> Job | None:
    """The next article to read, of the oldest import that has any left; it then counts as being read.

    What was being read when the process ended comes again, but not more than MOST_TRIES times.
    """
    statement = (
        select(ImportItem)
        .join(Import, Import.id == ImportItem.import_id)
        .where(Import.finished_at.is_(None), Import.for_worker, ImportItem.state.in_(OPEN))
        .order_by(ImportItem.id)
        .limit(1)
        .options(undefer(ImportItem.data))
    )
    while (item := session.scalar(statement)) is not None:
        if job := _begin(session, item, MOST_TRIES):
            return job
    return None


def take_one(session: Session, item_id: int) -> Job | None:
    """This article, if it is still to be read; it then counts as being read."""
    item = session.get(ImportItem, item_id, options=[undefer(ImportItem.data)])
    return _begin(session, item, WORKERS_TRIES) if item is not None and item.state in OPEN else None


def put_back(session: Session, item_id: int) -> None:
    """Let an article wait again: that reading it broke off was not its fault."""
    item = session.get_one(ImportItem, item_id)
    if item.state is ItemState.RUNNING:
        item.state, item.tries = ItemState.WAITING, item.tries - 1


def _begin(session: Session, item: ImportItem, most: int) -> Job | None:
    """None where reading it broke off too often; then it has failed."""
    if item.tries >= most:
        done(session, item.id, ItemState.FAILED, error=BROKEN.format(most), keep=True)
        return None
    item.state, item.tries = ItemState.RUNNING, item.tries + 1
    session.get_one(Import, item.import_id).touched_at = datetime.now(UTC)
    return Job(item.id, item.name, item.data, item.published, item.is_record)


def done(
    session: Session,
    item_id: int,
    state: ItemState,
    *,
    article_id: int | None = None,
    error: str = "",
    seconds: float = 0.0,
    keep: bool = False,
) -> None:
    """Say what became of an article, which took so long; after the last one the import is finished.

    Whoever says so first is right: two may have read it, where one of them was taken for dead. `keep`
    its bytes where reading it again may end otherwise.
    """
    item = session.get_one(ImportItem, item_id)
    if item.state not in OPEN:
        return
    item.state, item.article_id, item.error = state, article_id, legal(error)
    if not keep:
        item.data = None
    count(session, 1, failed=int(state is ItemState.FAILED))
    touch(session, item.import_id, seconds)


def touch(session: Session, import_id: int, seconds: float) -> None:
    """Somebody worked on an import for so long; it is finished where nothing is left for workers."""
    wanted = session.get_one(Import, import_id)
    wanted.touched_at, wanted.seconds = datetime.now(UTC), wanted.seconds + seconds
    session.flush()
    if wanted.for_worker:
        item = exists().where(ImportItem.import_id == wanted.id, ImportItem.state.in_(OPEN))
        parcel = exists().where(Parcel.import_id == wanted.id, Parcel.data.is_not(None))
        wanted.finished_at = None if session.scalar(select(item | parcel)) else wanted.touched_at


def record(
    session: Session,
    import_id: int,
    name: str,
    state: ItemState,
    *,
    article_id: int | None = None,
    error: str = "",
) -> None:
    """Add an article of an import that the command line works on, and what became of it."""
    session.add(
        ImportItem(
            import_id=import_id,
            name=legal(name),
            state=state,
            tries=1,
            error=legal(error),
            published="",
            article_id=article_id,
            is_record=False,
        )
    )
    wanted, now = session.get_one(Import, import_id), datetime.now(UTC)
    wanted.seconds += (now - (wanted.touched_at or wanted.asked_at)).total_seconds()
    wanted.touched_at = now


def finish(session: Session, import_id: int) -> None:
    """Nothing more comes from the command line."""
    session.get_one(Import, import_id).finished_at = datetime.now(UTC)


def try_again(session: Session, import_id: int) -> int:
    """Let what failed of an import be read again, where that can be; how many there are. Raises NotFound.

    Files that could not be read are not kept.
    """
    wanted = session.get(Import, import_id) if 0 < import_id < 2**31 else None
    if wanted is None:
        raise NotFound(f"There is no import {import_id}.")
    return _again(session, ImportItem.import_id == import_id)


def try_item_again(session: Session, item_id: int) -> bool:
    """Let one article that failed be read again, if it can be. Raises NotFound."""
    item = session.get(ImportItem, item_id) if 0 < item_id < 2**31 else None
    if item is None or item.state is not ItemState.FAILED:
        raise NotFound(f"No article {item_id} of an import has failed, or it was tried again already.")
    return bool(_again(session, ImportItem.id == item_id))


def _again(session: Session, which: ColumnElement[bool]) -> int:
    is_address = ImportItem.data.is_(None)
    failed = select(ImportItem, is_address).where(which, ImportItem.state == ItemState.FAILED, CAN_RETRY)
    waiting = []
    for item, has_no_data in session.execute(failed.order_by(ImportItem.id)).all():
        item.state, item.tries, item.error = ItemState.WAITING, 0, ""
        wanted = session.get_one(Import, item.import_id)
        wanted.finished_at, wanted.for_worker = None, True
        waiting.append(jobs.Item(item.id, item.name, has_no_data))
    jobs.defer_items(session, waiting)
    return len(waiting)
