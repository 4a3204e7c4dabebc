"""Composes the stages and owns the transaction: read, extract, resolve, store."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session, sessionmaker

from app import store
from app.domain import Draft, Known, Reading
from app.extract.extractor import Extractor
from app.resolve import resolve

READ_LANGUAGES = frozenset({"", "en"})  # "" is a text too short to tell


def read_draft(draft: Draft, extractor: Extractor, known: Sequence[Known]) -> Reading | None:
    """What the machine finds in a draft; None where its language is not read for claims."""
    if draft.language not in READ_LANGUAGES:
        return None
    found = extractor.extract(draft.text)
    return Reading(found, resolve(draft.text, found, known, author=draft.author, outlet=draft.outlet))


@dataclass(frozen=True, slots=True)
class Ingested:
    article_id: int
    created: bool  # False: the same article was there already


class Pipeline:
    """Everything that changes articles; each method is one transaction."""

    def __init__(self, sessions: sessionmaker[Session], extractor: Extractor, known: Sequence[Known]) -> None:
        self.sessions = sessions
        self.extractor = extractor
        self.known = known

    def ingest(self, draft: Draft) -> Ingested:
        """Store an article with its claims, or find the one that is the same."""
        with self.sessions() as session:
            there = store.find_article(session, draft)
        if there is not None:
            return Ingested(there, created=False)
        reading = read_draft(draft, self.extractor, self.known)  # outside the write lock: it takes long
        with self.sessions.begin() as session:
            there = store.find_article(session, draft)
            if there is not None:
                return Ingested(there, created=False)
            stored = store.store_article(session, draft, reading, extractor=self.extractor.version)
        return Ingested(stored, created=True)
