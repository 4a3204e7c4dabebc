"""What the queries return of cross-references: beside a claim, side by side, and in figures."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import Relation, Spans, Verdict
from app.store.pages import ArticleRef, Chip, Claim, ClaimRow, When


@dataclass(frozen=True, slots=True)
class Decision:
    """Who gave the verdict on a cross-reference; undoing `event` takes it back."""

    event: int
    at: datetime
    who: str  # "" while there are no accounts
    reason: str


@dataclass(frozen=True, slots=True)
class LinkedClaim:
    """A cross-reference as seen from one claim: the other claim, and why the two are linked.

    `here` is the claim whose cross-references these are, `there` the other one; the two claims' ids
    name the cross-reference.
    """

    relation: Relation
    score: float  # 0 to 1, for order only: it is never shown
    why: str  # one sentence
    claim: Claim  # there
    article: ArticleRef
    shared_here: Spans  # words that both have, as spans of each claim's quote
    shared_there: Spans
    figure_here: str  # "at least 100 killed": where figures differ, in the claim's words; else ""
    figure_there: str
    when_here: str  # the period that a figure is about, in words; "" where nothing is known
    when_there: str
    articles: int  # how many articles tell the other claim by the same origin, this one included
    same_origin: bool  # both go back to one source: neither confirms the other
    verdict: Verdict
    decided: Decision | None


@dataclass(frozen=True, slots=True)
class CrossReferences:
    """What others say of the matter of a claim: one row an origin, the nearest first, at most 20 in all."""

    claim: str  # its id
    agrees: tuple[LinkedClaim, ...]  # each of another origin than the claim
    differs: tuple[LinkedClaim, ...]
    related: tuple[LinkedClaim, ...]
    repeated: tuple[ClaimRow, ...]  # where the same utterance or wire copy stands, this claim left out
    rejected: tuple[LinkedClaim, ...]  # people said no
    origins: int  # that agree, independent of each other and of this claim
    more: int  # rows beyond those shown


@dataclass(frozen=True, slots=True)
class ReferenceCounts:
    """How many cross-references a claim has, before origins are grouped."""

    claim: str
    agrees: int
    differs: int
    related: int


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim and another one that differs from it."""

    row: ClaimRow
    other: LinkedClaim


@dataclass(frozen=True, slots=True)
class ComparedClaim:
    """What a source says in a cell of the comparison."""

    row: ClaimRow
    figure: str  # in the claim's words, "" where it names none
    differs: bool  # from some other claim of the row
    articles: int  # that tell it by the same origin


@dataclass(frozen=True, slots=True)
class Matter:
    """A group of linked claims, named by its most central one. `cells` are as the page's sources."""

    key: str  # the central claim's id
    name: str  # its words
    cells: tuple[tuple[ComparedClaim, ...], ...]
    figures: bool  # whether there is a figures view of it
    differs: bool


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Who says what: a row a matter, a column a source. The source "" is: no source given."""

    articles: tuple[ArticleRef, ...]  # those that are compared, newest first, at most ARTICLES of them
    total_articles: int
    sources: tuple[Chip, ...]  # in order of how many matters they speak to
    matters: tuple[Matter, ...]  # those on which two sources or more speak
    alone: tuple[ClaimRow, ...]  # what one source alone says
    more_matters: int
    more_alone: int
    more_claims: int  # that the choice names, and that were not looked at


@dataclass(frozen=True, slots=True)
class FigurePoint:
    """A figure that a source gives. low and high are None where it is open on that side."""

    row: ClaimRow
    words: str  # "at least 100 killed"
    counted: str  # what is counted, in the claim's words
    unit: str  # "dollars", "percent"; "" for things that are counted
    low: float | None  # as stated: 30 and 30 for "around 30"
    high: float | None
    when: When  # as-of, or when the article appeared
    period: str  # as-of in words, "" where nothing is known


@dataclass(frozen=True, slots=True)
class MatterPage:
    """All claims of one matter, and the figures that they give, oldest first.

    `differing` are the ids of claims that cannot hold beside some other one.
    """

    key: str
    name: str
    claims: tuple[ClaimRow, ...]
    points: tuple[FigurePoint, ...]
    differing: frozenset[str]
