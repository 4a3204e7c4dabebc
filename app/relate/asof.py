"""As of when a claim speaks: "on Monday" is counted from the day when its article came out."""

import re
from datetime import date, datetime

import dateparser

DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
WHEN = re.compile(
    rf"\b(?:{MONTH}\s+\d{{1,2}}(?:,?\s+\d{{4}})?|\d{{1,2}}\s+{MONTH}(?:\s+\d{{4}})?"
    rf"|\d{{4}}-\d\d-\d\d|{DAY}|yesterday|today)\b"
)


def date_of(text: str, published_at: datetime | None) -> date | None:
    """The first date that a text names, else the day of publication, else None."""
    match = WHEN.search(text)
    if match is None or (published_at is None and not re.search(r"\d{4}", match[0])):
        return published_at.date() if published_at else None
    base = published_at.replace(tzinfo=None) if published_at else datetime(2000, 1, 1)
    found = dateparser.parse(
        match[0], languages=["en"], settings={"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
    )
    return found.date() if found else base.date()
