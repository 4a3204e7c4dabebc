"""What people decide of notes, collections and saved filters, as facts (facts.py):

    note/7/text               what note 7 says, or None: taken back
    note/7/settled_at         when it was settled (settled_by: by whom), or None
    collection/3/name         a column of collection 3
    collection/3/gone_at      when it was deleted, or None
    collection/3/position/12  where claim 12 stands in it, or None: it does not
    collection/3/comment/12   what is said of the claim there
    filter/5/name             a column of saved filter 5

Each claim of a collection is a fact of its own, so that what one person adds can be taken back
whatever others have added since.
"""

import hashlib
import json
from datetime import datetime

from sqlalchemy.orm import Session

from app.store import withdrawals
from app.store.desk_tables import Collection, Gathered, Note, SavedFilter
from app.store.tables import Article, Claim

NOTE, COLLECTION, FILTER = "note", "collection", "filter"
KINDS = (NOTE, COLLECTION, FILTER)
MOMENTS = frozenset({"edited_at", "settled_at", "gone_at"})
Value = str | int | None


def of_note(note_id: int, column: str) -> str:
    return f"{NOTE}/{note_id}/{column}"


def of_collection(collection_id: int, column: str) -> str:
    return f"{COLLECTION}/{collection_id}/{column}"


def of_gathered(collection_id: int, column: str, claim_id: int) -> str:
    return f"{COLLECTION}/{collection_id}/{column}/{claim_id}"


def of_filter(filter_id: int, column: str) -> str:
    return f"{FILTER}/{filter_id}/{column}"


def read(session: Session, kind: str, rest: str) -> Value:
    row, column = _row(session, kind, rest)
    value: Value | datetime = getattr(row, column)
    return value.isoformat() if isinstance(value, datetime) else value


def write(session: Session, kind: str, rest: str, value: Value) -> None:
    """Raises Refused for words beside a claim whose article was purged."""
    row, column = _row(session, kind, rest)
    if isinstance(row, Note | Gathered) and value is not None:
        claim = session.get_one(Claim, row.claim_id)
        withdrawals.require_words(session.get_one(Article, claim.article_id))
    is_moment = column in MOMENTS and value is not None
    setattr(row, column, datetime.fromisoformat(str(value)) if is_moment else value)


def token(*values: Value | tuple[Value, ...]) -> str:
    """The same for the same values: a form holds it, so that a later change is noticed."""
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:16]


def _row(session: Session, kind: str, rest: str) -> tuple[Note | Collection | SavedFilter | Gathered, str]:
    id_, column, *claim = rest.split("/")
    if claim:
        return session.get_one(Gathered, (int(id_), int(claim[0]))), column
    if kind == NOTE:
        return session.get_one(Note, int(id_)), column
    if kind == COLLECTION:
        return session.get_one(Collection, int(id_)), column
    return session.get_one(SavedFilter, int(id_)), column
