"""Whose words an article is made of."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain import Kind
from app.present.segments import Segment
from app.present.voices import speakers
from app.store.pages import Chip

WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


@dataclass(frozen=True, slots=True)
class Share:
    """A source's part of an article's words, in per cent. `start` is where it begins in the bar."""

    chip: Chip | None  # None is the article's own voice
    start: float
    percent: float


@dataclass(frozen=True, slots=True)
class Profile:
    """`shares` are in order of first speaking, the own voice last.

    `direct` is how many per cent of the words stand in claims that are quotations as a whole.
    """

    shares: tuple[Share, ...]
    direct: float


def profile(segments: Iterable[Segment]) -> Profile:
    """A word counts for the innermost claim that holds it, in equal parts where that has several sources.

    Names and cues count for nobody.
    """
    words: defaultdict[Chip | None, float] = defaultdict(float)
    direct = 0.0
    for segment in segments:
        count = len(WORD.findall(segment.text))
        if segment.is_content:
            claim = segment.claims[-1]
            direct += count * (claim.kind is Kind.DIRECT)
            chips = speakers(claim)
            for speaker in chips:
                words[speaker] += count / len(chips)
        elif not segment.claims and segment.speaker is None and not segment.cue:
            words[None] += count
    total = sum(words.values()) or 1.0
    shares, start = [], 0.0
    for chip in [*(chip for chip in words if chip is not None), None]:
        percent = 100 * words[chip] / total
        if percent:
            shares.append(Share(chip, round(start, 2), round(percent, 2)))
            start += percent
    return Profile(tuple(shares), round(100 * direct / total, 2))
