"""Figures in a claim: how much, of what, as of when; and whether two of them can both hold."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from math import inf

from app.domain import Span
from app.relate.asof import WHEN, date_of
from app.relate.numbers import NUMBER, SCALES, significance, value_of
from app.relate.words import stem_of

APPROXIMATE = 0.1  # "around 100" may be 90 or 110
LEAST = r"at least|more than|over|above|upwards of|exceed(?:s|ed|ing)?|no fewer than|no less than|minimum of"
MOST = r"at most|up to|fewer than|less than|under|below|no more than|as (?:many|much|long|high) as|maximum of"
ABOUT = r"about|around|approximately|roughly|some|nearly|almost|close to|an estimated|estimated|more or less"
MONEY = {"$": "dollars", "€": "euros", "£": "pounds", "¥": "yen", "₩": "won"}
UNITS = (
    r"percent(?:age points?)?|per cent|percentage points?|points?|%"
    r"|dollars?|euros?|pounds?|yen|won|roubles?|rubles?|kilomet(?:re|er)s?|km|miles?|met(?:re|er)s?|feet|tonn?es?|tons?|kilograms?|kg|lit(?:re|er)s?|barrels?"
    r"|hectares?|acres?|degrees?|years?|months?|weeks?|days?|hours?|minutes?"
)
BOUND = f"{LEAST}|{MOST}|{ABOUT}".replace(" ", r"\s+")
UNIT = UNITS.replace(" ", r"\s+")
FIGURE = re.compile(
    rf"""(?:\b(?P<bound>{BOUND})\s+)?
         (?P<money>[$€£¥₩])?
         (?P<low>{NUMBER})
         (?:\s*(?:-|–|to|and)\s*(?P<high>[$€£¥₩]?{NUMBER})(?=\s*(?:{UNIT}|[a-z])))?
         (?:[\s-]*(?P<unit>{UNIT})(?![A-Za-z]))?""",
    re.VERBOSE | re.IGNORECASE,
)
YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
BEFORE_YEAR = re.compile(
    r"\b(?:in|since|by|of|until|from|before|after|during|early|late|mid)[\s-]+$", re.IGNORECASE
)
MONTH_DAY = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?\s+$", re.IGNORECASE)
MONTH_AFTER = re.compile(
    r"\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
CLAUSE_END = re.compile(
    r"[,;:.!?–—()\n]|\b(?:who|which|that|because|while|when|after|before)\b", re.IGNORECASE
)
WORD = re.compile(r"[^\W\d_]{2,}")
OUTCOMES = "killed dead died deaths wounded injured hurt missing arrested detained displaced captured"
EVENTS = frozenset(map(stem_of, OUTCOMES.split()))
FILLING = (
    "a an the of in on at to for from by with or and as is are was were be been had has have it its "
    "their his her least more than about around some other this there percent percentage point"
)
PLAIN = frozenset(map(stem_of, FILLING.split()))
REACH = 60  # code points after a figure in which what is counted may stand


@dataclass(frozen=True, slots=True)
class Figure:
    """low to high (inf where open), in `unit`, of what is `counted` (stems); `at`: as of when.

    `events` are the outcomes counted together: "killed or wounded" are two. `names` are the words
    with a capital among those counted: 3 Ruritanian ships are not 5 Borduran ships.
    """

    span: Span
    low: float
    high: float
    unit: str = ""
    counted: frozenset[str] = frozenset()
    events: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    at: date | None = None


def _unit(match: re.Match[str]) -> str:
    if match["money"]:
        return MONEY[match["money"]]
    unit = (match["unit"] or "").lower()
    if unit in ("percent", "per cent", "%"):
        return "percent"
    if "point" in unit:
        return "points"
    return unit.rstrip("s")


def _range(match: re.Match[str]) -> tuple[float, float]:
    low = value_of(match["low"])
    bound = " ".join((match["bound"] or "").lower().split())
    if match["high"]:
        high = value_of(match["high"].lstrip("".join(MONEY)))
        return min(low, high), max(low, high)
    if (
        match["low"].lower().rstrip("s") in SCALES and match["low"][-1] in "sS"
    ):  # dozens, thousands: from two of them to under ten
        return 2 * low, 10 * low
    if re.fullmatch(LEAST, bound):
        return low, inf
    if re.fullmatch(MOST, bound):
        return -inf if low < 0 else 0.0, low
    slack = APPROXIMATE * abs(low) if bound else significance(match["low"]) / 2
    return low - slack, low + slack


def _is_date(text: str, match: re.Match[str]) -> bool:
    """Whether a number is a year or a day of the month, and not a figure."""
    before, number = text[: match.start("low")], match["low"]
    if match["unit"] or match["money"]:
        return False
    if YEAR.fullmatch(number) and (BEFORE_YEAR.search(before) or not match["bound"]):
        return True
    return bool(MONTH_DAY.search(before) or MONTH_AFTER.match(text, match.end()))


def _around(text: str, match: re.Match[str]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """What is counted, the outcomes named beside the figure, before or behind, and the names behind."""
    after = text[match.end() : match.end() + REACH]
    end = CLAUSE_END.search(after)
    after = after[: end.start()] if end else after
    before = CLAUSE_END.split(text[max(0, match.start() - REACH) : match.start()])[-1]
    words = WORD.findall(WHEN.sub(" ", after))
    behind = [stem_of(word) for word in words]
    ahead = [stem_of(word) for word in WORD.findall(before)]
    events = frozenset(behind) & EVENTS or frozenset(ahead) & EVENTS
    counted = frozenset(behind[:5]) - PLAIN - EVENTS
    return counted, events, frozenset(stem_of(word) for word in words[:5] if word[0].isupper())


def figures_of(text: str, published_at: datetime | None = None) -> tuple[Figure, ...]:
    """The figures of a text in order. published_at: what "on Monday" is counted from."""
    at = date_of(text, published_at)
    found = []
    for match in FIGURE.finditer(text):
        if _is_date(text, match):
            continue
        low, high = _range(match)
        around = _around(text, match)
        found.append(Figure(Span(*match.span()), low, high, _unit(match), *around, at))
    return tuple(found)


def same_quantity(a: Figure, b: Figure) -> bool:
    """Whether two figures measure the same: one unit, and the same counted or the same outcome."""
    if a.unit != b.unit or (a.names and b.names and not a.names & b.names):
        return False
    one_kind = bool(a.counted & b.counted)
    unsaid = not a.counted or not b.counted
    if a.events or b.events:
        return bool(a.events & b.events) and (one_kind or unsaid)
    return one_kind or (bool(a.unit) and unsaid)


def can_both_hold(a: Figure, b: Figure) -> bool:
    """Whether two figures for the same quantity can both be true.

    A part never exceeds its whole: 30 killed and 100 killed or wounded can both hold, 100 killed
    and 30 killed or wounded cannot. A count may grow, so the later of two dates may have the more.
    """
    if a.events < b.events:
        return a.low <= b.high
    if b.events < a.events:
        return b.low <= a.high
    if a.at and b.at and a.at != b.at and not a.unit:
        earlier, later = (a, b) if a.at < b.at else (b, a)
        return earlier.low <= later.high
    return a.low <= b.high and b.low <= a.high


def rivals(a: tuple[Figure, ...], b: tuple[Figure, ...]) -> tuple[Figure, Figure] | None:
    """The first two figures for one quantity that cannot both hold, unless two others are equal."""
    pairs = [(x, y) for x in a for y in b if same_quantity(x, y)]
    apart = [pair for pair in pairs if not can_both_hold(*pair)]
    return apart[0] if apart and len(apart) == len(pairs) else None
