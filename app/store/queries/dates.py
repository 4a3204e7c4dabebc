"""The filter by date: the months in which there is something, or the years where there are many."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy.orm import Session

from app.store.pages import Period
from app.store.queries.moments import Span
from app.store.queries.windows import Chosen, Window
from app.store.recall import recalled

MONTHS = 12  # more are told by year, with the months of years that are chosen
YEAR = len("2031")  # of 2031-05


def facet(
    session: Session,
    chosen: Chosen,
    window: Window,
    oldest: Callable[[], datetime | None],
    count: Callable[[Sequence[Span]], Sequence[int]],
) -> tuple[Period, ...]:
    """How many there are by month, newest first; the months of a year come after it.

    The window leaves out the filter by date. Where more pass than it holds, `count` says how many
    there are in each span of time, at most one more than it holds; with a question (q), which takes
    too long to ask of each, they are those in the window.
    """

    def ask() -> tuple[Period, ...]:
        months, opened = window.counts["month"], _years(chosen.since, chosen.until)
        first = oldest() if window.more else None
        if first is None or not months:
            return _periods(months, _by_year(months, opened) if len(months) > MONTHS else months)
        periods = _periods(months, _every(first.date(), date.fromisoformat(f"{max(months)}-01"), opened))
        if chosen.q:
            return tuple(replace(each, at_least=True) for each in periods)
        numbers = count([span_of(each) for each in periods])
        return tuple(
            replace(period, claims=min(number, window.size), at_least=number > window.size)
            for period, number in zip(periods, numbers, strict=True)
            if number
        )

    return ask() if chosen.q else recalled(session, ("dates", chosen), tuple, ask)


def span_of(period: Period) -> Span:
    return _morning(period.since), _morning(
        period.until + timedelta(days=1)
    ) if period.until < date.max else None


def _periods(months: Mapping[str, int], names: Iterable[str]) -> tuple[Period, ...]:
    """Of months and years by name, with the claims of the months in them."""
    claims = Counter[str]()
    for month, number in months.items():
        claims[month] += number
        claims[month[:YEAR]] += number
    newest_first = sorted(names, key=lambda name: f"{name}~", reverse=True)  # 2031 before 2031-05
    return tuple(Period(name, *_days(name), claims[name]) for name in newest_first)


def _by_year(months: Iterable[str], opened: set[int]) -> set[str]:
    """The years of these months, and the months of those that are opened."""
    years = {month[:YEAR] for month in months}
    return years | {month for month in months if int(month[:YEAR]) in opened}


def _every(first: date, last: date, opened: set[int]) -> Iterator[str]:
    """All months between two days, or all years and the months of those that are opened."""
    is_short = (last.year - first.year) * 12 + last.month - first.month < MONTHS
    for year in range(first.year, last.year + 1):
        if not is_short:
            yield f"{year:04}"
        if is_short or year in opened:
            months = (date(year, month, 1) for month in range(1, 13))
            yield from (_month(each) for each in months if first.replace(day=1) <= each <= last)


def _days(name: str) -> tuple[date, date]:
    """The first and the last day of a month or a year."""
    since = date.fromisoformat(f"{name}-01-01"[: len("2031-05-01")])
    if len(name) == YEAR:
        return since, since.replace(month=12, day=31)
    return since, since.replace(day=monthrange(since.year, since.month)[1])


def _month(day: date) -> str:
    return day.isoformat()[: len("2031-05")]


def _morning(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


def _years(since: datetime | None, until: datetime | None) -> set[int]:
    """The years that a filter by date begins and ends in."""
    last = until - timedelta(days=1) if until is not None else None
    return {each.year for each in (since, last) if each is not None}
