"""Moments as words of SQL: the day and the month of one, and spans of time between two."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    ScalarSelect,
    SQLColumnExpression,
    String,
    column,
    func,
    select,
    type_coerce,
    values,
)
from sqlalchemy.orm import Session

from app.store.base import UtcDateTime

Moment = SQLColumnExpression[datetime] | SQLColumnExpression[datetime | None]

Span = tuple[datetime, datetime | None]  # the second not included; None: without end
LAST = datetime.max.replace(tzinfo=UTC)


def counts_in(
    session: Session, spans: Sequence[Span], count: Callable[[CTE], ScalarSelect[int]]
) -> list[int]:
    """What is counted in each span of time; one query. `count` is given a row (place, since, until)."""
    if not spans:
        return []
    rows = [(place, since, until or LAST) for place, (since, until) in enumerate(spans)]
    columns = column("place", Integer), column("since", UtcDateTime()), column("until", UtcDateTime())
    spans_as_rows = values(*columns).data(rows).cte("spans")  # one statement for any number of spans
    counted = select(spans_as_rows.c.place, count(spans_as_rows))
    numbers: dict[int, int] = dict(session.execute(counted).all())
    return [numbers[place] for place in range(len(spans))]


def day_of(session: Session, moment: Moment) -> ColumnElement[str]:
    """The day of a moment in UTC, 2031-01-05."""
    return _beginning(session, moment, "2031-01-05")


def month_of(session: Session, moment: Moment) -> ColumnElement[str]:
    """The month of a moment in UTC, 2031-01."""
    return _beginning(session, moment, "2031-01")


def _beginning(session: Session, moment: Moment, like: str) -> ColumnElement[str]:
    if session.get_bind().dialect.name == "sqlite":  # which keeps moments as texts
        return func.substr(type_coerce(moment, String), 1, len(like), type_=String)
    return func.substr(func.to_char(func.timezone("UTC", moment), "YYYY-MM-DD"), 1, len(like), type_=String)
