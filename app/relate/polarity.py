"""Whether a claim says yes or no: denials in its cue, negations and opposites in its words."""

import re
from collections.abc import Iterable

from app.relate.words import stem_of

NEGATION = re.compile(
    r"""\b(?:
        no|not|never|neither|nor|none|nobody|nothing|without|cannot|unable|impossible|lack\w*|fail\w*
      | refus\w*|den(?:y|ies|ied|ying|ial\w*)|reject\w*|disput\w*|dismiss\w*|oppos\w*|against|contrary
      | contradict\w*
      | false\w*|untrue|wrong\w*|lie[sd]?|lying|hoax|baseless|unfounded|unsubstantiated|fabricated|mistaken\w*
      | mislead\w*|exaggerat\w*|doubt\w*|sk?[ec]ptic\w*|instead|but|however|although|rather
    )\b|n[’']t\b""",
    re.VERBOSE,
)  # in small letters
# What turns a statement round, and nothing less: these are counted, so that two of them cancel.
REVERSAL = re.compile(r"\b(?:not|never|no longer|cannot|false|untrue|nor)\b|n[’']t\b")
DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:e[sd]?|ing)|refut\w+|reject\w*|rebut\w*|contradict\w*)\b",
    re.IGNORECASE,
)
# Cues that answer what another said, and say no to it.
ANSWER = re.compile(
    r"""\b(?:
        den(?:y|ies|ied|ying)|disput\w+|dismiss\w+|rebut\w*|refut\w+|contradict\w*|disagree\w*|reject\w+
      | fire[sd]\ back|push\w*\ back|counter(?:s|ed)|debunk\w*|challenged|defend(?:s|ed|ing)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
PAIRS = """
    accept reject, agree disagree, alive dead, allow ban, allow forbid, approve reject, attack defend,
    bad good, begin end, best worst, better worse, biased fair, big small, buy sell, cause prevent,
    close open, confirm deny, criticise praise, criticize praise, cut raise, dangerous safe, decrease
    increase, defeat victory, distrust trust, enter leave, exclude include, fail succeed, fair unfair,
    fall rise, false true, fear hope, few many, gain lose, grow shrink, guilty innocent, harm help, hate
    like, hide release, high low, higher lower, honest liar, illegal legal, important trivial,
    impossible possible, join leave, lead trail, leave stay, less more, lie truth, lose win, loss
    profit, lower raise, majority minority, no yes, oppose support, peace war, protect threaten, ready
    unprepared, release withhold, right wrong, stable unstable, start stop, strengthen weaken, strong
    weak
"""
OPPOSITES: dict[str, frozenset[str]] = {}
for _pair in PAIRS.split(","):
    _a, _b = map(stem_of, _pair.split())
    OPPOSITES[_a] = OPPOSITES.get(_a, frozenset()) | {_b}
    OPPOSITES[_b] = OPPOSITES.get(_b, frozenset()) | {_a}


def negations(text: str) -> int:
    return len(NEGATION.findall(text.lower()))


def denies(cue: str) -> bool:
    """Whether a cue says no to what another said: denies, dismisses, fires back."""
    return bool(ANSWER.search(cue))


def is_reversed(cue: str, text: str) -> bool:
    """Whether source, cue and content together say no to what the content's other words say."""
    reversals = len(REVERSAL.findall(f"{text}\n{cue}".lower())) + len(DENYING.findall(cue))
    return reversals % 2 == 1


def poles(stems: Iterable[str]) -> frozenset[str]:
    """Those that have an opposite."""
    return frozenset(stem for stem in stems if stem in OPPOSITES)


def opposites(a: frozenset[str], b: frozenset[str]) -> frozenset[tuple[str, str]]:
    """Pairs of opposite stems, one in each text and neither in both. a, b: the poles of each."""
    only_b = b - a
    return frozenset((one, other) for one in a - b for other in OPPOSITES[one] & only_b)
