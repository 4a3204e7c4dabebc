"""The axis of time of a picture: days from left to right, in per cent of its width."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

LEFT, RIGHT = 2.0, 61.0  # where time begins and ends
APART = 3.0  # between figures of one day


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    words: str


def places(days: Sequence[date]) -> list[float]:
    """Where the points of these days stand across; those of one day stand side by side."""
    first, last = days[0], days[-1]
    width = RIGHT - LEFT
    places: list[float] = []
    for on, group in groupby(days):
        count = len(list(group))
        middle = LEFT + width * (on - first).days / (last - first).days if first < last else LEFT + width / 2
        step = min(APART, width / count)
        start = min(max(middle - step * (count - 1) / 2, LEFT), RIGHT - step * (count - 1))
        places += [round(start + step * index, 2) for index in range(count)]
    return places


def days_named(days: Sequence[date]) -> tuple[Tick, ...]:
    """The first and the last day, and the one nearest to the middle if there is room for its name."""
    first, last = days[0], days[-1]
    if first == last:
        return (Tick(LEFT + (RIGHT - LEFT) / 2, _named(first)),)
    width = RIGHT - LEFT
    shares = {on: (on - first).days / (last - first).days for on in days}
    middle = min(days, key=lambda on: abs(shares[on] - 0.5))
    shown = [first, *([middle] if 0.35 <= shares[middle] <= 0.65 else []), last]
    return tuple(Tick(round(LEFT + width * shares[on], 2), _named(on)) for on in shown)


def _named(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
