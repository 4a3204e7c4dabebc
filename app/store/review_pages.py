"""What the queries return of the review queue."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import Doubt
from app.store.correction_pages import Reviewed
from app.store.doubtful import Signal
from app.store.pages import ArticleRef, Chip, Claim


@dataclass(frozen=True, slots=True)
class DoubtfulClaim:
    """A claim that nobody has looked at, in its sentence and the one before."""

    claim: Claim
    article: ArticleRef
    reviewed: Reviewed  # of its article
    text: str
    offset: int  # where `text` starts in the version's text
    seen: str  # what an action takes, to be refused if the claim changed since
    signals: tuple[Signal, ...]  # what makes its reading doubtful, the strongest first
    links: tuple[tuple[Chip, Doubt], ...]  # those of its sources that were linked with doubt
    others: tuple[Chip, ...]  # who else speaks in the article, most claims first


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """Claims in doubt, unless an article is chosen: then all of it that nobody has looked at."""

    article: int | None = None
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class ReviewPage:
    rows: tuple[DoubtfulClaim, ...]
    total: int  # at most COUNTED (queries/review.py)
    next: str | None
    article: ArticleRef | None  # the one that is chosen
    reviewed: Reviewed | None  # of it


@dataclass(frozen=True, slots=True)
class Progress:
    """How many claims people have looked at."""

    today: int  # by one person, since midnight UTC
    all: int  # by everybody, ever


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided last, to be said and taken back. `action` is that of the event."""

    event: int
    at: datetime
    action: str
    claim: str
    article: int  # in which it is
    quote: str
    now: str  # what it came to, in words
