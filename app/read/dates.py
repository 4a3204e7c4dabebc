"""What a written date tells: a moment in UTC, and how much of it was known."""

from datetime import UTC, datetime

from app.domain import Precision


def parse_date(written: str) -> tuple[datetime, Precision]:
    """Read an ISO 8601 date: alone it is midnight UTC with `date`, with time and zone it has `time`.

    A time without a zone could be off by most of a day, so that only its date counts.
    Raises ValueError for anything else.
    """
    moment = datetime.fromisoformat(written.strip())
    if moment.tzinfo is None:
        return datetime(moment.year, moment.month, moment.day, tzinfo=UTC), Precision.DATE
    try:
        return moment.astimezone(UTC), Precision.TIME
    except OverflowError as error:
        raise ValueError(f"{written} lies outside the years 1 to 9999 in UTC") from error


def written_date(at: datetime | None, precision: Precision) -> str:
    """What parse_date reads as this; empty for nothing."""
    if at is None or precision is Precision.NONE:
        return ""
    return at.date().isoformat() if precision is Precision.DATE else at.isoformat()
