"""The day and the month of a moment, as words of SQL."""

from datetime import datetime

from sqlalchemy import ColumnElement, SQLColumnExpression, String, func, type_coerce
from sqlalchemy.orm import Session

Moment = SQLColumnExpression[datetime] | SQLColumnExpression[datetime | None]


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
