"""The lines under a source's words, as static/css/base.css has them, for pictures."""

from collections.abc import Callable, Mapping
from math import pi, sin

from PIL import Image, ImageDraw

FINE = 4  # the curves of a line are drawn so many times larger, and then made small
Box = tuple[float, float, float]  # from x to x, at y


def underline(image: Image.Image, line: int, box: Box, colour: str, *, over: float) -> None:
    """Draw line 0 to 8 from the first x of the box to the second, its middle at y.

    `over` is the y of the line above the words, which line 8 has besides.
    """
    start, end, y = box
    width, height = round(end - start), 16
    if width <= 0:
        return
    mask = Image.new("L", (width * FINE, height * FINE))
    LINES[line](ImageDraw.Draw(mask), width * FINE, height * FINE // 2)
    small = mask.resize((width, height), Image.Resampling.BOX)
    image.paste(colour, (round(start), round(y) - height // 2), small)
    if line == 8:
        image.paste(colour, (round(start), round(over) - height // 2), small)


Painted = Callable[[ImageDraw.ImageDraw, int, int], None]  # how wide, and where the middle is


def _solid(weight: float, *offsets: float) -> Painted:
    def paint(draw: ImageDraw.ImageDraw, width: int, middle: int) -> None:
        for offset in offsets or (0,):
            top = middle + offset * FINE - weight * FINE / 2
            draw.rectangle((0, top, width, top + weight * FINE - 1), fill=255)

    return paint


def _dashed(weight: float, dash: float, gap: float) -> Painted:
    def paint(draw: ImageDraw.ImageDraw, width: int, middle: int) -> None:
        top = middle - weight * FINE / 2
        for x in range(0, width, round((dash + gap) * FINE)):
            draw.rectangle((x, top, x + dash * FINE - 1, top + weight * FINE - 1), fill=255)

    return paint


def _dotted(weight: float, gap: float) -> Painted:
    def paint(draw: ImageDraw.ImageDraw, width: int, middle: int) -> None:
        size = weight * FINE
        for x in range(0, max(width - round(size), 1), round((weight + gap) * FINE)):
            draw.ellipse((x, middle - size / 2, x + size, middle + size / 2), fill=255)

    return paint


def _wavy(draw: ImageDraw.ImageDraw, width: int, middle: int) -> None:
    length, height = 22 * FINE, 3.5 * FINE
    points = [(x, middle + height * sin(2 * pi * x / length)) for x in range(0, width + 1, 2)]
    draw.line(points, fill=255, width=3 * FINE, joint="curve")


LINES: Mapping[int, Painted] = {
    0: _dotted(3, 4),
    1: _solid(4),
    2: _dashed(4, 13, 8),
    3: _solid(8),
    4: _solid(2, -3, 3),
    5: _dotted(6, 6),
    6: _wavy,
    7: _dashed(8, 20, 11),
    8: _solid(2),
}
