"""The queue of jobs on PostgreSQL: Procrastinate's tables, in a schema of their own.

SQLite has none: there one process does the work, item by item. Nothing here commits.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.orm import Session

from app.domain import ItemState
from app.store.tables import Import, ImportItem, Parcel

QUEUE = "reading"
READ, LOAD, RESCUE, VISIT = "read", "load", "rescue", "visit"  # what a job is to do
FIRST, SOON, SOMETIME = 10, 0, -10  # priorities: what people wait for comes before archives
# Procrastinate's statements name no schema: it has to be in the path, for a transaction or for good.
REACH = "SELECT set_config('search_path', current_setting('search_path') || ', procrastinate', {for_now})"
OPEN = (ItemState.WAITING, ItemState.RUNNING)
BOTH = text("""
    SELECT (SELECT count(*) FROM procrastinate.procrastinate_workers
             WHERE last_heartbeat > now() - make_interval(secs => :stalled)),
           EXISTS (SELECT FROM procrastinate.procrastinate_jobs
                    WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())),
           EXISTS (SELECT FROM procrastinate.procrastinate_jobs WHERE status = 'doing')
""")
URGENT = text("""
    SELECT EXISTS (SELECT FROM procrastinate.procrastinate_jobs
                    WHERE status = 'todo' AND priority > :sometime
                      AND (scheduled_at IS NULL OR scheduled_at <= now()))
""")
QUEUED = text("""
    SELECT (args ->> 'number')::int FROM procrastinate.procrastinate_jobs
     WHERE task_name = :task AND status IN ('todo', 'doing')
""")


class Item(NamedTuple):
    """An article of an import that waits: a file, or an address."""

    id: int
    name: str
    is_address: bool


class Work(NamedTuple):
    """How many processes were at work lately, and whether they have, or left, anything to do."""

    workers: int
    is_waiting: bool
    is_running: bool


def has_queue(database: Engine | Connection) -> bool:
    """Whether this database keeps jobs for workers."""
    return database.dialect.name == "postgresql"


def work(session: Session, *, stalled: float) -> Work:
    """What the queue holds. Workers without a sign of life for `stalled` seconds do not count."""
    if not has_queue(session.connection()):
        return Work(0, False, False)
    return Work(*session.execute(BOTH, {"stalled": stalled}).one())


def is_urgent(session: Session) -> bool:
    """Whether something waits that is to be done before archives."""
    return bool(session.scalar(URGENT, {"sometime": SOMETIME}))


def defer(
    session: Session, task: str, numbers: Sequence[int], *, priority: int = SOON, lock: str | None = None
) -> None:
    """Leave a job for each of these rows to the workers, in this very transaction; nothing on SQLite.

    No two jobs with the same lock are done at once.
    """
    connection = session.connection()
    if not numbers or not has_queue(connection):
        return
    # SQLite does without, and starts sooner.
    from procrastinate.manager import JobManager  # noqa: PLC0415
    from procrastinate.sync_psycopg_connector import SyncPsycopgConnector  # noqa: PLC0415
    from procrastinate.tasks import configure_task  # noqa: PLC0415

    arguments: list[dict[str, Any]] = [{"number": number} for number in numbers]
    session.execute(text(REACH.format(for_now="true")))
    configure_task(
        name=task,
        job_manager=JobManager(SyncPsycopgConnector()),
        queue=QUEUE,
        priority=priority,
        lock=lock,
        connection=connection.connection.driver_connection,
    ).batch_defer(*arguments)


def defer_items(session: Session, items: Iterable[Item]) -> None:
    """Leave these to the workers; addresses of one site one after the other."""
    for site, group in groupby(sorted(items, key=_site), _site):
        defer(session, READ, [item.id for item in group], lock=site or None)


def _site(item: Item) -> str:
    return urlsplit(item.name).hostname or item.name if item.is_address else ""


def defer_parcels(session: Session, numbers: Sequence[int]) -> None:
    defer(session, LOAD, numbers, priority=SOMETIME)


def catch_up(session: Session) -> None:
    """Make jobs for what waits without one, as it does after a move from SQLite."""
    if not has_queue(session.connection()):
        return
    items = (
        select(ImportItem.id, ImportItem.name, ImportItem.data.is_(None))
        .join(Import, Import.id == ImportItem.import_id)
        .where(Import.finished_at.is_(None), Import.for_worker, ImportItem.state.in_(OPEN))
    )
    queued = set(session.scalars(QUEUED, {"task": READ}))
    waiting = [Item(*row) for row in session.execute(items)]
    defer_items(session, [item for item in waiting if item.id not in queued])
    queued = set(session.scalars(QUEUED, {"task": LOAD}))
    parcels = session.scalars(select(Parcel.id).where(Parcel.data.is_not(None)).order_by(Parcel.id))
    defer_parcels(session, [id_ for id_ in parcels if id_ not in queued])
