"""Composes the stages and owns the transaction: read, extract, resolve, store."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.domain import Draft, Known, Reading
from app.extract.extractor import Extractor
from app.resolve import Directory, resolve
from app.store import queries, write
from app.store.session import migrate, read_session, write_session

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

    def __init__(self, engine: Engine, extractor: Extractor, known: Sequence[Known]) -> None:
        self.engine = engine
        self.extractor = extractor
        self.known = Directory(known)

    def session(self) -> Session:
        """A session for questions: everything read in it is of one moment."""
        return read_session(self.engine)

    def prepare(self) -> None:
        """Bring the tables up to date and enter the known sources in the directory."""
        migrate(self.engine)
        with write_session(self.engine) as session:
            write.load_seeds(session, self.known)

    def ingest(self, draft: Draft) -> Ingested:
        """Read an article and store it with its claims, or find the one that is the same."""
        with self.session() as session:
            there = write.find_article(session, draft)
        if there is not None:
            return Ingested(there, created=False)
        # Reading comes before the write lock is taken: it takes long.
        return self.store(draft, read_draft(draft, self.extractor, self.known))

    def store(self, draft: Draft, reading: Reading | None) -> Ingested:
        """Store an article that was read, or find the one that is the same."""
        with write_session(self.engine) as session:
            there = write.find_article(session, draft)
            if there is not None:
                return Ingested(there, created=False)
            stored = write.store_article(
                session, draft, reading, extractor=self.extractor.version, known=self.known
            )
        return Ingested(stored, created=True)

    def re_extract(self, article_id: int) -> None:
        """Read an article again; claims that are found again keep their permalinks.

        Raises NotFound where there is no such article.
        """
        with self.session() as session:
            page = queries.article_page(session, article_id)
        article = page.article
        draft = Draft(page.text, outlet=article.outlet, author=article.author, language=article.language)
        reading = read_draft(draft, self.extractor, self.known)
        if reading is None:
            return
        with write_session(self.engine) as session:
            write.replace_reading(
                session, article_id, reading, extractor=self.extractor.version, known=self.known
            )
