"""Taking back what the event log says."""

from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.store import desk_facts, events, standing, tables
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
    note: int | None = None  # with its claim
    collection: str = ""  # its key
    filter: int | None = None


def done(session: Session, event: tables.Event) -> Done:
    if event.subject_kind == events.LINK:
        return Done(event.id, claim=session.get_one(tables.Claim, event.subject_id).key)
    if event.subject_kind == events.CLAIM:
        claim = session.get_one(tables.Claim, event.subject_id)
        return Done(event.id, claim=claim.key, article=claim.article_id)
    if event.subject_kind == events.ARTICLE:
        return Done(event.id, article=event.subject_id)
    if event.subject_kind == events.FEED:
        return Done(event.id, feed=event.subject_id)
    if event.subject_kind in desk_facts.KINDS:
        return _at_the_desk(session, event)
    about = event.subject_id or event.other_id
    source = session.get_one(tables.Source, about)
    return Done(event.id, standing.source_of(session, source.slug).slug)


def _at_the_desk(session: Session, event: tables.Event) -> Done:
    if event.subject_kind == events.NOTE:
        claim = session.get_one(tables.Claim, event.other_id).key
        return Done(event.id, claim=claim, note=event.subject_id)
    if event.subject_kind == events.COLLECTION:
        return Done(event.id, collection=session.get_one(tables.Collection, event.subject_id).key)
    return Done(event.id, filter=event.subject_id)


def undo(engine: Engine, event: int, *, who: str = "", reason: str = "") -> Done:
    """Take back an event, by a further one; an undo can be taken back too.

    Raises NotFound, and Refused where it is undone already or a later event stands in the way,
    which the message names.
    """
    with write_session(engine) as session:
        found = events.find(session, event)
        if found.subject_kind == events.PERSON:
            raise Refused("What was decided of an account is not undone: change it among the people.")
        if found.subject_kind == events.SHARE:
            raise Refused("A share link is not undone: revoke it, or share anew with a new link.")
        if undone := events.undone_by(session, [event]).get(event):
            raise Refused(f"Event {event} ({found.action}) was undone already, by event {undone}.")
        if later := events.stands_in_the_way(session, found):
            raise Refused(
                f"Event {event} ({found.action}) cannot be undone before event {later.id} "
                f"({later.action}), which came later and changed the same."
            )
        return done(session, events.take_back(session, found, events.Author(who, reason)))
