"""Composes the stages and owns the transaction: read, extract, resolve, store."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.domain import Draft, Known, Precision, Reading, SourcelightError
from app.extract.extractor import Extractor
from app.linker import Linker, Proposal
from app.resolve import Directory, resolve
from app.store import corrections, identity, jobs, links, queries, versions, write
from app.store.pages import ArticlePage
from app.store.rereading import stored_reading
from app.store.session import migrate, read_session, write_session
from app.told import Told

READ_LANGUAGES = frozenset({"", "en"})  # "" is a text too short to tell


def read_draft(draft: Draft, extractor: Extractor, known: Sequence[Known]) -> Reading | None:
    """What the machine finds in a draft; None where its language is not read for claims."""
    if draft.language not in READ_LANGUAGES:
        return None
    found = extractor.extract(draft.text)
    return Reading(found, resolve(draft.text, found, known, author=draft.author, outlet=draft.outlet))


def draft_of(page: ArticlePage) -> Draft:
    """A stored article, as it was before it was read."""
    article = page.article
    dated = article.published.precision is not Precision.NONE
    return Draft(
        page.text,
        outlet=article.outlet,
        author=article.author,
        published_at=article.published.at if dated else None,
        precision=article.published.precision,
        language=article.language,
    )


@dataclass(frozen=True, slots=True)
class Ingested:
    """What came of an article. Neither created nor changed: it was there already, with this text."""

    article_id: int
    created: bool
    changed: bool = False  # the same address had another text before: this is a new version


@dataclass(frozen=True, slots=True)
class Read:
    """An article that was read. `told` are the reading's claims as the linker tells them, where they are."""

    draft: Draft
    reading: Reading | None
    told: Sequence[Told] | None = None


Note = Callable[[Session, Ingested], None]  # what else belongs to the transaction that stores an article
NoteAll = Callable[[Session, Sequence[Ingested | SourcelightError]], None]  # the same of many


def no_note(session: Session, ingested: Ingested) -> None:
    """Nothing else belongs to it."""


