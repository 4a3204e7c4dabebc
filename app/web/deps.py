"""What routes are given: a session, and the query string checked and put into words of the house."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Request
from pydantic import AfterValidator, BeforeValidator, WithJsonSchema

from app.domain import Act, Kind, SourcelightError, SourceType
from app.pipeline import Pipeline
from app.read import Fetcher
from app.settings import Settings
from app.store import queries
from app.store.pages import ClaimFilter
from app.store.session import Session
from app.web.address import Address, Pairs, pairs_of
from app.worker import Worker

MAX_ID = 2**63 - 1
MAX_VALUES = 64


class ParameterError(SourcelightError):
    """A value in the query string that cannot be meant; the message names the parameter."""


def without_nul(value: str) -> str:
    """Raises ValueError for a text that no database takes."""
    if "\0" in value:
        raise ValueError("holds a NUL, which no text here does")
    return value


def _day(value: object) -> object:
    """A form sends a date that was not filled in as an empty text."""
    if not value or isinstance(value, date):
        return value or None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError("must be a day such as 2031-01-05") from error


Text = Annotated[str, Query(max_length=200), AfterValidator(without_nul)]
Value = Annotated[str, AfterValidator(without_nul)]
Values = Annotated[list[Value], Query(max_length=MAX_VALUES, default_factory=list)]
Types = Annotated[list[SourceType], Query(max_length=len(SourceType), default_factory=list)]
Day = Annotated[
    date | None,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "anyOf": [{"format": "date"}, {"maxLength": 0}]}),
]
YesOrNo = Annotated[Literal["yes", "no", ""], Query()]
Cursor = Annotated[str | None, Query(max_length=500), AfterValidator(lambda value: value or None)]
Slug = Annotated[str, Path(max_length=300), AfterValidator(without_nul)]
Key = Annotated[str, Path(max_length=64), AfterValidator(without_nul)]
ArticleId = Annotated[int, Path(ge=1, le=MAX_ID)]
Version = Annotated[int | None, Query(ge=1, le=MAX_ID, description="of an article’s text")]


def get_session(request: Request) -> Iterator[Session]:
    with get_pipeline(request).session() as session:
        request.app.state.recall.lend(session)
        yield session


def get_pipeline(request: Request) -> Pipeline:
    pipeline: Pipeline = request.app.state.pipeline
    return pipeline


def get_fetcher(request: Request) -> Fetcher:
    fetcher: Fetcher = request.app.state.fetcher
    return fetcher


def get_worker(request: Request) -> Worker:
    worker: Worker = request.app.state.worker
    return worker


def get_settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


@dataclass(frozen=True, slots=True)
class Days:
    """The days from= and to=, both included, as moments: `since` inclusive, `until` exclusive."""

    first: date | None
    last: date | None

    @property
    def since(self) -> datetime | None:
        return _midnight(self.first) if self.first else None

    @property
    def until(self) -> datetime | None:
        """None for the last day there is, which has no morning after."""
        return _midnight(self.last + timedelta(days=1)) if self.last and self.last < date.max else None

    @property
    def values(self) -> dict[str, object]:
        return {"from": self.first, "to": self.last}


def get_days(
    first: Annotated[Day, Query(alias="from")] = None,
    last: Annotated[Day, Query(alias="to", description="this day included")] = None,
) -> Days:
    if first and last and first > last:
        raise ParameterError(f"from: {first} is later than to: {last}")
    return Days(first, last)


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """The filter of a list of claims, and the pairs of the query string that say the same."""

    filter: ClaimFilter
    pairs: Pairs

    def address(self, path: str) -> Address:
        return Address(path, self.pairs)

    def as_it_stands(self, session: Session) -> "ClaimQuery":
        """The same query, with merged sources' slugs as those of the sources that stand for them."""
        wanted = queries.as_they_stand(session, self.filter)
        slugs = {"source": wanted.sources, "without": wanted.without, "relayed": wanted.relayed}
        rest = (pair for pair in self.pairs if pair[0] not in slugs)
        return ClaimQuery(wanted, (*pairs_of(slugs), *rest))


def get_claim_query(
    *,
    source: Values,
    kind: Annotated[list[Kind], Query(max_length=len(Kind), default_factory=list)],
    act: Annotated[list[Act], Query(max_length=len(Act), default_factory=list)],
    outlet: Values,
    relayed: Values,
    without: Values,
    type: Types,
    hedged: YesOrNo = "",
    nested: YesOrNo = "",
    named: YesOrNo = "",
    q: Text = "",
    days: Annotated[Days, Depends(get_days)],
) -> ClaimQuery:
    """Filters: those of one name widen each other, those of different names narrow each other."""
    return ClaimQuery(
        ClaimFilter(
            sources=tuple(source),
            kinds=tuple(kind),
            acts=tuple(act),
            outlets=tuple(outlet),
            relayed=tuple(relayed),
            q=q.strip(),
            since=days.since,
            until=days.until,
            without=tuple(without),
            types=tuple(type),
            hedged=_is_yes(hedged),
            nested=_is_yes(nested),
            named=_is_yes(named),
        ),
        pairs_of(
            {
                "source": source,
                "without": without,
                "type": type,
                "relayed": relayed,
                "kind": kind,
                "act": act,
                "outlet": outlet,
            },
            {"q": q.strip(), "hedged": hedged, "nested": nested, "named": named, **days.values},
        ),
    )


def _is_yes(value: str) -> bool | None:
    return value == "yes" if value else None


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


Pipe = Annotated[Pipeline, Depends(get_pipeline)]
Fetch = Annotated[Fetcher, Depends(get_fetcher)]
Work = Annotated[Worker, Depends(get_worker)]
Setting = Annotated[Settings, Depends(get_settings)]
DbSession = Annotated[Session, Depends(get_session)]
DayRange = Annotated[Days, Depends(get_days)]
Claims = Annotated[ClaimQuery, Depends(get_claim_query)]
