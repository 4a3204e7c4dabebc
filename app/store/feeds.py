"""Feeds that are followed: which is due, and what a visit gave. Nothing here commits."""

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from app.domain import FeedState
from app.store import imports
from app.store.errors import NotFound
from app.store.keys import legal, url_key
from app.store.tables import Article, Feed, FeedEntry


class Entry(NamedTuple):
    """An article that a feed announces; the id is the same at every visit."""

    id: str
    url: str
    published: str = ""  # as details.told() has it


class Due(NamedTuple):
    """What a visit takes."""

    feed_id: int
    url: str
    etag: str
    modified: str
    every: int  # minutes
    failures: int  # in a row


def find(session: Session, feed_id: int) -> Feed:
    """Raises NotFound."""
    feed = session.get(Feed, feed_id) if 0 < feed_id < 2**31 else None
    if feed is None:
        raise NotFound(f"There is no feed {feed_id}.")
    return feed


def enter(session: Session, url: str, every: int) -> Feed:
    """The feed of this address, which was there or is new; a new one counts as removed so far."""
    key = url_key(url) or ""
    feed = session.scalar(select(Feed).where((Feed.url_key == key) | (Feed.url == url)).limit(1))
    if feed is None:
        feed = Feed(url=url, url_key=key, title="", etag="", modified="", failures=0, error="")
        feed.state = FeedState.REMOVED
        session.add(feed)
    feed.every, feed.due_at = every, datetime.now(UTC)
    session.flush()
    return feed


def is_due(session: Session, now: datetime) -> bool:
    due = select(Feed.id).where(Feed.state == FeedState.FOLLOWED, Feed.due_at <= now)
    return session.scalar(due.limit(1)) is not None


def make_due(session: Session) -> None:
    """Let all feeds that are followed be due now."""
    now = datetime.now(UTC)
    session.execute(
        update(Feed).where(Feed.state == FeedState.FOLLOWED, Feed.due_at > now).values(due_at=now)
    )


def take_due(session: Session, now: datetime, until: datetime) -> Due | None:
    """The followed feed that is due longest; it is due again at `until`, whatever comes of the visit."""
    statement = (
        select(Feed)
        .where(Feed.state == FeedState.FOLLOWED, Feed.due_at <= now)
        .order_by(Feed.due_at)
        .limit(1)
    )
    feed = session.scalar(statement)
    if feed is None:
        return None
    feed.due_at = until
    return Due(feed.id, feed.url, feed.etag, feed.modified, feed.every, feed.failures)


def put_back(session: Session, feed_id: int, due_at: datetime) -> None:
    """Let a feed that was taken be due again: that its visit broke off was not its fault."""
    session.get_one(Feed, feed_id).due_at = due_at


def visited(
    session: Session,
    feed_id: int,
    entries: Sequence[Entry],
    *,
    url: str,
    title: str = "",
    etag: str,
    modified: str,
    due_at: datetime,
) -> int | None:
    """Note a visit that worked; the import of the entries that were not seen before, if there are any.

    `url` is where the feed was found, which need not be where it was looked for.
    """
    feed = session.get_one(Feed, feed_id)
    feed.url = url
    feed.title = legal(title) or feed.title
    feed.etag, feed.modified = legal(etag), legal(modified)
    feed.checked_at, feed.due_at, feed.failures, feed.error = datetime.now(UTC), due_at, 0, ""
    new = _unseen(session, feed_id, entries)
    if not new:
        return None
    rows = [{"feed_id": feed_id, "key": key} for key in new]
    session.execute(insert(FeedEntry), rows)
    there = {url_key(entry.url): entry for entry in new.values()}
    known = set(session.scalars(select(Article.url_key).where(Article.url_key.in_(there))))
    unknown = [entry for key, entry in there.items() if key not in known]
    asked = [imports.Asked(entry.url, published=entry.published) for entry in unknown]
    name = feed.title or feed.url
    # The newest comes first in a feed; stored last first, articles run in the order of their time.
    return imports.create(session, name, reversed(asked), feed_id=feed_id) if asked else None


def failed(session: Session, feed_id: int, error: str, due_at: datetime) -> None:
    """Note a visit that did not work."""
    feed = session.get_one(Feed, feed_id)
    feed.checked_at, feed.due_at = datetime.now(UTC), due_at
    feed.failures, feed.error = feed.failures + 1, legal(error)


def _unseen(session: Session, feed_id: int, entries: Sequence[Entry]) -> dict[str, Entry]:
    keyed = {hashlib.sha256(legal(entry.id).encode()).hexdigest(): entry for entry in entries}
    statement = select(FeedEntry.key).where(FeedEntry.feed_id == feed_id, FeedEntry.key.in_(keyed))
    seen = set(session.scalars(statement))
    return {key: entry for key, entry in keyed.items() if key not in seen}
