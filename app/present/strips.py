"""Who speaks how much: the strip beside a paragraph and the bar above an article."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.present.segments import Segment
from app.present.voices import speakers
from app.store.pages import Chip

WORD = re.compile(r"\w+(?:[’'\-]\w+)*")
STRIP_WIDTH, STRIP_HEIGHT = 8.0, 100.0  # units of the strip's drawing; it is stretched to its paragraph


@dataclass(frozen=True, slots=True)
class Slice:
    """A rectangle of the strip, in the units of its drawing."""

    chip: Chip
    claim: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Share:
    """A source's part of an article's words, in per cent. `start` is where it begins in the bar."""

    chip: Chip | None  # None is the article's own voice
    start: float
    percent: float


def strip(segments: Sequence[Segment]) -> tuple[Slice, ...]:
    """The claims of a paragraph from top to bottom, in shares of its characters; two at most abreast."""
    if not segments:
        return ()
    top, length = segments[0].start, max(segments[-1].end - segments[0].start, 1)
    slices: list[Slice] = []
    for segment in segments:
        sides = segment.lines
        for index, (claim, chip) in enumerate(sides):
            slices.append(
                Slice(
                    chip,
                    claim.id,
                    x=index * STRIP_WIDTH / len(sides),
                    y=round((segment.start - top) / length * STRIP_HEIGHT, 2),
                    width=STRIP_WIDTH / len(sides),
                    height=round((segment.end - segment.start) / length * STRIP_HEIGHT, 2),
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
            height = round(piece.y + piece.height - last.y, 2)
            joined[above] = Slice(last.chip, last.claim, last.x, last.y, last.width, height)
        else:
            joined.append(piece)
    return joined


def _follows(above: Slice, below: Slice) -> bool:
    same = (above.chip, above.claim, above.width) == (below.chip, below.claim, below.width)
    return same and abs(above.y + above.height - below.y) < 0.05


def profile(segments: Iterable[Segment]) -> tuple[Share, ...]:
    """The shares of an article's words, in order of first speaking, its own voice last.

    A word counts for the innermost claim that holds it, in equal parts where that has several
    sources. Names and cues count for nobody.
    """
    words: defaultdict[Chip | None, float] = defaultdict(float)
    for segment in segments:
        count = len(WORD.findall(segment.text))
        if segment.is_content:
            chips = speakers(segment.claims[-1])
            for speaker in chips:
                words[speaker] += count / len(chips)
        elif not segment.claims and segment.speaker is None and not segment.cue:
            words[None] += count
    total = sum(words.values())
    shares, start = [], 0.0
    in_order: list[Chip | None] = [chip for chip in words if chip is not None]
    for chip in [*in_order, None]:
        percent = 100 * words[chip] / total if total else 0.0
        if percent:
            shares.append(Share(chip, round(start, 2), round(percent, 2)))
            start += percent
    return tuple(shares)
