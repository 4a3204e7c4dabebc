"""Cuts a paragraph into flat segments that know the claims they belong to.

Claims overlap and nest, and HTML elements may not overlap: so the text is cut wherever a span of any
claim starts or ends, and each piece lists what holds there. Nothing here writes HTML.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise

from app.domain import Span
from app.present.parts import Part, Role
from app.present.voices import speakers
from app.store.pages import Chip, Claim


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of text in which nothing changes. Offsets are code points into the version's text."""

    start: int
    end: int
    text: str
    claims: tuple[Claim, ...] = ()  # those whose content this is, outermost first
    speaker: Chip | None = None  # of the mention that this is part of
    first: bool = False  # whether that mention is the speaker's first in the article
    cue: bool = False
    hedge: bool = False
    opening: tuple[Claim, ...] = ()  # claims whose content begins here
    closing: tuple[Part, ...] = ()  # parts of a content that end here, innermost first
    own: bool = False  # whether this is a sentence that the article states itself

    @property
    def lines(self) -> tuple[tuple[Claim, Chip], ...]:
        """The lines under these words, outermost first, two at most.

        They are those of the innermost two claims; of one claim alone, those of its first two sources.
        """
        if len(self.claims) == 1:
            return tuple((self.claims[0], chip) for chip in speakers(self.claims[0])[:2])
        return tuple((claim, speakers(claim)[0]) for claim in self.claims[-2:])

    @property
    def lasting(self) -> tuple[tuple[Claim, Chip], ...]:
        """The lines that go on after this segment."""
        ended = {part.claim.id for part in self.closing}
        return tuple((claim, chip) for claim, chip in self.lines if claim.id not in ended)

    @property
    def is_content(self) -> bool:
        """Whether the words are what somebody said, rather than a name, a cue or the own voice."""
        return bool(self.claims) and self.speaker is None and not self.cue


def cut(
    text: str,
    paragraph: Span,
    parts: Iterable[Part],
    *,
    own: Iterable[Span] = (),
    firsts: frozenset[int] = frozenset(),
    offset: int = 0,
) -> tuple[Segment, ...]:
    """The segments of one paragraph; their texts joined are the paragraph.

    `parts` may reach beyond it. `own` are its sentences in own voice, into which no part reaches.
    `offset` is where `text` starts in the version's text.
    """
    opening: defaultdict[int, list[Part]] = defaultdict(list)
    own = frozenset(own)
    borders = {*paragraph, *chain.from_iterable(own)}
    for part in parts:
        begins, ends = max(part.span.start, paragraph.start), min(part.span.end, paragraph.end)
        if begins < ends:
            opening[begins].append(part)
            borders |= {begins, ends}
    segments: list[Segment] = []
    active: list[Part] = []
    for start, end in pairwise(sorted(borders)):
        active = [part for part in active if part.span.end > start] + opening[start]
        span = Span(start, end)
        words = text[start - offset : end - offset]
        segments.append(_segment(words, span, active, firsts, own=span in own))
    return tuple(segments)


def _segment(text: str, span: Span, active: Iterable[Part], firsts: frozenset[int], *, own: bool) -> Segment:
    parts = sorted(active, key=_outermost_first)
    contents = [part for part in parts if part.role is Role.CONTENT]
    mention = next((part for part in reversed(parts) if part.role is Role.MENTION), None)
    return Segment(
        *span,
        text,
        claims=tuple(dict.fromkeys(part.claim for part in contents)),
        speaker=mention.speaker if mention else None,
        first=mention is not None and mention.number == 1 and mention.span.start in firsts,
        cue=any(part.role is Role.CUE for part in parts),
        hedge=any(part.role is Role.HEDGE for part in parts),
        opening=tuple(part.claim for part in contents if part.span.start == span.start and part.number == 1),
        closing=tuple(part for part in reversed(contents) if part.span.end == span.end),
        own=own,
    )


def _outermost_first(part: Part) -> tuple[int, int, int]:
    return part.depth, part.span.start - part.span.end, part.span.start