class Pipeline:
    """Everything that changes articles; each method is one transaction.

    Without a linker claims are stored and not linked.
    """

    def __init__(
        self, engine: Engine, extractor: Extractor, known: Sequence[Known], linker: Linker | None = None
    ) -> None:
        self.engine = engine
        self.extractor = extractor
        self.known = Directory(known)
        self.linker = linker

    def session(self) -> Session:
        """A session for questions: everything read in it is of one moment."""
        return read_session(self.engine)

    def prepare(self) -> None:
        """Bring the tables up to date, enter the known sources in the directory, queue what waits."""
        migrate(self.engine)
        with write_session(self.engine) as session:
            write.load_seeds(session, self.known)
            jobs.catch_up(session)

    def ingest(self, draft: Draft, note: Note = no_note) -> Ingested:
        """Read an article and store it with its claims, as store() does."""
        with self.session() as session:
            same = identity.find(session, draft)
        if same is not None and not same.is_changed:
            ingested = Ingested(same.article_id, created=False)
            with write_session(self.engine) as session:
                note(session, ingested)
            return ingested
        # Reading comes before the write lock is taken: it takes long. So does linking.
        reading = read_draft(draft, self.extractor, self.known)
        return self.store(draft, reading, self._tell(draft, reading), note)

    def store(
        self,
        draft: Draft,
        reading: Reading | None,
        told: Sequence[Told] | None = None,
        note: Note = no_note,
    ) -> Ingested:
        """Store an article that was read, or a new version of it, or find the one that is the same.

        `told` are the reading's claims as the linker tells them; without them none is linked yet.
        Raises Gone for an article that was withdrawn.
        """
        proposal = self._propose(told, draft, self._there(draft) if told else None)
        with write_session(self.engine) as session:
            ingested, is_owed = self._store_linked(session, draft, reading, proposal)
            note(session, ingested)
        if is_owed:
            self.relate(ingested.article_id)
        return ingested

    def store_all(self, read: Sequence[Read], note: NoteAll) -> None:
        """Store many articles that were read in one transaction, as store() does each.

        One that cannot be stored is one error, no more. `note` is told what came of each, in order.
        """
        proposals = [
            self._propose(each.told, each.draft, self._there(each.draft)) if each.told else None
            for each in read
        ]
        owed: list[int] = []
        came: list[Ingested | SourcelightError] = []
        with write_session(self.engine) as session:
            for each, proposal in zip(read, proposals, strict=True):
                try:
                    with session.begin_nested():
                        ingested, is_owed = self._store_linked(session, each.draft, each.reading, proposal)
                except SourcelightError as error:
                    came.append(error)
                else:
                    came.append(ingested)
                    owed += [ingested.article_id] * is_owed
            note(session, came)
        for article_id in owed:
            self.relate(article_id)

    def is_there(self, draft: Draft) -> bool:
        """Whether an article is stored with this very text. Raises Gone where it was withdrawn."""
        with self.session() as session:
            same = identity.find(session, draft)
        return same is not None and not same.is_changed

    def _store_linked(
        self, session: Session, draft: Draft, reading: Reading | None, proposal: Proposal | None
    ) -> tuple[Ingested, bool]:
        """What came of an article, and whether it still has to be linked."""
        ingested = self._store(session, draft, reading)
        is_new = ingested.created or ingested.changed
        as_read = is_new and self._settle(session, ingested.article_id, proposal)
        return ingested, is_new and not as_read

    def _there(self, draft: Draft) -> int | None:
        with self.session() as session:
            same = identity.find(session, draft)
        return same.article_id if same else None

    def _store(self, session: Session, draft: Draft, reading: Reading | None) -> Ingested:
        same = identity.find(session, draft)
        version, known = self.extractor.version, self.known
        if same is None:
            article = write.store_article(session, draft, reading, extractor=version, known=known)
            return Ingested(article, created=True)
        if same.is_changed:
            versions.add_version(session, same.article_id, draft, reading, extractor=version, known=known)
        return Ingested(same.article_id, created=False, changed=same.is_changed)

    def re_extract(self, article_id: int) -> None:
        """Read an article again; claims that are found again keep their permalinks.

        Raises NotFound where there is no such article, and Gone where it was withdrawn.
        """
        with self.session() as session:
            page = queries.article_page(session, article_id)
        draft = draft_of(page)
        reading = read_draft(draft, self.extractor, self.known)
        if reading is None:
            return
        proposal = self._propose(self._tell(draft, reading), draft, article_id)
        with write_session(self.engine) as session:
            is_newest = write.replace_reading(
                session,
                article_id,
                reading,
                extractor=self.extractor.version,
                known=self.known,
                version=page.version,
            )
            as_read = not is_newest or self._settle(session, article_id, proposal)
        if not as_read:
            self.relate(article_id)

    def unlinked(self) -> list[int]:
        """The ids of articles with claims that were not held against the others yet."""
        with self.session() as session:
            return links.unlinked(session, self.linker.version) if self.linker else []

    def relate(self, article_id: int) -> None:
        """Link those claims of a stored article that are not linked yet; of a withdrawn one, none.

        Raises NotFound.
        """
        with self.session() as session:
            try:
                draft = draft_of(queries.article_page(session, article_id))
            except queries.Gone:
                return
            reading = stored_reading(session, article_id)
        proposal = self._propose(self._tell(draft, reading), draft, article_id)
        with write_session(self.engine) as session:
            # Else somebody has read it again meanwhile, and linked it.
            if self.linker and proposal and stored_reading(session, article_id) == reading:
                self.linker.settle(session, article_id, proposal)

    def scrub(self) -> None:
        """After a purge: let no copy of the erased vectors stay beside the database."""
        if self.linker:
            self.linker.file.make_anew()

    def _tell(self, draft: Draft, reading: Reading | None) -> tuple[Told, ...] | None:
        return self.linker.tell(draft, reading) if self.linker and reading else None

    def _propose(
        self, told: Sequence[Told] | None, draft: Draft, article_id: int | None = None
    ) -> Proposal | None:
        if self.linker is None or told is None:
            return None
        return self.linker.propose(told, draft.published_at or datetime.now(UTC), article_id)

    def _settle(self, session: Session, article_id: int, proposal: Proposal | None) -> bool:
        """Link the claims as they were read. False, and not done, where people see them otherwise."""
        if corrections.is_touched(session, article_id):
            return False
        if self.linker and proposal:
            self.linker.settle(session, article_id, proposal)
        return True
