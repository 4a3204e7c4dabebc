"""As of when a figure speaks: "on Monday", "over the weekend" are counted from the day of publication."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import dateparser

from app.domain import Span

DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WHEN = re.compile(
    rf"""\b(?:(?P<lead>as\ of|since|on|by|until|over|during|at|in|from|late|early)\s+)?(?:
        (?P<stretch>(?:the|this|last|that)\s+(?:past\s+)?(?:weekend|week|month|year))
      | (?P<year>(?<=\ )(?:19|20)\d\d(?![-\d,.]*\d))
      | (?P<month>(?<=\ ){MONTH}(?!\s*\d))
      | (?P<day>{MONTH}\s+\d{{1,2}}(?!\d)(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{MONTH}(?:\s+\d{{4}})?
          |\d{{4}}-\d\d-\d\d|(?:last\s+)?{DAY}|yesterday|today)
    )\b""",
    re.VERBOSE,
)
LEADS = ("in", "during", "by", "since", "until", "from")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKEND = 5  # Saturday, as a weekday
WEEK = 7  # days


@dataclass(frozen=True, slots=True)
class Period:
    """Words that say as of when, and the last day that they can mean; None where that is not known."""

    span: Span
    last: date | None


def periods_of(text: str, published_at: datetime | None) -> tuple[Period, ...]:
    """All that a text names, in order."""
    today = published_at.date() if published_at and published_at.year > 1 else None
    return tuple(
        Period(Span(*match.span()), _last(match, today))
        for match in WHEN.finditer(text)
        if not (match["year"] or match["month"]) or match["lead"] in LEADS
    )


def _last(match: re.Match[str], today: date | None) -> date | None:
    if match["lead"] in ("since", "from"):
        return today
    if match["year"]:
        end = date(int(match["year"]), 12, 31)
        return min(end, today) if today else end
    if match["stretch"]:
        return _end_of(match["stretch"], today) if today else None
    return _day(match["day"] or match["month"], today)


def _end_of(stretch: str, today: date) -> date:
    """The last day of "the weekend", "last week"; of one that goes on, today."""
    unit = stretch.rsplit(maxsplit=1)[-1]
    if unit == "weekend":
        return today if today.weekday() >= WEEKEND else today - timedelta(days=today.weekday() + 1)
    if not stretch.startswith("last"):
        return today
    first = {"week": today - timedelta(days=today.weekday()), "month": today.replace(day=1)}
    start = first.get(unit, today.replace(month=1, day=1))
    return start - timedelta(days=1) if start > date.min else start


@lru_cache(maxsize=4096)
def _day(words: str, today: date | None) -> date | None:
    if today is None and not re.search(r"\d{4}", words):
        return None
    if today and words == DAYS[today.weekday()]:  # "on Friday" in Friday's paper is that day
        return today
    words = words.removeprefix("last ")
    base = datetime(today.year, today.month, today.day) if today else datetime(2000, 1, 1)
    counted = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past", "PREFER_DAY_OF_MONTH": "last"}
    found = dateparser.parse(words, languages=["en"], settings=counted)
    return found.date() if found else today
