"""The filter by date: the months in which there is something, or the years where there are many."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.store.pages import Period
from app.store.queries.timeline import day_of

MONTHS = 12  # more are told by year, with the months of years that are chosen


def dates(
    session: Session,
    moment: InstrumentedAttribute[datetime],
    where: Sequence[ColumnElement[bool]],
    *,
    since: datetime | None,
    until: datetime | None,
) -> tuple[Period, ...]:
    """How many rows there are by month, newest first; the months of a year come after it.

    `where` is all filters but the one by date, which is `since` (inclusive) and `until` (exclusive).
    One query.
    """
    month = func.substr(day_of(session, moment), 1, len("2031-01"))
    statement = select(month, func.count()).where(*where).group_by(month).order_by(month.desc())
    months = [_month(name, count) for name, count in session.execute(statement)]
    if len(months) <= MONTHS:
        return tuple(months)
    last = until - timedelta(days=1) if until is not None else None
    return tuple(_by_year(months, {each.year for each in (since, last) if each is not None}))


def _month(name: str, count: int) -> Period:
    since = date.fromisoformat(f"{name}-01")
    next_one = (since.replace(day=28) + timedelta(days=4)).replace(day=1) if name != "9999-12" else None
    return Period(name, since, next_one - timedelta(days=1) if next_one else date.max, count)


def _by_year(months: Sequence[Period], opened: set[int]) -> Iterator[Period]:
    for year, each in groupby(months, lambda period: period.since.year):
        inside = list(each)
        claims = sum(period.claims for period in inside)
        yield Period(f"{year:04}", date(year, 1, 1), date(year, 12, 31), claims)
        if year in opened:
            yield from inside
