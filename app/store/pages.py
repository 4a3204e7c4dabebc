"""What the queries return: one frozen dataclass for each page and list.

Templates get them as they are, the API names them as response models, exports iterate over them.
"""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain import Act, Doubt, Kind, Precision, Reason, SourceType, Spans, Standing


@dataclass(frozen=True, slots=True)
class Chip:
    """A source in a few letters. ink 1-8 and line 1-8 name its colour and underline; 0 is grey dots."""

    slug: str
    name: str
    label: str
    type: SourceType
    ink: int
    line: int


@dataclass(frozen=True, slots=True)
class When:
    """A moment with what is known of it; where nothing is, `at` is when the article came in."""

    at: datetime
    precision: Precision


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as people see it. Spans are code points into its version's text."""

    id: str
    quote: str  # the content's words; parts joined by " … "
    kind: Kind
    act: Act
    hedges: tuple[str, ...]
    sources: tuple[Chip, ...]  # empty where the text gives none
    relay: tuple[Chip, ...]  # nearest origin first
    mention: str  # the words the article used for the source
    cue: str
    source_spans: Spans
    cue_spans: Spans
    content_spans: Spans
    hedge_spans: Spans
    nested_in: str | None  # another claim's id
    margin: float
    standing: Standing = Standing.MACHINE


@dataclass(frozen=True, slots=True)
class ArticleRef:
    id: int
    title: str
    outlet: str
    author: str
    url: str
    published: When
    language: str


@dataclass(frozen=True, slots=True)
class ArticleRow:
    article: ArticleRef
    sources: tuple[Chip, ...]  # the main ones, most claims first
    claims: int


@dataclass(frozen=True, slots=True)
class ArticlesPage:
    rows: tuple[ArticleRow, ...]
    total: int
    next: str | None  # keyset cursor for ?after=
    outlets: tuple["Facet", ...] = ()  # counts are of articles
    dates: tuple["Period", ...] = ()  # and so are these
    at_least: bool = False  # of the total


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a filter. `count` is how many claims it would show with all other filters kept.

    `at_least`: there are more, which were not counted; so it is everywhere beside a number.
    """

    value: str
    name: str
    count: int
    chosen: bool
    chip: Chip | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class VersionRef:
    number: int
    title: str  # its headline, as it was read
    added_at: datetime


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article with the text of a version, its claims in reading order and its legend."""

    article: ArticleRef
    version: int
    text: str
    captions: tuple[str, ...]
    read_for_claims: bool  # False where the language is not read
    claims: tuple[Claim, ...]
    legend: tuple[Facet, ...]  # by source, in order of first speaking; value "" is "no source given"
    versions: tuple[VersionRef, ...] = ()  # newest first


@dataclass(frozen=True, slots=True)
class ClaimRow:
    claim: Claim
    article: ArticleRef
    before: str  # the rest of the sentence around the claim
    after: str


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """The query string of every list of claims. A source "" means: no source given."""

    sources: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    acts: tuple[Act, ...] = ()
    outlets: tuple[str, ...] = ()
    q: str = ""
    since: datetime | None = None  # from=, inclusive
    until: datetime | None = None  # to=, exclusive
    article: int | None = None
    relayed: tuple[str, ...] = ()  # slugs of those who stand behind the claim
    without: tuple[str, ...] = ()  # sources of which none makes the claim; "" leaves out "no source given"
    types: tuple[SourceType, ...] = ()  # of one of the claim's sources
    hedged: bool | None = None
    nested: bool | None = None  # in another claim
    named: bool | None = None  # False: it has sources, none of them with a name


