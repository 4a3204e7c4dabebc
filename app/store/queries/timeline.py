"""When a source spoke: its claims by day, month or year, whichever makes a picture that can be read."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import takewhile

from sqlalchemy import CTE, ColumnElement, ScalarSelect, func, select
from sqlalchemy.orm import Session

from app.store import pages
from app.store.queries.dates import span_of
from app.store.queries.moments import counts_in, day_of
from app.store.tables import ClaimSource, Part, Source

MANY = 10_000  # claims; to look at all takes too long
DAYS = 62  # more are told by month
MONTHS = 60  # more are told by year


def timeline(session: Session, source: Source) -> tuple[pages.Period, ...]:
    """From the first to the last claim, without gaps; three queries at most."""
    said = (ClaimSource.source_id == source.id, ClaimSource.part == Part.BY, ClaimSource.sort_at.is_not(None))
    if source.claims > MANY:
        return _in_spans(session, source, said)
    day = day_of(session, ClaimSource.sort_at)
    statement = select(day, func.count()).where(*said).group_by(day)
    counts = {date.fromisoformat(name): number for name, number in session.execute(statement)}
    if not counts:
        return ()
    periods = _periods(min(counts), max(counts))
    sums: Counter[str] = Counter()
    for each, number in counts.items():
        sums[each.isoformat()[: len(periods[0].name)]] += number
    return tuple(replace(period, claims=sums[period.name]) for period in periods)


def _in_spans(
    session: Session, source: Source, said: Sequence[ColumnElement[bool]]
) -> tuple[pages.Period, ...]:
    """The same by looking up where in an index each period begins and ends."""
    moment = ClaimSource.sort_at
    first, last = (session.scalars(select(each(moment)).where(*said)).one() for each in (func.min, func.max))
    periods = _periods(first.date(), last.date()) if first and last else ()

    def count(span: CTE) -> ScalarSelect[int]:
        inside = (*said, moment >= span.c.since, moment < span.c.until)
        return select(func.count()).where(*inside).scalar_subquery()

    numbers = counts_in(session, [span_of(each) for each in periods], count)
    return tuple(replace(period, claims=number) for period, number in zip(periods, numbers, strict=True))


def _periods(first: date, last: date) -> tuple[pages.Period, ...]:
    """Without their claims."""
    length = _length(first, last)
    return tuple(
        pages.Period(start.isoformat()[:length], start, _end(start, length), 0)
        for start in takewhile(lambda start: start <= last, _starts(first, length))
    )


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
