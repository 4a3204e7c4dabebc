"""What an article says in its own voice: its sentences outside all claims."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from app.domain import Span
from app.present.parts import Part
from app.store.sentences import END


def own_sentences(text: str, paragraph: Span, parts: Iterable[Part], offset: int = 0) -> list[Span]:
    """The sentences of a paragraph that no content, mention or cue of a claim reaches into.

    Spans count from the version's start, where `text` begins at `offset`.
    """
    first = paragraph.start
    words = text[first - offset : paragraph.end - offset]
    taken = bytearray(len(words))
    for part in parts:
        here = slice(max(part.span.start - first, 0), max(part.span.end - first, 0))
        taken[here] = b"\1" * len(taken[here])
    return [Span(first + start, first + end) for start, end in _sentences(words) if not any(taken[start:end])]


def _sentences(words: str) -> Iterator[Span]:
    """The sentences of a paragraph, without the white space between them."""
    for start, end in pairwise([0, *(stop.end() for stop in END.finditer(words)), len(words)]):
        sentence = words[start:end].strip()
        if sentence:
            first = words.index(sentence, start)
            yield Span(first, first + len(sentence))
