"""The log of what people decided: it only grows."""

from collections.abc import Collection
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.store import facts
from app.store.errors import NotFound, Refused
from app.store.keys import legal
from app.store.tables import Event

# What an event is about: subject_kind.
SOURCE = "source"
LINK = "link"  # a pair of claims, the lower id first
ARTICLE = "article"
CLAIM = "claim"
FEED = "feed"
NOTE = "note"  # with the claim that it is about as `other`
COLLECTION = "collection"  # with the claim in it, where it is about one
FILTER = "filter"
PERSON = "person"  # an account; who may do what is no fact: nothing of it is undone
SHARE = "share"
UNDO = "undo"


LONGEST_REASON = 500  # code points


class Author(NamedTuple):
    """Who decides, and why."""

    who: str = ""
    reason: str = ""

    def told_reason(self) -> str:
        """Raises Refused for one that is too long."""
        if len(self.reason) > LONGEST_REASON:
            raise Refused(f"The reason has {len(self.reason):,} characters; {LONGEST_REASON} is the most.")
        return legal(self.reason)


def append(
    session: Session,
    action: str,
    after: facts.Facts,
    *,
    subject: int | None,
    other: int | None = None,
    kind: str = SOURCE,
    was: str = "",
    now: str = "",
    by: Author,
) -> Event:
    """Make the facts so and say it in the log. `was` and `now` tell people what changed."""
    reason = by.told_reason()
    before, was = facts.read(session, after), was or facts.told(session, after)
    facts.write(session, after)
    event = Event(
        at=datetime.now(UTC),
        who=legal(by.who),
        action=action,
        subject_kind=kind,
        subject_id=subject,
        other_id=other,
        before={"facts": before, "words": was},
        after={"facts": dict(after), "words": now or facts.told(session, after)},
        reason=reason,
    )
    session.add(event)
    session.flush()
    return event


def take_back(session: Session, event: Event, by: Author) -> Event:
    """Make the facts what they were before the event, and say it in the log."""
    reason = by.told_reason()
    was = facts.told(session, event.after["facts"])
    facts.write(session, event.before["facts"])
    now = facts.told(session, event.before["facts"])
    undo = Event(
        at=datetime.now(UTC),
        who=legal(by.who),
        action=UNDO,
        subject_kind=event.subject_kind,
        subject_id=event.subject_id,
        other_id=event.other_id,
        before=event.after | ({"words": was} if event.subject_kind == CLAIM else {}),
        after=event.before | ({"words": now} if event.subject_kind == CLAIM else {}),
        reason=reason,
        undoes=event.id,
    )
    session.add(undo)
    session.flush()
    return undo


def find(session: Session, id: int) -> Event:
    """Raises NotFound."""
    event = session.get(Event, id) if 0 < id < 2**31 else None
    if event is None:
        raise NotFound(f"There is no event {id}.")
    return event


def undone_by(session: Session, ids: Collection[int]) -> dict[int, int]:
    """Event -> the event that took it back, where that one is not taken back itself."""
    undos = select(Event.id, Event.undoes).where(Event.undoes.in_(ids)).cte(recursive=True)
    undos = undos.union(select(Event.id, Event.undoes).join(undos, Event.undoes == undos.c.id))
    found: dict[int, int] = {}
    for id_, undoes in session.execute(select(undos).order_by(undos.c.id.desc())):
        if id_ not in found and undoes is not None:  # whatever takes it back came later
            found[undoes] = id_
    return found


def _later(event: Event) -> Select[Event]:
    """What came after an event and may have changed the same."""
    later = select(Event).where(Event.id > event.id)
    if event.subject_kind == CLAIM:  # nothing else is about the facts of this claim
        return later.where(Event.subject_kind == CLAIM, Event.subject_id == event.subject_id)
    return later


def stands_in_the_way(session: Session, event: Event) -> Event | None:
    """The last event because of which this one cannot be taken back, if there is one.

    It changed the same facts, or merged the source that would be merged again into its other half.
    """
    before, after = event.before["facts"], event.after["facts"]
    now = facts.read(session, after)
    names = {name for name in after if now[name] != after[name]}
    names.update(facts.ring(session, before))
    later = session.scalars(_later(event).order_by(Event.id.desc()))
    return next((each for each in later if names & each.after["facts"].keys()), None) if names else None
