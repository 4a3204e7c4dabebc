"""What routes are given: a session, and the query string checked and put into words of the house."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated

from fastapi import Depends, Path, Query, Request
from pydantic import AfterValidator, BeforeValidator

from app.domain import Act, Kind, SourcelightError, SourceType
from app.pipeline import Pipeline
from app.settings import Settings
from app.store.pages import ClaimFilter
from app.store.session import Session
from app.web.address import Address, Pairs, pairs_of

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
    return date.fromisoformat(str(value))


Text = Annotated[str, Query(max_length=200), AfterValidator(without_nul)]
Value = Annotated[str, AfterValidator(without_nul)]
Values = Annotated[list[Value], Query(max_length=MAX_VALUES, default_factory=list)]
Types = Annotated[list[SourceType], Query(max_length=len(SourceType), default_factory=list)]
Day = Annotated[date | None, BeforeValidator(_day)]
Cursor = Annotated[str | None, Query(max_length=500), AfterValidator(lambda value: value or None)]
Slug = Annotated[str, Path(max_length=300), AfterValidator(without_nul)]
Key = Annotated[str, Path(max_length=64), AfterValidator(without_nul)]
ArticleId = Annotated[int, Path(ge=1, le=MAX_ID)]


def get_session(request: Request) -> Iterator[Session]:
    with get_pipeline(request).session() as session:
        yield session


def get_pipeline(request: Request) -> Pipeline:
    pipeline: Pipeline = request.app.state.pipeline
    return pipeline


def get_settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


@dataclass(frozen=True, slots=True)
class ClaimQuery:
    """The filter of a list of claims, and the pairs of the query string that say the same."""

    filter: ClaimFilter
    pairs: Pairs

    def address(self, path: str) -> Address:
        return Address(path, self.pairs)


def get_claim_query(
    *,
    source: Values,
    kind: Annotated[list[Kind], Query(max_length=len(Kind), default_factory=list)],
    act: Annotated[list[Act], Query(max_length=len(Act), default_factory=list)],
    outlet: Values,
    relayed: Values,
    q: Text = "",
    since: Annotated[Day, Query(alias="from")] = None,
    until: Annotated[Day, Query(alias="to", description="this day included")] = None,
) -> ClaimQuery:
    """Filters: those of one name widen each other, those of different names narrow each other."""
    if since and until and since > until:
        raise ParameterError(f"from: {since} is later than to: {until}")
    return ClaimQuery(
        ClaimFilter(
            sources=tuple(source),
            kinds=tuple(kind),
            acts=tuple(act),
            outlets=tuple(outlet),
            relayed=tuple(relayed),
            q=q.strip(),
            since=_midnight(since) if since else None,
            # The last day there is has no morning after; the filter then has no end.
            until=_midnight(until + timedelta(days=1)) if until and until < date.max else None,
        ),
        pairs_of(
            {"source": source, "relayed": relayed, "kind": kind, "act": act, "outlet": outlet},
            {"q": q.strip(), "from": since, "to": until},
        ),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


Pipe = Annotated[Pipeline, Depends(get_pipeline)]
Setting = Annotated[Settings, Depends(get_settings)]
DbSession = Annotated[Session, Depends(get_session)]
Claims = Annotated[ClaimQuery, Depends(get_claim_query)]
