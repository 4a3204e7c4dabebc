"""Notes that colleagues leave beside a claim, in plain text."""

from collections.abc import Mapping
from datetime import UTC, datetime
from textwrap import shorten

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.actions import typed
from app.actions.desk import decide
from app.actions.events import Done
from app.store import desk_facts, events, facts, notes, withdrawals
from app.store.errors import Refused, Stale
from app.store.session import write_session
from app.store.tables import Article, Note

LONGEST = 2000  # code points
BRIEF = 80  # code points that the log tells of a note


def add_note(engine: Engine, claim: str, text: str, *, who: str = "") -> Done:
    """Leave a note beside a claim, which may be gone.

    Raises NotFound, and Refused without a text, for one that is too long, and where the claim's
    article was purged.
    """
    with write_session(engine) as session:
        about = notes.find_claim(session, claim)
        withdrawals.require_words(session.get_one(Article, about.article_id))
        said = _text(text)
        note = Note(claim_id=about.id, who=who, at=datetime.now(UTC))
        session.add(note)
        session.flush()
        return _decide(session, note, "write", {"text": said}, who, "", said)


def edit_note(engine: Engine, note_id: int, text: str, *, seen: str = "", who: str = "") -> Done:
    """Change what one's own note says. `seen` is pages.NoteRow.seen of the state that was changed.

    Raises NotFound; Stale where it says something else by now; Refused for somebody else's note and
    for what add_note() refuses, or where nothing changes.
    """
    with write_session(engine) as session:
        note = _own(session, note_id, who)
        was, said = note.text or "", _text(text)
        if seen and seen != desk_facts.token(was):
            raise Stale("This note was changed meanwhile: what it says now stands beside what you wrote.")
        if said == was:
            raise Refused("Nothing was changed: the note says this already.")
        change = {"text": said, "edited_at": datetime.now(UTC).isoformat()}
        return _decide(session, note, "edit", change, who, was, said)


def take_back_note(engine: Engine, note_id: int, *, who: str = "") -> Done:
    """Remove one's own note; undo brings it back. Raises NotFound, and Refused for somebody else's."""
    with write_session(engine) as session:
        note = _own(session, note_id, who)
        return _decide(session, note, "take back", {"text": None}, who, note.text or "", "")


def settle_note(engine: Engine, note_id: int, *, who: str = "") -> Done:
    """Say that what a note asks for is done. Raises NotFound, and Refused where it is settled."""
    with write_session(engine) as session:
        note = notes.find(session, note_id)
        if note.settled_at is not None:
            raise Refused(
                f"This note is settled already{f', by {note.settled_by}' if note.settled_by else ''}."
            )
        change = {"settled_at": datetime.now(UTC).isoformat(), "settled_by": who}
        return _decide(session, note, "settle", change, who)


def reopen_note(engine: Engine, note_id: int, *, who: str = "") -> Done:
    """Raises NotFound, and Refused where it is open."""
    with write_session(engine) as session:
        note = notes.find(session, note_id)
        if note.settled_at is None:
            raise Refused("This note is open already.")
        return _decide(session, note, "reopen", {"settled_at": None, "settled_by": None}, who)


def _text(text: str) -> str:
    said = typed.text(text, "The note", LONGEST)
    if not said.strip():
        raise Refused("There is nothing in the note.")
    return said


def _own(session: Session, note_id: int, who: str) -> Note:
    note = notes.find(session, note_id)
    if note.who != who:
        raise Refused(f"This note is by {note.who or 'somebody else'}, who alone can change it.")
    return note


def _decide(
    session: Session, note: Note, action: str, change: Mapping[str, facts.Value], who: str, *said: str
) -> Done:
    """`said` is what the note said before and after, where that is told."""
    was, now = (shorten(each, BRIEF, placeholder=" …") for each in said or ("", ""))
    told = {desk_facts.of_note(note.id, column): value for column, value in change.items()}
    return decide(session, events.NOTE, note.id, action, told, claim=note.claim_id, was=was, now=now, who=who)
