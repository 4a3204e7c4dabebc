"""When a source spoke: its claims by day, month or year, whichever makes a picture that can be read."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import takewhile

from sqlalchemy import ColumnElement, String, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.store import pages
from app.store.tables import Claim, ClaimSource, Part

DAYS = 62  # more are told by month
MONTHS = 60  # more are told by year


def timeline(session: Session, source_id: int) -> tuple[pages.Period, ...]:
    """From the first to the last claim, without gaps; one query."""
    day = day_of(session, Claim.sort_at)
    statement = (
        select(day, func.count())
        .join(ClaimSource, (ClaimSource.claim_id == Claim.id) & (ClaimSource.part == Part.BY))
        .where(ClaimSource.source_id == source_id, Claim.gone_at.is_(None))
        .group_by(day)
    )
    counts = {date.fromisoformat(name): number for name, number in session.execute(statement)}
    if not counts:
        return ()
    first, last = min(counts), max(counts)
    length = _length(first, last)
    sums: Counter[str] = Counter()
    for each, number in counts.items():
        sums[each.isoformat()[:length]] += number
    return tuple(
        pages.Period(start.isoformat()[:length], start, _end(start, length), sums[start.isoformat()[:length]])
        for start in takewhile(lambda start: start <= last, _starts(first, length))
    )


def day_of(session: Session, moment: InstrumentedAttribute[datetime]) -> ColumnElement[str]:
    """The day of a moment in UTC, 2031-01-05."""
    if session.get_bind().dialect.name == "sqlite":
        return func.strftime("%Y-%m-%d", moment, type_=String)
    return func.to_char(func.timezone("UTC", moment), "YYYY-MM-DD", type_=String)


def _length(first: date, last: date) -> int:
    """How much of 2031-01-05 names a period."""
    if (last - first).days < DAYS:
        return len("2031-01-05")
    months = (last.year - first.year) * 12 + last.month - first.month
    return len("2031-01") if months < MONTHS else len("2031")


def _starts(first: date, length: int) -> Iterator[date]:
    start = date.fromisoformat((first.isoformat()[:length] + "-01-01")[:10])
    while start < date.max:
        yield start
        start = _next(start, length)


def _next(start: date, length: int) -> date:
    if length == len("2031-01-05"):
        return start + timedelta(days=1)
    months = start.month if length == len("2031-01") else 12
    if start.year == date.max.year and months == 12:
        return date.max
    return date(start.year + months // 12, months % 12 + 1, 1)


def _end(start: date, length: int) -> date:
    """The last day of a period."""
    after = _next(start, length)
    return after if after == date.max else after - timedelta(days=1)
