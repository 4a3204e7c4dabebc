"""What waits to be read, what is being read, and what could not be."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.domain import ItemState
from app.store import jobs
from app.store.imports import CAN_RETRY
from app.store.queries import cursor
from app.store.queries.imports import import_rows
from app.store.queue_pages import FailedItem, QueuePage
from app.store.tables import Import, ImportItem, Parcel, WorkMinute

STALLED = 30.0  # seconds after which a worker without a sign of life is not counted
MOST = 20  # imports and names that are listed
NOTHING = ""
IS_FAILED = ImportItem.state == ItemState.FAILED
IS_OPEN = Parcel.data.is_not(None)


def waiting(session: Session) -> int:
    """How many articles are asked for and not read yet; two index scans."""
    items = select(func.count()).where(ImportItem.state == ItemState.WAITING).select_from(ImportItem)
    left = func.coalesce(func.sum(Parcel.articles - Parcel.done), 0)
    return (session.scalar(items) or 0) + int(session.scalar(select(left).where(IS_OPEN)) or 0)


def has_workers(session: Session) -> bool:
    """Whether somebody else than the process that serves the pages reads what comes in."""
    return jobs.work(session, stalled=STALLED).workers > 0


def queue_page(session: Session, *, after: str | None = None, limit: int = 50) -> QueuePage:
    """The queue, and what could not be read, the newest first. Raises BadCursor."""
    now = datetime.now(UTC)
    has_queue = jobs.has_queue(session.connection())
    failures, next_ = _failures(session, after, limit)
    unfinished = select(Import).where(Import.finished_at.is_(None)).order_by(Import.id).limit(MOST)
    recent = _sum(session, WorkMinute.done, now - timedelta(minutes=10))
    return QueuePage(
        workers=jobs.work(session, stalled=STALLED).workers if has_queue else None,
        waiting=waiting(session),
        running=_running(session),
        done=_sum(session, WorkMinute.done, now - timedelta(hours=1)),
        failed=_sum(session, WorkMinute.failed, now - timedelta(hours=1)),
        rate=recent / 10 if recent else None,
        imports=tuple(row for row in import_rows(session, session.scalars(unfinished).all()) if row.left),
        failures=failures,
        all_failures=session.scalar(select(func.count()).select_from(ImportItem).where(IS_FAILED)) or 0,
        next=next_,
    )


def _sum(session: Session, column: InstrumentedAttribute[int], since: datetime) -> int:
    return int(
        session.scalar(select(func.coalesce(func.sum(column), 0)).where(WorkMinute.minute >= since)) or 0
    )


def _running(session: Session) -> tuple[str, ...]:
    items = select(ImportItem.name).where(ImportItem.state == ItemState.RUNNING).limit(MOST)
    parcels = (
        select(Import.name, Parcel.first, Parcel.articles)
        .join(Parcel, Parcel.import_id == Import.id)
        .where(IS_OPEN, Parcel.tries > 0)
        .order_by(Parcel.id)
        .limit(MOST)
    )
    return (
        *session.scalars(items),
        *(f"{name}, {first} to {first + count - 1}" for name, first, count in session.execute(parcels)),
    )


def _failures(session: Session, after: str | None, limit: int) -> tuple[tuple[FailedItem, ...], str | None]:
    before: ColumnElement[bool] = IS_FAILED
    if after is not None:
        before &= ImportItem.id < cursor.read_name(after)[1]
    found = session.execute(
        select(ImportItem.id, ImportItem.name, ImportItem.error, Import.id, Import.name, CAN_RETRY)
        .join(Import, Import.id == ImportItem.import_id)
        .where(before)
        .order_by(ImportItem.id.desc())
        .limit(limit + 1)
    ).all()
    items = tuple(FailedItem(*row) for row in found[:limit])
    return items, cursor.write(NOTHING, items[-1].id) if len(found) > limit else None