@dataclass(frozen=True, slots=True)
class ClaimsPage:
    rows: tuple[ClaimRow, ...]
    total: int
    next: str | None
    sources: tuple[Facet, ...]  # counted without the filters by source, only and without
    kinds: tuple[Facet, ...]
    acts: tuple[Facet, ...]
    outlets: tuple[Facet, ...]
    relayed: tuple[Facet, ...] = ()  # who stands behind the claims, most claims first
    types: tuple[Facet, ...] = ()
    hedged: tuple[Facet, ...] = ()  # "yes" and "no"
    nested: tuple[Facet, ...] = ()
    dates: tuple["Period", ...] = ()  # newest first; months, or years where there are many
    at_least: bool = False  # of the total


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """A claim's own page: itself, its paragraph, its article, and what is nested in it."""

    claim: Claim
    article: ArticleRef
    version: int
    text: str  # of the paragraphs that hold the claim
    offset: int  # where `text` starts in the version's text
    neighbours: tuple[Claim, ...]  # all claims in these paragraphs, this one included


@dataclass(frozen=True, slots=True)
class SourceRow:
    source: Chip
    role: str
    affiliation: str
    country: str
    claims: int
    relayed: int  # claims of others that it stands behind
    articles: int
    first: When | None
    last: When | None
    at_least: bool = False  # of the claims and articles


@dataclass(frozen=True, slots=True)
class SourcesPage:
    rows: tuple[SourceRow, ...]
    total: int
    next: str | None
    types: tuple[Facet, ...]
    # Claims without a source, as a row with slug "": on the first page of the whole list, if there are any.
    unsourced: SourceRow | None = None
    at_least: bool = False  # of the total


@dataclass(frozen=True, slots=True)
class Alias:
    """A form that stands for a source. One that no article has used yet has no `first`."""

    alias: str
    origin: str  # "seed", "capital", "name" (of a source in some article) or "mention" (beside its name)
    articles: int
    first: ArticleRef | None
    can_move: bool  # an article, or the seeds, know the source by this form alone
    at_least: bool = False  # of the articles


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a month or a year; `until` is its last day. A list of articles counts these, not claims."""

    name: str  # 2031-01-05, 2031-01 or 2031
    since: date
    until: date
    claims: int
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Event:
    """What somebody decided. `source` is whom it is about, `other` the other source in it.

    action      was, now
    merge       -               `source` was merged into `other`
    split       aliases, name   `other` was made of aliases of `source`
    rename      old, new name
    move        alias           from `source` to `other`
    type        old, new type
    settle      form            of `source` (None: linked to nobody) stands for `other`
    undo        the action that `undoes` took, and what that changed
    """

    id: int
    at: datetime
    who: str  # "" while there are no accounts
    action: str
    source: Chip | None
    other: Chip | None
    was: str
    now: str
    reason: str
    undoes: int | None  # the event that this one takes back
    undone_by: int | None  # the event that took this one back


@dataclass(frozen=True, slots=True)
class SourcePage:
    row: SourceRow
    aliases: tuple[Alias, ...]  # most articles first
    article: ArticleRef | None  # the one article an unnamed source belongs to
    claims: ClaimsPage
    timeline: tuple[Period, ...] = ()  # without gaps, oldest first: claims made by the source
    relayed_by: tuple[Facet, ...] = ()  # whose claims it stands behind, most claims first
    relays: tuple[Facet, ...] = ()  # who stands behind its own claims
    events: tuple[Event, ...] = ()  # newest first, at most EVENTS


@dataclass(frozen=True, slots=True)
class Named:
    """A source with the one of its names that holds what somebody typed."""

    alias: str
    source: Chip


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A form that was linked to nobody, or with doubt. `key` is what settle() takes."""

    key: str
    form: str
    doubt: Doubt
    reason: Reason
    source: Chip | None  # whom it is linked to now; None: each article has its own
    type: SourceType
    role: str  # as an article gives it
    claims: int
    articles: int
    examples: tuple[ClaimRow, ...]  # at most 3, of different articles
    candidates: tuple[Chip, ...]  # at most 9, without `source`


@dataclass(frozen=True, slots=True)
class DoubtsPage:
    rows: tuple[DoubtRow, ...]
    total: int
    next: str | None
