"""Imports, running and finished, and the feeds that they may come from."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app.domain import FeedState, ImportState, ItemState
from app.store import intake_pages as pages
from app.store.errors import BadCursor, NotFound
from app.store.plain import plain
from app.store.queries import cursor
from app.store.tables import Article, Feed, Import, ImportItem, Parcel

STALE = timedelta(minutes=5)  # reading one article takes less
NOTHING = ""


def imports_page(session: Session, *, after: str | None = None, limit: int = 30) -> pages.ImportsPage:
    """Imports, the newest first. Raises BadCursor."""
    statement = select(Import).order_by(Import.id.desc()).limit(limit + 1)
    if after is not None:
        statement = statement.where(Import.id < cursor.read_name(after)[1])
    found = session.scalars(statement).all()
    return pages.ImportsPage(
        rows=import_rows(session, found[:limit]),
        total=session.scalar(select(func.count()).select_from(Import)) or 0,
        next=cursor.write(NOTHING, found[limit - 1].id) if len(found) > limit else None,
    )


def import_page(session: Session, id: int, *, after: str | None = None, limit: int = 100) -> pages.ImportPage:
    """An import with what became of each article, failed ones first. Raises NotFound and BadCursor."""
    wanted = session.get(Import, id) if 0 < id <= cursor.LARGEST_ID else None
    if wanted is None:
        raise NotFound(f"There is no import {id}.")
    is_fine = case((ImportItem.state == ItemState.FAILED, 0), else_=1)
    statement = (
        select(ImportItem, Article, is_fine)
        .outerjoin(Article, (Article.id == ImportItem.article_id) & Article.withdrawn_at.is_(None))
        .where(ImportItem.import_id == id)
        .order_by(is_fine, ImportItem.id)
        .limit(limit + 1)
    )
    if after is not None:
        rank, last = cursor.read_name(after)
        if rank not in ("0", "1"):
            raise BadCursor(f"“{after[:80]}” is no place in this list.")
        statement = statement.where((is_fine > int(rank)) | ((is_fine == int(rank)) & (ImportItem.id > last)))
    found = session.execute(statement).all()
    more = found[limit - 1] if len(found) > limit else None
    return pages.ImportPage(
        row=import_rows(session, [wanted])[0],
        items=tuple(
            pages.ImportItem(
                item.name,
                item.state,
                article.id if article else None,
                article.title if article else "",
                item.error,
            )
            for item, article, _ in found[:limit]
        ),
        next=cursor.write(str(more[2]), more[0].id) if more else None,
    )


def import_rows(session: Session, imports: Sequence[Import]) -> tuple[pages.ImportRow, ...]:
    """These imports and how far they are; two queries."""
    ids = [each.id for each in imports]
    counts: dict[int, Counter[ItemState]] = {id_: Counter() for id_ in ids}
    counted = (
        select(ImportItem.import_id, ImportItem.state, func.count())
        .where(ImportItem.import_id.in_(ids))
        .group_by(ImportItem.import_id, ImportItem.state)
    )
    for id_, state, number in session.execute(counted):
        counts[id_][state] = number
    # What failed of a parcel is an item as well.
    summed = (
        select(
            Parcel.import_id,
            func.sum(Parcel.articles - Parcel.done),
            func.sum(Parcel.stored),
            func.sum(Parcel.changed),
            func.sum(Parcel.there),
        )
        .where(Parcel.import_id.in_(ids))
        .group_by(Parcel.import_id)
    )
    for id_, left, stored, changed, there in session.execute(summed):
        counts[id_].update({ItemState.WAITING: int(left), ItemState.STORED: int(stored)})
        counts[id_].update({ItemState.CHANGED: int(changed), ItemState.THERE: int(there)})
    return tuple(_row(each, counts[each.id]) for each in imports)


def _row(wanted: Import, counts: Counter[ItemState]) -> pages.ImportRow:
    total, left = counts.total(), counts[ItemState.WAITING] + counts[ItemState.RUNNING]
    return pages.ImportRow(
        id=wanted.id,
        name=wanted.name,
        feed=wanted.feed_id,
        who=wanted.who,
        state=_state(wanted),
        asked_at=wanted.asked_at,
        finished_at=wanted.finished_at,
        total=total,
        stored=counts[ItemState.STORED],
        changed=counts[ItemState.CHANGED],
        there=counts[ItemState.THERE],
        failed=counts[ItemState.FAILED],
        left=left,
        rate=60 * (total - left) / wanted.seconds if wanted.seconds and total > left else None,
    )


def _state(wanted: Import) -> ImportState:
    if wanted.finished_at is not None:
        return ImportState.FINISHED
    if wanted.touched_at is None:
        return ImportState.WAITING
    is_stale = wanted.touched_at < datetime.now(UTC) - STALE
    return ImportState.INTERRUPTED if is_stale else ImportState.RUNNING


def feeds_page(session: Session) -> pages.FeedsPage:
    """The feeds that are followed or paused, in order of their titles; three queries."""
    statement = select(Feed).where(Feed.state != FeedState.REMOVED).order_by(plain(Feed.title), Feed.id)
    feeds = session.scalars(statement).all()
    ids = [feed.id for feed in feeds]
    came = (
        select(Import.feed_id, func.count(ImportItem.article_id.distinct()))
        .join(ImportItem, ImportItem.import_id == Import.id)
        .where(Import.feed_id.in_(ids))
        .group_by(Import.feed_id)
    )
    articles = dict(session.execute(came).all())
    last = select(Import.feed_id, func.max(Import.id)).where(Import.feed_id.in_(ids)).group_by(Import.feed_id)
    latest = dict(session.execute(last).all())
    return pages.FeedsPage(
        tuple(
            pages.FeedRow(
                id=feed.id,
                url=feed.url,
                title=feed.title,
                state=feed.state,
                every=feed.every,
                checked_at=feed.checked_at,
                due_at=feed.due_at,
                failures=feed.failures,
                error=feed.error,
                articles=articles.get(feed.id, 0),
                latest=latest.get(feed.id),
            )
            for feed in feeds
        )
    )
