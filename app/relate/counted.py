"""What a figure counts, as the words beside it say."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain import Span
from app.relate.asof import WHEN
from app.relate.numbers import BOUND, NUMBER, lowered
from app.relate.words import stem_of

CLAUSE_END = re.compile(r"[,;:.!?–—()\n]|\b(?:who|which|that|because|while|when|after|before)\b")
WORD = re.compile(r"[^\W\d_]{2,}")
KILLED, HURT = "killed", "hurt"
OUTCOMES = {
    KILLED: "killed kill killing dead died die dies dying death deaths lives fatalities slain perished",
    HURT: "wounded wounding injured injuring injuries hurt hurting",
    "missing": "missing",
    "arrested": "arrested arresting detained detaining",
    "displaced": "displaced displacing evacuated",
    "captured": "captured capturing",
}
OUTCOME = {stem_of(word): outcome for outcome, words in OUTCOMES.items() for word in words.split()}
BOTH = frozenset(map(stem_of, ["casualties", "casualty"]))  # the killed and the hurt together
FILLING = (
    "a an the of in on at to for from by with or and as is are was were be been had has have it its "
    "their his her least more than about around some other another this there percent percentage point"
)
PLAIN = frozenset(map(stem_of, FILLING.split()))
COUNTED_END = re.compile(
    r"\s(?:in|on|at|by|for|from|with|during|near|against|as|to|into|over|between|this|last|and|but|or|was|were|is"
    r"|are|has|have|had|will|would|could|fighting)\b",
    re.IGNORECASE,
)
NEXT = re.compile(
    rf"\b(?:and|or|plus|with)\s+(?:that\s+)?(?:another\s+)?(?:(?:{BOUND})\s+)?{NUMBER}",
    re.VERBOSE,
)  # in small letters: "and another 1,000": what stands behind it is counted by that figure
NOTHING = Span(0, 0)
REACH = 60  # code points beside a figure in which what is counted may stand
BESIDE = re.compile(r"([^\W\d_]+)(?:\s+of)?\s+\Z")  # "killing" 30, "the lives of" 30


@dataclass(frozen=True, slots=True)
class Around:
    """What stands beside a figure."""

    counted: frozenset[str]
    events: frozenset[str]
    names: frozenset[str]
    what: Span
    phrase: Span


def _outcomes(stems: Iterable[str]) -> frozenset[str]:
    found = {OUTCOME[stem] for stem in stems if stem in OUTCOME}
    return frozenset(found | {KILLED, HURT} if BOTH & set(stems) else found)


def around(text: str, figure: Span) -> Around:
    """What is counted, and the outcomes named behind the figure, else before it."""
    after = text[figure.end : figure.end + REACH]
    end = CLAUSE_END.search(lowered(after))
    after = after[: end.start()] if end else after
    following = [found.start() for found in (WHEN.search(after), NEXT.search(lowered(after))) if found]
    after = after[: min(following, default=len(after))]
    words = [found.group() for found in WORD.finditer(after)]
    stems = [stem_of(word) for word in words]
    start = max(0, figure.start - REACH)
    before = CLAUSE_END.split(lowered(text[start : figure.start]))[-1]
    first = figure.start
    beside = BESIDE.search(text, start, first)
    if beside and (events := _outcomes([stem_of(beside[1])])):
        first = beside.start()
    else:
        events = _outcomes(stems) or _outcomes([stem_of(word) for word in WORD.findall(before)])
    what = _what(text, figure.end, after, to_outcome=first == figure.start)
    return Around(
        frozenset(stems[:5]) - PLAIN - OUTCOME.keys() - BOTH,
        events,
        frozenset(stem_of(word) for word in words[:5] if word[0].isupper()),
        what,
        Span(first, max(figure.end, what.end)),
    )


def _what(text: str, start: int, after: str, *, to_outcome: bool) -> Span:
    """The words behind a figure that say what is counted: to the last outcome, else to the first verb."""
    told = [found.end() for found in WORD.finditer(after) if _outcomes([stem_of(found.group())])]
    stop = COUNTED_END.search(after)
    end = told[-1] if told and to_outcome else stop.start() if stop else len(after)
    words = after[:end]
    if not words.strip(" -"):
        return Span(start, start)
    return Span(start + len(words) - len(words.lstrip(" -")), start + len(words.rstrip(" -")))
