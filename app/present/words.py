"""Which words of a text are meant: found where somebody selected them, and moved word by word."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from app.domain import SourcelightError, Span, Spans
from app.paragraphs import paragraph_spans

STOP = re.compile(r"\w+(?:['’.,\-]\w+)*|[^\w\s]")  # a word, or a single mark
REACH = 1_000  # code points around an end in which its next stop is looked for
SHOWN = 80  # code points of what somebody chose that a message repeats


class WordsError(SourcelightError):
    """The words that were chosen cannot be told in the text."""


class End(StrEnum):
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Piece:
    """`layers` tells, for each of the layers that were asked for, whether the words belong to it."""

    text: str
    layers: tuple[bool, ...]


def find_words(text: str, words: str, before: str = "") -> Span:
    """Where the words stand, white space aside, widened to whole words.

    `before` are some words that stand before them; it counts where they stand there several times.
    Raises WordsError where there are none, they are not in the text, or cannot be told apart.
    """
    if not words.strip():
        raise WordsError("No words were chosen: select them in the text, or paste them.")
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    found = [Span(*match.span()) for match in pattern.finditer(text)]
    found = [span for span in found if _widened(text, span) == span] or found
    told = f"“{' '.join(words.split())[:SHOWN]}”"
    if not found:
        raise WordsError(f"{told} is not in the text. The words must stand as they do there.")
    if len(found) > 1 and before.strip():
        found = [span for span in found if _follows(text, span, before)]
        if not found:
            raise WordsError(f"{told} does not stand after “{before.strip()[-SHOWN:]}” in the text.")
    if len(found) > 1:
        raise WordsError(f"{told} stands {len(found)} times in the text: give some words before it, too.")
    return _widened(text, found[0])


def _widened(text: str, span: Span) -> Span:
    """To the ends of the words that it begins and ends in."""
    start, end = span
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
        end += 1
    return Span(start, end)


def _follows(text: str, span: Span, before: str) -> bool:
    lead = text[max(0, span.start - len(before) - REACH) : span.start]
    return " ".join(lead.split()).endswith(" ".join(before.split()))


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


def find_hedges(text: str, hedges: Iterable[str], content: Spans) -> Spans:
    """Where hedging words stand: in the claim's own words, else near them, in the same paragraphs.

    Raises WordsError for a word that is not there.
    """
    held = [
        Span(*span) for span in paragraph_spans(text) if any(_meet(Span(*span), each) for each in content)
    ]
    found: list[Span] = []
    for hedge in hedges:
        pattern = re.compile(rf"(?<!\w){re.escape(hedge)}(?!\w)", re.IGNORECASE)
        places = [Span(*match.span()) for span in held for match in pattern.finditer(text, *span)]
        free = [place for place in places if place not in found]
        if not free:
            raise WordsError(f"The hedge “{hedge[:SHOWN]}” is not in the claim’s paragraph.")
        found.append(min(free, key=lambda place: (not any(_meet(place, each) for each in content), place)))
    return tuple(sorted(found))


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
