"""The words of a text one by one: an end that is moved, parts that are joined, a stretch cut in pieces."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import regex

from app.domain import Span, Spans
from app.paragraphs import paragraph_spans

# A letter with whatever stands on it or joins it: accents that are characters of their own are part of it.
LETTER = r"[\w\p{N}][\p{M}\p{Cf}]*"
# A word; or one mark, as a reader sees it: an emoji may be several characters.
STOP = regex.compile(rf"(?:{LETTER})+(?:['’.,\-](?:{LETTER})+)*|(?![\s\p{{Cc}}\p{{Cf}}])\X")
WHOLE = regex.compile(rf"(?:{LETTER})+|\X")
REACH = 1_000  # code points around an end in which its next stop is looked for


class End(StrEnum):
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Piece:
    """`layers` tells, for each of the layers that were asked for, whether the words belong to it."""

    text: str
    layers: tuple[bool, ...]


def widened(text: str, span: Span) -> Span:
    """To the ends of the words, or of the marks, that it begins and ends in."""
    start, end = (_outside(text, place, end) for place, end in zip(span, End, strict=True))
    return Span(start, end)


def _outside(text: str, place: int, end: End) -> int:
    """The end of what a place lies in the middle of; else the place."""
    for match in WHOLE.finditer(text, max(0, place - REACH), min(len(text), place + REACH)):
        if match.end() > place:
            return (match.start() if end is End.START else match.end()) if match.start() < place else place
    return place


def moved(text: str, span: Span, end: End, by: int) -> Span:
    """The span with one end a word further on (1) or back (-1); a mark counts as a word.

    It stays as it is where there is no further word, or none would be left.
    """
    place = span.start if end is End.START else span.end
    matches = STOP.finditer(text, max(0, place - REACH), min(len(text), place + REACH))
    stops = (match.start() if end is End.START else match.end() for match in matches)
    to = min(
        (stop for stop in stops if (stop - place) * by > 0), key=lambda stop: abs(stop - place), default=place
    )
    after = Span(to, span.end) if end is End.START else Span(span.start, to)
    return after if after.start < after.end else span


def joined(spans: Iterable[Span]) -> Spans:
    """In order, and those that overlap or touch as one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return tuple(found)


def pieces(text: str, within: Span, *layers: Spans) -> tuple[Piece, ...]:
    """A stretch of the text, cut wherever a span of a layer begins or ends; joined they are the stretch."""
    edges = (edge for spans in layers for span in spans for edge in span)
    borders = sorted({*within, *(edge for edge in edges if within.start < edge < within.end)})
    return tuple(
        Piece(
            text[start:end],
            tuple(any(span.start <= start < span.end for span in spans) for spans in layers),
        )
        for start, end in pairwise(borders)
    )


def paragraphs_of(text: str, *layers: Spans) -> tuple[tuple[Piece, ...], ...]:
    """The paragraphs in which something of the first layer stands, in pieces."""
    return tuple(
        pieces(text, Span(start, end), *layers)
        for start, end in paragraph_spans(text)
        if any(span.start < end and start < span.end for span in layers[0])
    )
