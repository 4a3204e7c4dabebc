"""The filter by date: the months in which there is something, or the years where there are many."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby

from app.store.pages import Period
from app.store.queries.windows import Window

MONTHS = 12  # more are told by year, with the months of years that are chosen

Span = tuple[datetime, datetime | None]  # the second not included; None: without end


def facet(
    window: Window,
    oldest: Callable[[], datetime | None],
    count: Callable[[Sequence[Span]], Sequence[int]] | None,
    *,
    since: datetime | None,
    until: datetime | None,
) -> tuple[Period, ...]:
    """How many there are by month, newest first; the months of a year come after it.

    The window leaves out the filter by date, which is `since` (inclusive) and `until` (exclusive).
    Where more pass than it holds, `count` says how many there are in each span of time, at most one
    more than it holds; without `count`, they are those in the window.
    """
    months, chosen = window.counts["month"], _years(since, until)
    first = oldest() if window.more else None
    if first is None or not months:
        return _periods(months, chosen)
    every = {month.isoformat()[:7]: 0 for month in _months(first.date(), _begin(max(months)))}
    periods = _periods({**every, **months}, chosen)
    spans = [span_of(each) for each in periods]
    if count is None:
        return tuple(replace(each, at_least=True) for each in periods)
    cap = window.size
    return tuple(
        replace(period, claims=min(number, cap), at_least=number > cap)
        for period, number in zip(periods, count(spans), strict=True)
        if number
    )


def span_of(period: Period) -> Span:
    return _morning(period.since), _morning(
        period.until + timedelta(days=1)
    ) if period.until < date.max else None


def _periods(months: Mapping[str, int], opened: set[int]) -> tuple[Period, ...]:
    periods = [_month(name, months[name]) for name in sorted(months, reverse=True)]
    return tuple(periods) if len(periods) <= MONTHS else tuple(_by_year(periods, opened))


def _months(first: date, last: date) -> Iterator[date]:
    month = first.replace(day=1)
    while month <= last:
        yield month
        if (month.year, month.month) == (date.max.year, date.max.month):
            return
        month = (month + timedelta(days=31)).replace(day=1)


def _begin(month: str) -> date:
    return date.fromisoformat(f"{month}-01")


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _years(since: datetime | None, until: datetime | None) -> set[int]:
    """The years that a filter by date begins and ends in."""
    last = until - timedelta(days=1) if until is not None else None
    return {each.year for each in (since, last) if each is not None}


def _month(name: str, count: int) -> Period:
    since = _begin(name)
    next_one = (since.replace(day=28) + timedelta(days=4)).replace(day=1) if name != "9999-12" else None
    return Period(name, since, next_one - timedelta(days=1) if next_one else date.max, count)


def _by_year(months: Sequence[Period], opened: set[int]) -> Iterator[Period]:
    for year, each in groupby(months, lambda period: period.since.year):
        inside = list(each)
        claims = sum(period.claims for period in inside)
        yield Period(f"{year:04}", date(year, 1, 1), date(year, 12, 31), claims)
        if year in opened:
            yield from inside
