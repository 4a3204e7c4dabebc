"""Moments in words, with no more precision than is known."""

from datetime import datetime

from app.domain import Precision
from app.store.pages import Period, When


def day(when: When) -> str:
    """As in "19 December 2024"."""
    return f"{when.at.day} {when.at:%B %Y}"


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


def moment(at: datetime) -> str:
    """As in "19 December 2024, 14.05 UTC"."""
    return f"{at.day} {at:%B %Y, %H.%M} UTC"


def machine_readable(when: When) -> str:
    """As in "2024-12-19" or "2024-12-19T14:05:00Z", for a datetime attribute."""
    return f"{when.at:%Y-%m-%dT%H:%M:%SZ}" if when.precision is Precision.TIME else f"{when.at:%Y-%m-%d}"
