"""Where the words of a question stand in a text: the same words that the full-text search finds."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import snowballstemmer

from app.domain import Span
from app.store.words import phrases_of, words_of

# A run of letters and digits with what stands inside words and figures: "ferry’s", "1,200", "Zoë".
TOKEN = re.compile(r"\w[\w\u0300-\u036f]*(?:[,.'’\u2009\u202f]\w[\w\u0300-\u036f]*)*")
STEM = snowballstemmer.stemmer("porter").stemWord


class Word(NamedTuple):
    stem: str
    span: Span


def places(text: str, q: str) -> tuple[Span, ...]:
    """The places, in order, that hold as much of the question as any place does.

    Phrases that stand beside each other are one place: where the text has “winter ferry”, that is
    the one place of the question winter ferry, and a ferry elsewhere is none.
    """
    words = list(_words(text))
    stems = [word.stem for word in words]
    runs = sorted({run for phrase in phrases_of(q) for run in _runs(stems, _stems(phrase))})
    joined: list[tuple[int, int]] = []
    for start, end in runs:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    longest = max((end - start for start, end in joined), default=0)
    return tuple(
        Span(words[start].span.start, words[end - 1].span.end)
        for start, end in joined
        if end - start == longest
    )


def _words(text: str) -> Iterator[Word]:
    for match in TOKEN.finditer(text):
        for word in words_of(match[0]):
            yield Word(STEM(word), Span(*match.span()))


def _stems(phrase: str) -> list[str]:
    return [STEM(word) for word in phrase.split()]


def _runs(stems: Sequence[str], phrase: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the phrase begins and ends, in numbers of words, half-open."""
    for start in range(len(stems) - len(phrase) + 1):
        if stems[start : start + len(phrase)] == phrase:
            yield start, start + len(phrase)
