"""How doubtful a reading is, by its margin and its form: what the review queue is ordered by.

Settled on PolNeAR's development split, where 26 of 100 claims found have other words than the gold ones
or another source (training/score.py). Of those that a signal is true of, so many in 100 are wrong:

    margin below 0.5, 1, 1.5, 2.5, 4, above             67, 54, 42, 35, 15, 5
    no margin, because a rule found it                  18
    no source found                                     68
    one or two words                                    59
    in three pieces or more                             42
    its source 50 characters or more from its cue       40

In the order of doubt_of, 80 of the first hundred are wrong, 26 of a hundred taken at random. From LEAST
on there is a third of all claims, with 69 of 100 wrong ones; of the others 12 in 100 are wrong. Beliefs,
plans, long cues and sources without a name are wrong more often than other claims, but hardly more
often than their margin says.
"""

from enum import StrEnum
from itertools import product

from app.domain import Span, Spans

POINT = 1000  # for a margin that is smaller by 1
SURE = 4  # a larger margin makes no difference
LEAST = 2500  # doubt of the claims that the queue asks about
HARDLY = 0.5  # margin


class Signal(StrEnum):
    """What makes a reading doubtful."""

    HARDLY = "hardly"  # the tagger had hardly a better choice
    UNSURE = "unsure"
    UNSOURCED = "unsourced"
    SHORT = "short"
    PIECES = "pieces"
    FAR = "far"


WEIGHTS = {Signal.UNSOURCED: 1500, Signal.SHORT: 1000, Signal.FAR: 1000, Signal.PIECES: 500}


def doubt_of(margin: float, quote: str, source: Spans, cue: Spans, content: Spans) -> int:
    """From 0, and the more the likelier it is wrong."""
    unsure = 0.0 if margin == 0 else max(0.0, SURE - margin)
    return round(POINT * unsure) + sum(WEIGHTS[form] for form in forms(quote, source, cue, content))


def signals(margin: float, quote: str, source: Spans, cue: Spans, content: Spans) -> tuple[Signal, ...]:
    """What there is to say of a claim that is in doubt, the strongest first."""
    found = forms(quote, source, cue, content)
    if 0 < margin < HARDLY:
        return (Signal.HARDLY, *found)
    unsure = 0 < margin < SURE - LEAST / POINT
    return (*found, Signal.UNSURE) if unsure or not found else found


def forms(quote: str, source: Spans, cue: Spans, content: Spans) -> tuple[Signal, ...]:
    """What is unusual in the form of a claim."""
    says = {
        Signal.UNSOURCED: not source,
        Signal.SHORT: len(quote.split()) <= 2,
        Signal.FAR: _gap(source, cue) >= 50,
        Signal.PIECES: len(content) >= 3,
    }
    return tuple(signal for signal, is_so in says.items() if is_so)


def _gap(some: Spans, others: Spans) -> int:
    """Code points between the nearest of these spans; 0 where there are none."""
    return min((_between(a, b) for a, b in product(some, others)), default=0)


def _between(a: Span, b: Span) -> int:
    return max(0, a.start - b.end, b.start - a.end)
