"""What the queries return of notes, collections and saved filters.

None of this is part of a page that is shared; of what is exported, only collections are.
"""

from dataclasses import dataclass
from datetime import datetime

from app.store.pages import ArticleRef, ClaimRow, Facet


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody wrote beside a claim, in plain text of one or several lines."""

    id: int
    text: str
    who: str  # "" where nobody's name was known
    at: datetime
    edited_at: datetime | None
    settled_at: datetime | None
    settled_by: str
    seen: str  # what edit_note() takes: the same as long as the text is


@dataclass(frozen=True, slots=True)
class Noted:
    """A claim, gone or not, as a list tells what something is about.

    `quote` is what it says or said; empty where its article was withdrawn. `gone_at` is when it went.
    """

    claim: str  # id
    quote: str
    article: ArticleRef | None  # None where it was withdrawn
    gone_at: datetime | None


@dataclass(frozen=True, slots=True)
class NoteRow:
    note: Note
    about: Noted


@dataclass(frozen=True, slots=True)
class NotesPage:
    """`who` counts the notes that are listed without that filter."""

    rows: tuple[NoteRow, ...]
    total: int
    next: str | None
    who: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class DeskEvent:
    """What somebody decided of a note, a collection or a saved filter. `about` is the claim in it."""

    id: int
    at: datetime
    who: str
    action: str  # of an undo: the action that it took back
    is_undo: bool
    was: str
    now: str
    about: Noted | None
    undone_by: int | None


@dataclass(frozen=True, slots=True)
class ClaimNotes:
    """All notes beside one claim, gone or not; open ones first, newest first."""

    about: Noted
    notes: tuple[Note, ...]
    events: tuple[DeskEvent, ...]  # newest first


@dataclass(frozen=True, slots=True)
class CollectionRef:
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What people keep beside one claim. `notes` has open ones first; `settled` counts the others.

    `gathered` are the collections that hold the claim, `collections` those that it can be added to.
    """

    notes: tuple[Note, ...]
    gathered: tuple[CollectionRef, ...]
    collections: tuple[CollectionRef, ...]


@dataclass(frozen=True, slots=True)
class CollectionRow:
    collection: CollectionRef
    description: str
    claims: int


@dataclass(frozen=True, slots=True)
class CollectionsPage:
    rows: tuple[CollectionRow, ...]  # by name
    next: str | None
    events: tuple[DeskEvent, ...]  # those by which collections came and went, newest first


@dataclass(frozen=True, slots=True)
class GatheredClaim:
    """A claim in a collection. `row` is None where it is gone.

    `was_quote` and `was_by` are what it said, and who, when it was added; `changed` where that is
    something else now. Of a withdrawn article both are empty.
    """

    claim: str  # id
    comment: str
    seen: str  # what comment_on() takes
    row: ClaimRow | None
    gone_at: datetime | None
    is_withdrawn: bool
    replaced_by: str | None  # the id of the claim that stands in its place
    was_quote: str
    was_by: str
    changed: bool


@dataclass(frozen=True, slots=True)
class CollectionPage:
    key: str
    name: str
    description: str
    claims: tuple[GatheredClaim, ...]  # in the collection's order
    seen: str  # what edit_collection() takes
    order: str  # what move_in() takes
    events: tuple[DeskEvent, ...]  # newest first


@dataclass(frozen=True, slots=True)
class SavedView:
    """A saved filter. `address` is the view as it stands, with merged sources followed.

    `sources` names the slugs in it, `title` the article or the source that it is a view of.
    """

    id: int
    name: str
    seen: str  # what rename_filter() takes
    address: str
    path: str
    pairs: tuple[tuple[str, str], ...]  # the query
    sources: tuple[Facet, ...]
    title: str


@dataclass(frozen=True, slots=True)
class FiltersPage:
    rows: tuple[SavedView, ...]  # by name
    next: str | None
    events: tuple[DeskEvent, ...]  # newest first
