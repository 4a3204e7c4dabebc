"""Figures by source over time, as a picture: time runs across, in per cent of its width, values run up."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.present.dates import day
from app.present.scale import Scale, scale_of
from app.present.time_axis import RIGHT, Tick, days_named, places
from app.present.voices import label, speakers
from app.store.link_pages import FigurePoint
from app.store.pages import Chip

TOP, FLOOR, LEAST_HEIGHT = 24.0, 34.0, 300.0  # pixels: above the highest value, under the lowest, in all
MARGIN = 52  # pixels on the left, for the values; what is in per cent begins there
LABELS = 66.0  # per cent: where they stand
LINE = 19.0  # pixels from one label to the next
DAYS = 3  # named on the axis


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure. `y` is where its dot stands; a range reaches from `bottom` to `top` around it."""

    point: FigurePoint
    chip: Chip
    x: float
    y: float
    top: float
    bottom: float

    @property
    def opens_up(self) -> bool:
        return self.point.high is None

    @property
    def opens_down(self) -> bool:
        return self.point.low is None

    @property
    def is_range(self) -> bool:
        return not (self.opens_up or self.opens_down) and self.top < self.bottom


@dataclass(frozen=True, slots=True)
class Label:
    """The label of those who gave `mark`, the last of its course. `y` is where it stands."""

    mark: Mark
    words: str
    y: float


@dataclass(frozen=True, slots=True)
class Plot:
    """`steps` lead from a figure to the next one of the same sources for the same."""

    unit: str
    height: float
    scale: Scale
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    steps: tuple[tuple[Mark, Mark], ...]
    labels: tuple[Label, ...]

    margin = MARGIN
    right = RIGHT
    labels_at = LABELS

    @property
    def in_words(self) -> str:
        """The picture for those who hear it."""
        told = (
            f"{' and '.join(chip.name for chip in speakers(mark.point.row.claim))},"
            f" {mark.point.period or day(mark.point.when)}: {mark.point.words}"
            for mark in self.marks
        )
        return f"Figures by source over time. {'; '.join(told)}."


def plots(points: Iterable[FigurePoint]) -> tuple[Plot, ...]:
    """A picture for each unit in which two figures or more are given, the fullest first."""
    by_unit: defaultdict[str, list[FigurePoint]] = defaultdict(list)
    given = [point for point in points if point.low is not None or point.high is not None]
    for point in _each_once(sorted(given, key=lambda point: point.when.at)):
        by_unit[point.unit].append(point)
    fullest_first = sorted(by_unit.items(), key=lambda item: -len(item[1]))
    return tuple(_plot(unit, found) for unit, found in fullest_first if len(found) > 1)


def _plot(unit: str, points: Sequence[FigurePoint]) -> Plot:
    courses = _courses(points)
    height = max(LEAST_HEIGHT, TOP + FLOOR + LINE * len(courses))
    scale = scale_of(value for point in points for value in (point.low, point.high) if value is not None)
    days = [point.when.at.date() for point in points]

    def place(value: float) -> float:
        return round(height - FLOOR - scale.share(value) * (height - TOP - FLOOR), 1)

    marks = {point: _mark(point, x, place) for point, x in zip(points, places(days), strict=True)}
    return Plot(
        unit=unit,
        height=height,
        scale=scale,
        across=days_named(days),
        up=tuple(Tick(place(value), in_figures(value)) for value in scale.ticks),
        marks=tuple(marks.values()),
        steps=tuple((marks[one], marks[next_]) for course in courses for one, next_ in pairwise(course)),
        labels=_labels([marks[course[-1]] for course in courses], height),
    )


def _each_once(points: Iterable[FigurePoint]) -> list[FigurePoint]:
    """What the same sources say as of the same day in several articles is one figure."""
    return list(
        {(_sources(point), point.low, point.high, point.when.at.date()): point for point in points}.values()
    )


def _sources(point: FigurePoint) -> tuple[str, ...]:
    return tuple(chip.slug for chip in speakers(point.row.claim))


def _courses(points: Iterable[FigurePoint]) -> list[list[FigurePoint]]:
    """Figures of the same sources for the same, in order: the killed are not the injured."""
    courses: list[list[FigurePoint]] = []
    for point in points:
        course = next((each for each in courses if _goes_on(each[-1], point)), None)
        if course is None:
            courses.append([point])
        else:
            course.append(point)
    return courses


def _goes_on(before: FigurePoint, point: FigurePoint) -> bool:
    same = before.counted.casefold() == point.counted.casefold()
    repeated = (before.low, before.high) == (point.low, point.high)
    return _sources(before) == _sources(point) and (same or repeated)


def _mark(point: FigurePoint, x: float, place: Callable[[float], float]) -> Mark:
    """The dot stands at the end that is known, in the middle of a range."""
    known = [place(value) for value in (point.low, point.high) if value is not None]
    return Mark(
        point,
        speakers(point.row.claim)[0],
        x,
        y=round(sum(known) / len(known), 1),
        top=min(known),
        bottom=max(known),
    )


def in_figures(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def _labels(lasts: Iterable[Mark], height: float) -> tuple[Label, ...]:
    """From the top down, each at its figure's height or as near as the one above it lets it."""
    found: list[Label] = []
    for mark in sorted(lasts, key=lambda mark: mark.y):
        y = max(mark.y, found[-1].y + LINE if found else TOP)
        found.append(Label(mark, label(mark.point.row.claim), y))
    lowest = height - FLOOR
    for index in range(len(found) - 1, -1, -1):
        if found[index].y <= lowest:
            break
        found[index] = replace(found[index], y=lowest)
        lowest -= LINE
    return tuple(found)
