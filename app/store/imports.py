"""Work on imports: what is asked for, taken up and done. Nothing here commits."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, undefer

from app.domain import ItemState
from app.store.errors import NotFound
from app.store.keys import legal
from app.store.tables import Import, ImportItem

OPEN = (ItemState.WAITING, ItemState.RUNNING)
MOST_TRIES = 3
BROKEN = f"Reading it broke off {MOST_TRIES} times, so it is left out; the log says more."


class Asked(NamedTuple):
    """One article that is asked for: a file with its bytes, or an address and None.

    published: when, as details.told() has it, where a feed says so.
    """

    name: str
    data: bytes | None = None
    published: str = ""


class Job(NamedTuple):
    item_id: int
    name: str
    data: bytes | None  # None: `name` is an address
    published: str


def create(
    session: Session,
    name: str,
    asked: Iterable[Asked],
    *,
    who: str = "",
    feed_id: int | None = None,
    for_worker: bool = True,
) -> int:
    """The id of a new import. One that is not for the worker is filled as it goes (record)."""
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
    session.add_all(
        ImportItem(
            import_id=wanted.id,
            name=legal(each.name),
            state=ItemState.WAITING,
            tries=0,
            error="",
            published=each.published,
            data=each.data,
        )
        for each in asked
    )
    session.flush()
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
        if item.tries < MOST_TRIES:
            item.state, item.tries = ItemState.RUNNING, item.tries + 1
            session.get_one(Import, item.import_id).touched_at = datetime.now(UTC)
            return Job(item.id, item.name, item.data, item.published)
        done(session, item.id, ItemState.FAILED, error=BROKEN)
    return None


def done(
    session: Session,
    item_id: int,
    state: ItemState,
    *,
    article_id: int | None = None,
    error: str = "",
    seconds: float = 0.0,
) -> None:
    """Say what became of an article, which took so long; after the last one the import is finished."""
    item = session.get_one(ImportItem, item_id)
    item.state, item.article_id, item.error, item.data = state, article_id, legal(error), None
    wanted = session.get_one(Import, item.import_id)
    wanted.touched_at, wanted.seconds = datetime.now(UTC), wanted.seconds + seconds
    session.flush()
    if wanted.for_worker:
        left = exists().where(ImportItem.import_id == wanted.id, ImportItem.state.in_(OPEN))
        wanted.finished_at = None if session.scalar(select(left)) else wanted.touched_at


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
        )
    )
    wanted, now = session.get_one(Import, import_id), datetime.now(UTC)
    wanted.seconds += (now - (wanted.touched_at or wanted.asked_at)).total_seconds()
    wanted.touched_at = now


def finish(session: Session, import_id: int) -> None:
    """Nothing more comes from the command line."""
    session.get_one(Import, import_id).finished_at = datetime.now(UTC)


def try_again(session: Session, import_id: int) -> int:
    """Let addresses that failed be fetched again; how many there are. Raises NotFound.

    Files that failed are not kept.
    """
    wanted = session.get(Import, import_id) if 0 < import_id < 2**31 else None
    if wanted is None:
        raise NotFound(f"There is no import {import_id}.")
    failed = session.scalars(
        select(ImportItem).where(
            ImportItem.import_id == import_id,
            ImportItem.state == ItemState.FAILED,
            ImportItem.name.like("http%://%"),
        )
    ).all()
    for item in failed:
        item.state, item.tries, item.error = ItemState.WAITING, 0, ""
    if failed:
        wanted.finished_at, wanted.for_worker = None, True
    return len(failed)
