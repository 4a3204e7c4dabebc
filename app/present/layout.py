"""A text set out for reading: its paragraphs with their segments and strips, and who speaks how much."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain import Span
from app.paragraphs import paragraph_spans
from app.present.own_voice import own_sentences
from app.present.parts import Part, first_mentions, parts_of
from app.present.segments import Segment, cut
from app.present.shares import Profile, profile
from app.present.strips import Slice, strip
from app.present.voices import speakers
from app.store.pages import Chip, Claim


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`number` counts from 1. `voices` are those who speak in it, each once, in order."""

    number: int
    segments: tuple[Segment, ...]
    strip: tuple[Slice, ...]
    voices: tuple[Chip, ...]

    def holds(self, claim: Claim) -> bool:
        return any(claim in segment.claims for segment in self.segments)

    def opens(self, claim: Claim) -> bool:
        """Whether the claim's words begin here."""
        return any(claim in segment.opening for segment in self.segments)


@dataclass(frozen=True, slots=True)
class Layout:
    """`outer` are ids of claims whose line runs under another's somewhere, and so lies lower everywhere.

    `own` counts the sentences in the article's own voice.
    """

    paragraphs: tuple[Paragraph, ...]
    profile: Profile
    outer: frozenset[str]
    own: int


def lay_out(text: str, claims: Sequence[Claim], offset: int = 0) -> Layout:
    """Set a text out. The claims' spans count from the version's start, where `text` begins at `offset`."""
    parts = parts_of(claims)
    firsts = first_mentions(parts)
    spans = [Span(start + offset, end + offset) for start, end in paragraph_spans(text)]
    held = _by_paragraph(parts, [start for start, _ in spans])
    own = [own_sentences(text, span, parts, offset) for span, parts in zip(spans, held, strict=True)]
    paragraphs = tuple(
        _paragraph(number, cut(text, span, parts, own=own[number - 1], firsts=firsts, offset=offset))
        for number, (span, parts) in enumerate(zip(spans, held, strict=True), start=1)
    )
    segments = [segment for paragraph in paragraphs for segment in paragraph.segments]
    outer = frozenset(segment.lines[0][0].id for segment in segments if len(segment.lines) > 1)
    return Layout(paragraphs, profile(segments), outer, sum(map(len, own)))


def _by_paragraph(parts: Iterable[Part], starts: Sequence[int]) -> list[list[Part]]:
    held: list[list[Part]] = [[] for _ in starts]
    for part in parts:
        first = max(bisect_right(starts, part.span.start) - 1, 0)
        last = bisect_right(starts, part.span.end - 1)
        for index in range(first, last):
            held[index].append(part)
    return held


def _paragraph(number: int, segments: tuple[Segment, ...]) -> Paragraph:
    voices = dict.fromkeys(
        chip for segment in segments for claim in segment.claims for chip in speakers(claim)
    )
    return Paragraph(number, segments, strip(segments), tuple(voices))
