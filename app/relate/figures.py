"""Figures in a claim: how much, of what, as of when."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from math import inf

from app.domain import Span
from app.relate.asof import Period, periods_of
from app.relate.counted import NOTHING, around
from app.relate.numbers import BOUND, HINT, LEAST, MOST, NUMBER, SCALES, lowered, significance, value_of

APPROXIMATE = 0.1  # "around 100" may be 90 or 110
MONEY = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₩": "won"}
UNITS = (
    r"percent(?:age points?)?|per cent|percentage points?|points?|%"
    r"|dollars?|euros?|pounds?|yen|won|roubles?|rubles?|kilomet(?:re|er)s?|km|miles?|met(?:re|er)s?|feet|tonn?es?|tons?|kilograms?|kg|lit(?:re|er)s?|barrels?"
    r"|hectares?|acres?|degrees?|knots?|mph|years?|months?|weeks?|days?|hours?|minutes?"
)
UNIT = UNITS.replace(" ", r"\s+")
FIGURE = re.compile(
    rf"""(?:\b(?P<bound>{BOUND})\s+)?
         (?P<money>[$€£¥₩])?
         (?P<low>{NUMBER})
         (?:\s*(?:-|–|to|and)\s*(?P<high>[$€£¥₩]?{NUMBER})(?=\s*(?:{UNIT}|[a-z])))?
         (?:[\s-]*(?P<unit>{UNIT})(?![a-z]))?""",
    re.VERBOSE,
)  # in small letters
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|of|until|from|before|after|during|early|late|mid)[\s-]+$", re.IGNORECASE
)
MONTH_DAY = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+$", re.IGNORECASE)
NEAR_NUMBER = 16  # code points before a number that tell whether it is a date
MONTH_AFTER = re.compile(
    r"\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


@dataclass(frozen=True, slots=True)
class Figure:
    """low to high (inf where open), in `unit`, of what is `counted` (stems); `at`: as of when.

    low and high leave room for rounding ("around 100" is 90 to 110); `stated` is as the words have
    it, None where open. `events` are the outcomes counted together: "killed or wounded" are two.
    `names` are the words with a capital among those counted: 3 Ruritanian ships are not 5 Borduran
    ships. Spans are of the text: `span` the figure ("at least 100"), `what` the words for what is
    counted ("divers were killed"), `phrase` both, `period` the words for as of when; an empty span
    where there are none.
    """

    span: Span
    low: float
    high: float
    unit: str = ""
    counted: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    at: date | None = None
    stated: tuple[float | None, float | None] = (None, None)
    what: Span = NOTHING
    phrase: Span = NOTHING
    period: Span = NOTHING


def _unit(match: re.Match[str]) -> str:
    if match["money"]:
        return MONEY[match["money"]]
    unit = match["unit"] or ""
    if unit in ("percent", "per cent", "%"):
        return "percent"
    if "point" in unit:
        return "points"
    return unit.rstrip("s")


def _range(match: re.Match[str]) -> tuple[tuple[float, float], float]:
    """From where to where, as stated, and the room for rounding on either side."""
    low = value_of(match["low"])
    bound = " ".join((match["bound"] or "").split())
    if match["high"]:
        high = value_of(match["high"].lstrip("".join(MONEY)))
        return (min(low, high), max(low, high)), 0.0
    # Dozens, thousands: from two of them to under ten.
    if match["low"].rstrip("s") in SCALES and match["low"][-1] == "s":
        return (2 * low, 10 * low), 0.0
    if re.fullmatch(LEAST, bound):
        return (low, inf), 0.0
    if re.fullmatch(MOST, bound):
        return (-inf, low), 0.0
    return (low, low), APPROXIMATE * abs(low) if bound else significance(match["low"]) / 2


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Whether a number is a year or a day of the month, and not a figure."""
    start, number = match.start("low"), match["low"]
    before = text[max(0, start - NEAR_NUMBER) : start]
    if match["unit"] or match["money"]:
        return False
    if YEAR.fullmatch(number) and (BEFORE_YEAR.search(before) or not match["bound"]):
        return True
    return bool(MONTH_DAY.search(before) or MONTH_AFTER.match(text, match.end()))


def _period(figure: Span, periods: tuple[Period, ...]) -> Period | None:
    """The nearest one; of two equally near, the one behind."""
    return min(
        periods,
        key=lambda each: max(each.span.start - figure.end, figure.start - each.span.end),
        default=None,
    )


@lru_cache(maxsize=1024)  # a claim is read when it is linked and when it is stored
def figures_of(text: str, published_at: datetime | None = None) -> tuple[Figure, ...]:
    """The figures of a text in order. published_at: what "on Monday" is counted from."""
    small = lowered(text)
    if not HINT.search(small):  # most claims have no figure, and are read quickly
        return ()
    periods = periods_of(text, published_at)
    today = published_at.date() if published_at else None
    found = []
    for match in FIGURE.finditer(small):
        if _is_date(text, match):
            continue
        (low, high), room = _range(match)
        span = Span(*match.span())
        beside = around(text, span)
        period = _period(span, periods)
        found.append(
            Figure(
                span=span,
                low=low - room,
                high=high + room,
                unit=_unit(match),
                counted=beside.counted,
                events=beside.events,
                names=beside.names,
                at=(period.last or today) if period else today,
                stated=(None if low == -inf else low, None if high == inf else high),
                what=beside.what,
                phrase=beside.phrase,
                period=period.span if period else NOTHING,
            )
        )
    return tuple(found)
