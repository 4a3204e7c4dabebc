"""The sentence around a claim, with the words that name its source."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.domain import Span
from app.store.pages import ClaimRow


class Tone(StrEnum):
    PLAIN = "plain"
    MENTION = "mention"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    tone: Tone


def sentence(row: ClaimRow) -> tuple[Piece, ...]:
    """The pieces of the sentence, in order. A mention amid the claim's own words is not marked."""
    claim = row.claim
    start = min(span.start for span in claim.content_spans)
    end = max(span.end for span in claim.content_spans)
    return (
        *_pieces(row.before, start - len(row.before), claim.source_spans),
        Piece(claim.quote, Tone.CLAIM),
        *_pieces(row.after, end, claim.source_spans),
    )


def _pieces(text: str, offset: int, mentions: tuple[Span, ...]) -> Iterator[Piece]:
    """`offset` is where `text` starts in the version's text."""
    inside = [
        Span(max(span.start - offset, 0), min(span.end - offset, len(text)))
        for span in sorted(mentions)
        if span.start < offset + len(text) and span.end > offset
    ]
    borders = sorted({0, len(text), *(edge for span in inside for edge in span)})
    for start, end in pairwise(borders):
        named = any(span.start <= start and end <= span.end for span in inside)
        yield Piece(text[start:end], Tone.MENTION if named else Tone.PLAIN)
