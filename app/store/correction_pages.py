"""What the queries return of corrections: a claim as it can be put right, histories, differences."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import Act, Kind, Spans, Standing
from app.store.pages import ArticleRef, Chip, Claim

CONTENT, SOURCES, RELAY, KIND, ACT, HEDGES = "content", "sources", "relay", "kind", "act", "hedges"
FIELDS = (CONTENT, SOURCES, RELAY, KIND, ACT, HEDGES)  # what people decide of a claim, by these names


@dataclass(frozen=True, slots=True)
class MachineClaim:
    """A claim as the machine reads it. Spans are code points into the version that it was read in."""

    quote: str
    kind: Kind
    act: Act
    hedges: tuple[str, ...]
    content_spans: Spans
    hedge_spans: Spans
    sources: tuple[Chip, ...]
    relay: tuple[Chip, ...]


@dataclass(frozen=True, slots=True)
class ClaimState:
    """A claim as it can be corrected. `seen` is what an action takes, to be refused if this changed since."""

    claim: Claim
    article: ArticleRef
    version: int  # in which the claim stands: the newest, or of a removed claim the last that had its words
    text: str  # the whole text of this version
    seen: str
    standing: Standing
    machine: MachineClaim | None  # None where the machine finds nothing there
    changed: tuple[str, ...]  # which of FIELDS people decided


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """What somebody decided of a claim. `was` and `now` tell what changed, in words.

    `action` is correct, confirm, remove, add or undo; of cross-references confirm or reject.
    """

    id: int
    at: datetime
    who: str
    action: str
    was: str
    now: str
    reason: str
    undoes: int | None  # the event that this one takes back
    undone_by: int | None  # the event that took this one back
    can_undo: bool
    claim: str  # its key
    quote: str  # its words now, or as they last were
    other: str = ""  # the key of the other claim, of what was decided of a cross-reference


@dataclass(frozen=True, slots=True)
class HistoryPage:
    events: tuple[HistoryEvent, ...]  # newest first
    next: str | None  # keyset cursor for `after`


@dataclass(frozen=True, slots=True)
class Difference:
    """Where people decided otherwise than the machine reads."""

    claim: Claim
    standing: Standing
    machine: MachineClaim | None  # None: the machine finds nothing there
    people: Claim | None  # None: people removed it
    differs: tuple[str, ...]  # which of FIELDS differ; empty where one of the two is None


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many live claims of an article a person has looked at, and how many there are."""

    done: int
    total: int
