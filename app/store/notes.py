"""Notes beside claims: finding one, and forgetting what was written where an article is purged."""

from typing import Any

from sqlalchemy import Select, select, update
from sqlalchemy.orm import Session

from app.store.errors import NotFound
from app.store.keys import legal
from app.store.tables import Claim, Event, Gathered, Note

ABOUT_CLAIMS = ("note", "collection")  # kinds of events that repeat what was written beside a claim


def find(session: Session, note_id: int) -> Note:
    """Raises NotFound, also for a note that was taken back."""
    note = session.get(Note, note_id) if 0 < note_id < 2**31 else None
    if note is None or note.text is None:
        raise NotFound(f"There is no note {note_id}: if there was one, it was taken back.")
    return note


def find_claim(session: Session, key: str) -> Claim:
    """A claim, gone or not. Raises NotFound."""
    claim = session.scalar(select(Claim).where(Claim.key == legal(key)))
    if claim is None:
        raise NotFound(f"There is no claim {key[:80]}.")
    return claim


def forget(session: Session, claim_ids: Select[int]) -> None:
    """Erase notes on these claims and comments on them in collections, in the log too."""
    of_claims = Note.claim_id.in_(claim_ids)
    session.execute(update(Note).where(of_claims).values(text=None))
    nothing = {"comment": "", "quote": "", "speakers": ""}
    session.execute(update(Gathered).where(Gathered.claim_id.in_(claim_ids)).values(nothing))
    about = (Event.subject_kind.in_(ABOUT_CLAIMS), Event.other_id.in_(claim_ids))
    for event in session.scalars(select(Event).where(*about)):
        event.before, event.after = _without_words(event.before), _without_words(event.after)


def _without_words(told: dict[str, Any]) -> dict[str, Any]:
    facts = {name: _nothing(name, value) for name, value in told["facts"].items()}
    return {"facts": facts, "words": ""}


def _nothing(name: str, value: object) -> object:
    column = name.split("/")[2]
    return {"text": None, "comment": ""}.get(column, value)
