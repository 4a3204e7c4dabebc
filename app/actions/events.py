"""Taking back what the event log says."""

from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.store import events, standing, tables
from app.store.errors import Refused
from app.store.session import write_session


@dataclass(frozen=True, slots=True)
class Done:
    """What came of an action: its event, and what to look at now: a source's slug, or an id."""

    event: int
    slug: str = ""
    claim: str = ""
    article: int | None = None
    feed: int | None = None


def done(session: Session, event: tables.Event) -> Done:
    if event.subject_kind == events.LINK:
        return Done(event.id, claim=session.get_one(tables.Claim, event.subject_id).key)
    if event.subject_kind == events.ARTICLE:
        return Done(event.id, article=event.subject_id)
    if event.subject_kind == events.FEED:
        return Done(event.id, feed=event.subject_id)
    about = event.subject_id or event.other_id
    source = session.get_one(tables.Source, about)
    return Done(event.id, standing.source_of(session, source.slug).slug)


def undo(engine: Engine, event: int, *, who: str = "", reason: str = "") -> Done:
    """Take back an event, by a further one; an undo can be taken back too.

    Raises NotFound, and Refused where it is undone already or a later event stands in the way,
    which the message names.
    """
    with write_session(engine) as session:
        found = events.find(session, event)
        if undone := events.undone_by(session, [event]).get(event):
            raise Refused(f"Event {event} ({found.action}) was undone already, by event {undone}.")
        if later := events.stands_in_the_way(session, found):
            raise Refused(
                f"Event {event} ({found.action}) cannot be undone before event {later.id} "
                f"({later.action}), which came later and changed the same."
            )
        return done(session, events.take_back(session, found, events.Author(who, reason)))
