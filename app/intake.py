"""What comes in by itself, one step after the other: articles of imports, and feeds that are due."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial

from app.bulk import Outcome
from app.domain import Draft, ItemState, Precision, SourcelightError
from app.pipeline import Ingested, Pipeline
from app.read import Entry, Fetcher, FetchError, Visit, read_record, read_upload, read_url, visit_feed
from app.read.dates import parse_date
from app.store import details, feeds, imports
from app.store.errors import Unavailable
from app.store.session import Session, read_session, write_session

LONGEST = timedelta(days=1)  # between visits to a feed that cannot be read
SPREAD = 0.1  # how much sooner or later a feed is visited, so that not all are at once
MANNERS = 1.0  # seconds between two addresses that are fetched


@dataclass(frozen=True, slots=True)
class Ways:
    """How articles and feeds are read; tests hand in their own."""

    read_url: Callable[[str], Draft]
    read_file: Callable[[str, bytes], Draft]  # name, bytes
    visit_feed: Callable[[str, str, str], Visit]  # address, ETag, Last-Modified


def ways_through(fetcher: Fetcher) -> Ways:
    """The ways that are open where pages are served."""
    return Ways(
        read_url=lambda url: read_url(url, fetcher),
        read_file=lambda name, data: read_upload(name, "", data),
        visit_feed=lambda url, etag, modified: visit_feed(url, fetcher, etag=etag, last_modified=modified),
    )


@dataclass(frozen=True)
class Intake:
    """Works on imports, and on feeds while no import is left."""

    pipeline: Pipeline
    ways: Ways
    manners: float = MANNERS
    chance: random.Random = field(default_factory=random.SystemRandom)
    owed: list[Callable[[Session], None]] = field(default_factory=list)

    def step(self) -> bool:
        """Read one article, or visit one feed; False where nothing is to be done.

        Raises Unavailable. What it broke off begins again with the next step, as if it had not been.
        """
        self._settle()
        with read_session(self.pipeline.engine) as session:  # no lock is taken for nothing
            is_waiting = imports.is_waiting(session)
            is_due = feeds.is_due(session, datetime.now(UTC))
        return (is_waiting and self.read_one()) or (is_due and self.visit_one())

    def _settle(self) -> None:
        """Put back what the database broke off, as soon as it takes that."""
        if self.owed:
            with write_session(self.pipeline.engine) as session:
                for put_back in self.owed:
                    put_back(session)
            self.owed.clear()

    def read_one(self) -> bool:
        """Read the next article that an import asks for; False where there is none."""
        with write_session(self.pipeline.engine) as session:
            job = imports.take(session)
        if job is not None:
            self._read(job)
        return job is not None

    def read(self, item_id: int) -> None:
        """Read this article of an import, if nobody has. Raises Unavailable, as step() does."""
        self._settle()
        with write_session(self.pipeline.engine) as session:
            job = imports.take_one(session, item_id)
        if job is not None:
            self._read(job)

    def _read(self, job: imports.Job) -> None:
        began = time.monotonic()
        try:
            if job.data is None:
                draft = self.ways.read_url(job.name)
            elif job.is_record:
                draft = read_record(job.data, job.name).draft
            else:
                draft = self.ways.read_file(job.name, job.data)
            draft = _dated(draft, job.published)
            self.pipeline.ingest(draft, lambda session, came: self._note(session, job, came, began))
        except SourcelightError as error:
            with write_session(self.pipeline.engine) as session:
                seconds = time.monotonic() - began
                imports.done(session, job.item_id, ItemState.FAILED, error=str(error), seconds=seconds)
        except Unavailable:
            self.owed.append(partial(imports.put_back, item_id=job.item_id))
            raise
        if job.data is None:
            time.sleep(self.manners)

    def _note(self, session: Session, job: imports.Job, came: Ingested, began: float) -> None:
        state = state_of(came)
        seconds = time.monotonic() - began
        imports.done(session, job.item_id, state, article_id=came.article_id, seconds=seconds)

    def visit_one(self) -> bool:
        """Visit the feed that is due longest; False where none is."""
        now = datetime.now(UTC)
        with write_session(self.pipeline.engine) as session:
            due = feeds.take_due(session, now, now + LONGEST)
        if due is None:
            return False
        try:
            self._visit(due, now)
        except Unavailable:
            self.owed.append(partial(feeds.put_back, feed_id=due.feed_id, due_at=now))
            raise
        return True

    def _visit(self, due: feeds.Due, now: datetime) -> None:
        try:
            visit = self.ways.visit_feed(due.url, due.etag, due.modified)
        except SourcelightError as error:
            asked = error.retry_after if isinstance(error, FetchError) else None
            again = now + max(self.wait(due.every, due.failures + 1), timedelta(seconds=asked or 0))
            with write_session(self.pipeline.engine) as session:
                feeds.failed(session, due.feed_id, str(error), again)
            return
        found = visit.feed.entries if visit.feed else ()
        with write_session(self.pipeline.engine) as session:
            feeds.visited(
                session,
                due.feed_id,
                [feeds.Entry(entry.id, entry.url, _published(entry)) for entry in found],
                url=visit.url,
                title=visit.feed.title if visit.feed else "",
                etag=visit.etag,
                modified=visit.last_modified,
                due_at=now + self.wait(due.every, 0),
            )

    def wait(self, every: int, failures: int) -> timedelta:
        """Until the next visit: twice as long after each failure in a row, a day at the most."""
        usual = timedelta(minutes=every)
        doubled: timedelta = min(usual * 2 ** min(failures, 20), max(LONGEST, usual))
        return timedelta(seconds=doubled.total_seconds() * self.chance.uniform(1 - SPREAD, 1 + SPREAD))


def _published(entry: Entry) -> str:
    draft = Draft("", published_at=entry.published_at, precision=entry.precision)
    return details.told(draft)[details.PUBLISHED]


def _dated(draft: Draft, published: str) -> Draft:
    """With the date that a feed gives, where the page gives none."""
    if not published or draft.precision is not Precision.NONE:
        return draft
    moment, precision = parse_date(published)
    return replace(draft, published_at=moment, precision=precision)


def store_many(
    pipeline: Pipeline, name: str, found: Iterable[Outcome], say: Callable[[str], None]
) -> Counter[ItemState]:
    """Store what was read elsewhere, as an import of this name; how many articles came to what.

    Each article is stored before the next is looked at. `say` is told every error.
    """
    with write_session(pipeline.engine) as session:
        import_id = imports.create(session, name, (), for_worker=False)
    counts: Counter[ItemState] = Counter()

    def note(session: Session, came: Ingested) -> None:
        imports.record(session, import_id, outcome.id, state_of(came), article_id=came.article_id)

    for outcome in found:
        error = outcome.error
        if outcome.draft is not None:
            try:
                came = pipeline.store(outcome.draft, outcome.reading, outcome.told, note)
                counts[state_of(came)] += 1
                continue
            except SourcelightError as refused:
                error = f"{outcome.id}: {refused}"
        say(error)
        counts[ItemState.FAILED] += 1
        with write_session(pipeline.engine) as session:
            imports.record(session, import_id, outcome.id, ItemState.FAILED, error=error)
    with write_session(pipeline.engine) as session:
        imports.finish(session, import_id)
    return counts


def state_of(came: Ingested) -> ItemState:
    if came.created:
        return ItemState.STORED
    return ItemState.CHANGED if came.changed else ItemState.THERE
