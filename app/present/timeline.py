"""A source's claims over time, as the bars of a picture."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.store.pages import Period

HEIGHT = 48.0  # of the fullest bar, in the units of the drawing
UNITS = {10: "day", 7: "month", 4: "year"}  # by the length of a period's name


@dataclass(frozen=True, slots=True)
class Bar:
    """A period with a claim or more. A bar is one unit wide."""

    period: Period
    x: int
    height: float


@dataclass(frozen=True, slots=True)
class Timeline:
    """`width` is in bars. `most` is how many claims the fullest has; each stands for a `unit` of time."""

    bars: tuple[Bar, ...]
    width: int
    most: int
    unit: str
    first: Period
    last: Period


def timeline(periods: Sequence[Period]) -> Timeline | None:
    """None where there is no course to show: less than two periods."""
    if len(periods) < 2:
        return None
    most = max(period.claims for period in periods)
    bars = tuple(
        Bar(period, x, round(HEIGHT * period.claims / most, 2))
        for x, period in enumerate(periods)
        if period.claims
    )
    return Timeline(bars, len(periods), most, UNITS[len(periods[0].name)], periods[0], periods[-1])
