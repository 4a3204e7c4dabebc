"""Moments in words, with no more precision than is known."""

from calendar import monthrange
from datetime import date, datetime

from app.domain import Precision
from app.store.pages import Period, When


def day(when: When) -> str:
    """As in "19 December 2024"."""
    return _day_of(when.at)


def in_words(when: When) -> str:
    """As in "19 December 2024, 14.05 UTC"; without a date, when the article came in, and that it says so."""
    match when.precision:
        case Precision.NONE:
            return f"no date; came in {day(when)}"
        case Precision.DATE:
            return day(when)
        case Precision.TIME:
            return f"{day(when)}, {when.at:%H.%M} UTC"


def span_of_time(period: Period) -> str:
    """As in "5 January 2031", "January 2031" or "2031", by what the period is."""
    if period.since == period.until:
        return f"{period.since.day} {period.since:%B %Y}"
    return f"{period.since:%B %Y}" if period.since.month == period.until.month else f"{period.since:%Y}"


def days_in_words(first: date | None, last: date | None) -> str:
    """As in "in January 2031", "on 5 January 2031", "from 2 May 2031 to 3 May 2031", "since 2 May 2031"."""
    if first is None:
        return f"until {_day_of(last)}" if last else "at any time"
    if last is None:
        return f"since {_day_of(first)}"
    if first == last:
        return f"on {_day_of(first)}"
    is_whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1] and first.year == last.year
    if is_whole and first.month == last.month:
        return f"in {first:%B} {first.year}"
    if is_whole and (first.month, last.month) == (1, 12):
        return f"in {first.year}"
    return f"from {_day_of(first)} to {_day_of(last)}"


def _day_of(each: date) -> str:
    return f"{each.day} {each:%B} {each.year}"


def moment(at: datetime) -> str:
    """As in "19 December 2024, 14.05 UTC"."""
    return f"{at.day} {at:%B %Y, %H.%M} UTC"


def machine_readable(when: When) -> str:
    """As in "2024-12-19" or "2024-12-19T14:05:00Z", for a datetime attribute."""
    return f"{when.at:%Y-%m-%dT%H:%M:%SZ}" if when.precision is Precision.TIME else f"{when.at:%Y-%m-%d}"


def stored_form(at: datetime | None, precision: Precision) -> str:
    """As it is written into a form: "2024-12-19", "2024-12-19T14:05+00:00", or nothing."""
    if at is None or precision is Precision.NONE:
        return ""
    return f"{at:%Y-%m-%d}" if precision is Precision.DATE else f"{at:%Y-%m-%dT%H:%M}+00:00"
