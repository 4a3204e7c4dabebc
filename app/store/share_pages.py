"""What is shared by a link, and what the queries return of it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain import Relation, ShareKind
from app.store.pages import ArticleRef, ClaimRow


@dataclass(frozen=True, slots=True)
class SharedClaim:
    """A claim as it stood when it was shared.

    It is stored in this form: a field may be added with a value to go by, and none may be renamed.
    """

    row: ClaimRow
    matter: str = ""  # in a comparison: the id of the claim that its matter is named by
    relation: Relation | None = None  # of a cross-reference to the claim that was shared
    why: str = ""
    figure: str = ""  # "at least 100 killed", and the period that it is about
    when: str = ""
    figure_here: str = ""  # the same of the claim that was shared
    when_here: str = ""
    differs: bool = False  # from some other claim of its matter
    articles: int = 1  # that tell it by the same origin
    left_out: bool = False  # by the filter: it is there because the whole article is


@dataclass(frozen=True, slots=True)
class ToShare:
    """What somebody wants to share. `article` and `version` where it is one article, or a claim of it."""

    kind: ShareKind
    path: str
    title: str
    claims: tuple[SharedClaim, ...]
    article: int | None = None
    version: int | None = None
    whole: bool = False


class Since(StrEnum):
    """What became of a claim since it was shared."""

    TEXT = "text"  # its article has another text
    GONE = "gone"  # its article no longer has it
    REMOVED = "removed"  # a person said that it is no claim
    WORDS = "words"
    SOURCES = "sources"
    RELAY = "relay"
    KIND = "kind"
    ACT = "act"
    HEDGES = "hedges"


class Gathering(StrEnum):
    """What became of a collection since it was shared."""

    STANDS = "stands"
    OTHER = "other"  # claims were added or taken out
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Held:
    """A claim as it was shared, and what became of it since."""

    shared: SharedClaim
    since: tuple[Since, ...] = ()


@dataclass(frozen=True, slots=True)
class SharePage:
    """What a share link shows.

    `text` is the article's where it is shared as a whole; of a claim else its sentence. It starts at
    `offset` of the version's text. `missing` counts claims whose articles were withdrawn since.
    `is_newest`: of an article, that its text stands; `gathering` is what became of a collection.
    """

    id: int
    kind: ShareKind
    title: str
    whole: bool
    made_at: datetime
    expires_at: datetime
    claims: tuple[Held, ...]  # in order
    references: tuple[SharedClaim, ...] = ()  # of the one claim
    article: ArticleRef | None = None
    version: int | None = None
    is_newest: bool = True
    text: str = ""
    offset: int = 0
    own: bool = False  # the article's own voice is what was looked at
    missing: int = 0
    gathering: Gathering = Gathering.STANDS


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A share link as those who share see it; what it leads to is known to whoever has it alone."""

    id: int
    kind: ShareKind
    path: str
    title: str
    note: str
    who: str  # "" while there are no accounts
    whole: bool
    claims: int
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    opened_at: datetime | None
    openings: int
    is_open: bool


@dataclass(frozen=True, slots=True)
class SharesPage:
    rows: tuple[ShareRow, ...]  # newest first
    next: int | None  # the id to go on before
