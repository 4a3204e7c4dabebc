"""The words of the house as frozen dataclasses. Offsets are code points, half-open, everywhere."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    start: int
    end: int

    def of(self, text: str) -> str:
        return text[self.start : self.end]


Spans = tuple[Span, ...]


class Kind(StrEnum):
    """How words are given: all in quotation marks, in none, or partly."""

    DIRECT = "direct"
    MIXED = "mixed"
    INDIRECT = "indirect"


class Act(StrEnum):
    """What the source does: says it, holds it to be so, or means to do it."""

    STATES = "states"
    BELIEVES = "believes"
    INTENDS = "intends"


class SourceType(StrEnum):
    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"
    GROUP = "group"
    PUBLICATION = "publication"
    ANONYMOUS = "anonymous"
    AUTHOR = "author"

    @property
    def is_unnamed(self) -> bool:
        """Unnamed sources belong to their article alone."""
        return self in (SourceType.GROUP, SourceType.ANONYMOUS, SourceType.AUTHOR)


class Reason(StrEnum):
    """Why a source of an article was taken to be an entry of the directory."""

    SEED = "seed"  # known beforehand
    NAME = "name"  # the entry's own name
    ALIAS = "alias"  # another form of it
    ACRONYM = "acronym"
    SURNAME = "surname"  # and role or affiliation agree
    ARTICLE = "article"  # unnamed, or named in part: it belongs to its article alone
    NEW = "new"  # the directory had nobody to link it to
    PERSON = "person"  # somebody said so of a claim


class Relation(StrEnum):
    """How two claims bear on each other. The first two bear on the same proposition."""

    AGREES = "agrees"
    DIFFERS = "differs"
    RELATED = "related"
    NONE = "none"


class Verdict(StrEnum):
    """What a person said of a cross-reference."""

    NONE = ""
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    ADDED = "added"  # the machine need not have found it


class Standing(StrEnum):
    """What people have made of a claim that the machine found, or not."""

    MACHINE = "machine"  # found by machine; nobody has looked at it
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    ADDED = "added"
    REMOVED = "removed"


class Doubt(StrEnum):
    """What speaks against a link."""

    NONE = ""
    UNLINKED = "unlinked"  # a name in part, which could be anybody of that name
    SURNAME = "surname"  # linked by the surname alone
    ACRONYM = "acronym"  # another article spelt out this acronym so
    ROLE = "role"  # same name, unlike role
    NAMESAKE = "namesake"  # new, though somebody else has this name
    PART = "part"  # new, and part of the name of another entry


class Precision(StrEnum):
    """What is known of an article's date."""

    NONE = "none"
    DATE = "date"
    TIME = "time"


class ImportState(StrEnum):
    WAITING = "waiting"
    RUNNING = "running"
    FINISHED = "finished"
    INTERRUPTED = "interrupted"  # nobody has worked on it for a while, though something is left


class ItemState(StrEnum):
    """What became of one article of an import."""

    WAITING = "waiting"
    RUNNING = "running"
    STORED = "stored"
    CHANGED = "changed"  # a new version of an article that was there
    THERE = "there"  # already, with the same text
    FAILED = "failed"


class Role(StrEnum):
    """What an account may do; each may do what those before it may."""

    READER = "reader"
    EDITOR = "editor"
    ADMIN = "admin"

    def covers(self, other: "Role") -> bool:
        ranks = list(Role)
        return ranks.index(self) >= ranks.index(other)


class Scope(StrEnum):
    """How far a token reaches, however far its account does."""

    READ = "read"
    WRITE = "write"
    ADMIN = "admin"

    @property
    def role(self) -> Role:
        return list(Role)[list(Scope).index(self)]


class FeedState(StrEnum):
    FOLLOWED = "followed"
    PAUSED = "paused"
    REMOVED = "removed"


class Change(StrEnum):
    """How a part of one version of an article is found in another."""

    SAME = "same"
    CAME = "came"
    WENT = "went"
    CHANGED = "changed"
    MOVED = "moved"


class ShareKind(StrEnum):
    """What a share link leads to."""

    CLAIM = "claim"
    ARTICLE = "article"
    COLLECTION = "collection"
    COMPARISON = "comparison"


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as read, before it is stored. `text` is the body in paragraphs."""

    text: str
    title: str = ""
    outlet: str = ""
    author: str = ""
    url: str = ""
    published_at: datetime | None = None  # UTC
    precision: Precision = Precision.NONE
    captions: tuple[str, ...] = ()  # never searched for claims
    language: str = ""  # ISO 639-1; empty where too short to tell
    notes: tuple[str, ...] = ()  # what was left out, for whoever gave the file; not stored


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the extractor finds: who (source) does what (cue) with which words (content).

    `source` is empty where the text names nobody. `hedges` are spans of single hedging words.
    `nested_in` is an index into the same list. `margin` is how sure the tagger was: the mean
    difference of log-probability between the best tag and the next, over the attribution's pieces.
    """

    source: Spans
    cue: Spans
    content: Spans
    kind: Kind = Kind.INDIRECT
    act: Act = Act.STATES
    hedges: Spans = ()
    nested_in: int | None = None
    margin: float = 0.0

    @property
    def start(self) -> int:
        """Where its first part stands."""
        return min(self.source + self.cue + self.content).start


@dataclass(frozen=True, slots=True)
class Known:
    """An entry of the directory as the resolver sees it (seeds/sources.toml, or stored)."""

    slug: str
    name: str
    type: SourceType
    label: str = ""
    role: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()  # a capital that stands for this government


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who speaks in one article. `name` is the fullest form that this article uses.

    `slug` is the directory entry that it stands for, where known. `mentions` are the distinct
    forms seen, in order.
    """

    name: str
    type: SourceType
    slug: str | None = None
    role: str = ""
    affiliation: str = ""
    country: str = ""
    mentions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Voice:
    """Who answers for one attribution: indices into Resolution.sources.

    `relay` runs from the nearest to the farthest origin behind the sources.
    """

    sources: tuple[int, ...] = ()
    relay: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """The sources of one article, and for each of its attributions, in order, who speaks."""

    sources: tuple[Source, ...]
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the machine finds in one text."""

    attributions: tuple[Attribution, ...]
    resolution: Resolution


class SourcelightError(Exception):
    """Something a user can mend; the message names the thing and the reason."""
