"""An axis of values: linear, or logarithmic where the values span too much for that."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil, floor, log10

SPAN = 20.0  # the largest value over the smallest, from which on a scale is logarithmic
TICKS = 5  # at most, on a linear scale
DECADES = 3  # up to so many, a logarithmic scale has ticks at the threes as well


@dataclass(frozen=True, slots=True)
class Scale:
    """`low` and `high` are the ends of the axis."""

    low: float
    high: float
    is_log: bool
    ticks: tuple[float, ...]

    def share(self, value: float) -> float:
        """Where a value lies between the ends: 0 to 1."""
        if self.is_log:
            return log10(value / self.low) / log10(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def scale_of(values: Iterable[float]) -> Scale:
    """A scale that holds all the values, of which there must be one. Raises ValueError for none."""
    values = sorted(values)
    lowest, highest = values[0], values[-1]
    if lowest > 0 and highest / lowest > SPAN:
        return _logarithmic(lowest, highest)
    return _linear(min(lowest, 0.0), max(highest, 0.0))


def _linear(lowest: float, highest: float) -> Scale:
    """From zero, so that a length is a quantity."""
    step = _step((highest - lowest) / (TICKS - 1) or 1.0)
    first, last = floor(lowest / step), max(ceil(highest / step), 1)
    return Scale(
        first * step, last * step, is_log=False, ticks=tuple(i * step for i in range(first, last + 1))
    )


def _step(least: float) -> float:
    """The next of 1, 2, 5, 10, 20 ... that is not below `least`."""
    power = 10.0 ** floor(log10(least))
    return next(each * power for each in (1, 2, 5, 10) if each * power >= least)


def _logarithmic(lowest: float, highest: float) -> Scale:
    first, last = floor(log10(lowest)), ceil(log10(highest))
    multiples = (1, 3) if last - first <= DECADES else (1,)
    ticks = tuple(each * 10.0**power for power in range(first, last) for each in multiples)
    return Scale(10.0**first, 10.0**last, is_log=True, ticks=(*ticks, 10.0**last))
