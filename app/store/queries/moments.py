"""Moments as words of SQL: the day and the month of one, and spans of time between two."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import (
    CTE,
    ColumnElement,
    Integer,
    SQLColumnExpression,
    String,
    column,
    func,
    type_coerce,
    values,
)
from sqlalchemy.orm import Session

from app.store.base import UtcDateTime

Moment = SQLColumnExpression[datetime] | SQLColumnExpression[datetime | None]


LAST = datetime.max.replace(tzinfo=UTC)


def as_rows(spans: Sequence[tuple[datetime, datetime | None]]) -> CTE:
    """Rows (place, since, until), the last not included: one statement for any number of spans of time."""
    rows = [(place, since, until or LAST) for place, (since, until) in enumerate(spans)]
    columns = column("place", Integer), column("since", UtcDateTime()), column("until", UtcDateTime())
    return values(*columns).data(rows).cte("spans")


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
