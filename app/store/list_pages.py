"""What the queries return of lists that are made of other lists: words in context, and the front page."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain import SourceType
from app.store.pages import ArticleRef, Chip, ClaimsPage, Facet


@dataclass(frozen=True, slots=True)
class ArticleFilter:
    """The query string of the list of articles: words of titles and texts, outlets, and a time."""

    q: str = ""
    outlets: tuple[str, ...] = ()
    since: datetime | None = None  # inclusive
    until: datetime | None = None  # exclusive


@dataclass(frozen=True, slots=True)
class SourceFilter:
    """The query string of the list of sources: a part of a name or alias, and types."""

    q: str = ""
    types: tuple[SourceType, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A place where a sentence with a claim holds the words that were asked for."""

    claim: str  # id
    sources: tuple[Chip, ...]
    article: ArticleRef
    before: str
    words: str
    after: str
    said_before: int  # code points at the end of `before` that are the claim's own
    said_after: int  # code points at the start of `after` that are


@dataclass(frozen=True, slots=True)
class Concordance:
    """The lines of the newest claims that fit. `page.rows` are the claims that were looked at."""

    page: ClaimsPage
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """Named sources with the number of their claims in the week that ends with the newest article."""

    since: date
    until: date  # inclusive
    sources: tuple[Facet, ...]  # most claims first
