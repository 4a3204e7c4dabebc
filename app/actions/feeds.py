"""Following feeds."""

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.actions.events import Done
from app.domain import FeedState
from app.read.checks import ReadError, check_address
from app.store import events, facts, feeds, tables
from app.store.errors import Refused
from app.store.keys import legal
from app.store.session import write_session

USUAL = 30  # minutes between visits
SHORTEST, LONGEST = 5, 7 * 24 * 60


def add_feed(engine: Engine, url: str, every: int = USUAL, *, who: str = "", reason: str = "") -> Done:
    """Follow a feed: it is visited soon, and then every so many minutes.

    Raises Refused for what is no address, a time between visits below 5 minutes or above a week,
    and a feed that is followed already.
    """
    url = legal(url).strip()
    try:
        check_address(url, "Feed")
    except ReadError as error:
        raise Refused(str(error)) from error
    if not url:
        raise Refused("Give the address of a feed: it begins with http:// or https://.")
    if not SHORTEST <= every <= LONGEST:
        raise Refused(f"A feed is visited every {SHORTEST} to {LONGEST:,} minutes, not every {every}.")
    with write_session(engine) as session:
        feed = feeds.enter(session, url, every)
        return _set(session, feed, FeedState.FOLLOWED, "follow", events.Author(who, reason))


def pause_feed(engine: Engine, feed_id: int, *, who: str = "", reason: str = "") -> Done:
    """Visit a feed no more until it is resumed. Raises NotFound, and Refused where it is paused."""
    with write_session(engine) as session:
        return _set(
            session, feeds.find(session, feed_id), FeedState.PAUSED, "pause", events.Author(who, reason)
        )


def resume_feed(engine: Engine, feed_id: int, *, who: str = "", reason: str = "") -> Done:
    """Raises NotFound, and Refused where it is followed."""
    with write_session(engine) as session:
        return _set(
            session, feeds.find(session, feed_id), FeedState.FOLLOWED, "follow", events.Author(who, reason)
        )


def remove_feed(engine: Engine, feed_id: int, *, who: str = "", reason: str = "") -> Done:
    """Follow a feed no more; its articles stay. Raises NotFound, and Refused where it is removed."""
    with write_session(engine) as session:
        return _set(
            session, feeds.find(session, feed_id), FeedState.REMOVED, "unfollow", events.Author(who, reason)
        )


def visit_soon(engine: Engine) -> None:
    """Let all feeds that are followed be due now. Nobody decides anything by this: there is no event."""
    with write_session(engine) as session:
        feeds.make_due(session)


def _set(session: Session, feed: tables.Feed, state: FeedState, action: str, by: events.Author) -> Done:
    if feed.state is state:
        raise Refused(f"{feed.title or feed.url} is {state} already.")
    event = events.append(
        session,
        action,
        {facts.of_feed(feed.id): state.value},
        kind=events.FEED,
        subject=feed.id,
        was=feed.state.value,
        now=state.value,
        by=by,
    )
    return Done(event.id, feed=feed.id)
