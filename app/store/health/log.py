"""Whether what people decided is about something that is there, and still says what it was."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import exists, select

from app.store import events
from app.store.health.finding import Finding, Trouble, Walk
from app.store.tables import (
    Account,
    Article,
    Claim,
    Collection,
    Event,
    Feed,
    Note,
    SavedFilter,
    Share,
    Source,
)

SUBJECTS: dict[str, tuple[Any, Any]] = {  # of a kind of event: subject and other
    events.SOURCE: (Source, Source),
    events.LINK: (Claim, Claim),
    events.ARTICLE: (Article, None),
    events.CLAIM: (Claim, None),
    events.FEED: (Feed, None),
    events.NOTE: (Note, Claim),
    events.COLLECTION: (Collection, Claim),
    events.FILTER: (SavedFilter, None),
    events.PERSON: (Account, None),
    events.SHARE: (Share, None),
}
BACKUP = "Bring back a backup from before (“sourcelight restore”); the log itself is never changed."
MISSING = Trouble("Decisions about something that is not there", BACKUP)
STRANGE = Trouble("Decisions that do not say what was decided", BACKUP)


def events_have_their_subjects(walk: Walk) -> Iterator[Finding]:
    for kind, tables in SUBJECTS.items():
        for column, table in zip((Event.subject_id, Event.other_id), tables, strict=True):
            if table is None:
                continue
            is_there = exists().where(table.id == column)
            statement = select(Event.id, Event.action, column).where(
                Event.subject_kind == kind, column.is_not(None), ~is_there
            )
            for id_, action, missing in walk.rows(statement):
                yield Finding(
                    MISSING, f"Event {id_}, {action}: there is no {table.__tablename__}, id {missing}"
                )


def events_say_what_was_decided(walk: Walk) -> Iterator[Finding]:
    for event in walk.rows(select(Event.id, Event.subject_kind, Event.before, Event.after)):
        if event.subject_kind not in SUBJECTS:
            yield Finding(STRANGE, f"Event {event.id}: it is about “{event.subject_kind}”")
        for name in ("before", "after"):
            told = getattr(event, name)
            if not (isinstance(told, dict) and isinstance(told.get("facts"), dict) and "words" in told):
                yield Finding(STRANGE, f"Event {event.id}: what was {name} it has no facts")
