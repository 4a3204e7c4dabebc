"""What the queries return of how articles come in and change: versions, imports, feeds."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import Change, FeedState, ImportState, ItemState
from app.store.changes import Piece
from app.store.pages import ArticleRef, Claim, Event, VersionRef


@dataclass(frozen=True, slots=True)
class ParagraphChange:
    """A paragraph of two versions. `old` and `new` count from 1; None where a version has none of it.

    The pieces that are `same` or `came` make up the new paragraph, those `same` or `went` the old one.
    """

    change: Change  # same, came, went or changed
    old: int | None
    new: int | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that is not the same in two versions.

    changed: its wording, cue, kind, act, hedges or sources. moved: to another paragraph. `instead`
    is the id of the claim that stands in the place of one that went, if one does.
    """

    change: Change  # came, went, changed or moved
    before: Claim | None
    after: Claim | None
    instead: str | None = None


@dataclass(frozen=True, slots=True)
class VersionChanges:
    """What became of one version in another, in the order of the new text."""

    article: ArticleRef
    old: VersionRef
    new: VersionRef
    paragraphs: tuple[ParagraphChange, ...]
    claims: tuple[ClaimChange, ...]
    same_claims: int  # those that are the same, and not listed


@dataclass(frozen=True, slots=True)
class ImportRow:
    """Articles that were asked for at once. `rate` is in articles a minute, None before one is done."""

    id: int
    name: str
    feed: int | None  # whose entries these are
    who: str
    state: ImportState
    asked_at: datetime
    finished_at: datetime | None
    total: int
    stored: int
    changed: int  # new versions of articles that were there
    there: int
    failed: int
    left: int
    rate: float | None


@dataclass(frozen=True, slots=True)
class ImportsPage:
    rows: tuple[ImportRow, ...]  # newest first
    total: int
    next: str | None


@dataclass(frozen=True, slots=True)
class ImportItem:
    """What became of one file or address. `error` is a sentence, empty unless it failed."""

    name: str
    state: ItemState
    article: int | None
    title: str  # of the article
    error: str


@dataclass(frozen=True, slots=True)
class ImportPage:
    row: ImportRow
    items: tuple[ImportItem, ...]  # those that failed first
    next: str | None


@dataclass(frozen=True, slots=True)
class FeedRow:
    """A feed. `every` is in minutes; `failures` is how often in a row it could not be read, `error` why."""

    id: int
    url: str
    title: str
    state: FeedState
    every: int
    checked_at: datetime | None
    due_at: datetime
    failures: int
    error: str
    articles: int  # that came by it
    latest: int | None  # the import of what it had when it last had anything new


@dataclass(frozen=True, slots=True)
class FeedsPage:
    rows: tuple[FeedRow, ...]


@dataclass(frozen=True, slots=True)
class UpkeepPage:
    """An article as those see it who look after it, also when it was taken away."""

    article: ArticleRef
    details: dict[str, str]  # title, outlet, author, url, published, as they are written into a form
    corrected: tuple[str, ...]  # details that people decided otherwise than they were read
    versions: tuple[VersionRef, ...]  # newest first
    events: tuple[Event, ...]  # newest first
    withdrawn: str | None  # the sentence that says so
    purged: bool
