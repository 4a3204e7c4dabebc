"""Who speaks where: the strip beside a paragraph."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.present.segments import Segment
from app.store.pages import Chip

STRIP_WIDTH, STRIP_HEIGHT = 8, 100  # units of the strip's drawing; it is stretched to its paragraph


@dataclass(frozen=True, slots=True)
class Slice:
    """A rectangle of the strip, in the units of its drawing."""

    chip: Chip
    claim: str
    x: int
    y: int
    width: int
    height: int


def strip(segments: Sequence[Segment]) -> tuple[Slice, ...]:
    """The claims of a paragraph from top to bottom, in shares of its characters; two at most abreast."""
    if not segments:
        return ()
    top, length = segments[0].start, max(segments[-1].end - segments[0].start, 1)
    slices: list[Slice] = []
    for segment in segments:
        sides = segment.lines
        y = round(STRIP_HEIGHT * (segment.start - top) / length)
        for index, (claim, chip) in enumerate(sides):
            slices.append(
                Slice(
                    chip,
                    claim.id,
                    x=index * STRIP_WIDTH // len(sides),
                    y=y,
                    width=STRIP_WIDTH // len(sides),
                    height=round(STRIP_HEIGHT * (segment.end - top) / length) - y,
                )
            )
    return tuple(_joined(slices))


def _joined(slices: Iterable[Slice]) -> list[Slice]:
    """Slices that differ in nothing but their place, and follow each other, as one."""
    joined: list[Slice] = []
    for piece in slices:
        above = next((index for index in range(len(joined) - 1, -1, -1) if joined[index].x == piece.x), None)
        if above is not None and _follows(joined[above], piece):
            last = joined[above]
            joined[above] = replace(last, height=last.height + piece.height)
        else:
            joined.append(piece)
    return joined


def _follows(above: Slice, below: Slice) -> bool:
    same = (above.chip, above.claim, above.width) == (below.chip, below.claim, below.width)
    return same and above.y + above.height == below.y
