"""What differs between two texts of an article, by paragraphs and words. Pure."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import takewhile
from typing import NamedTuple

from app.domain import Change, Span
from app.paragraphs import paragraph_spans

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
MOST = 2_000  # paragraphs, or words of one, that are compared with each other; more are held to differ
MOST_PAIRS = 400  # of paragraphs, of which it is asked whether one was made of the other
ALIKE = 0.5  # the share of words that two paragraphs have in common where one was made of the other


class Pair(NamedTuple):
    """A paragraph of the old text and what became of it in the new one; None where there is none."""

    change: Change
    old: Span | None
    new: Span | None


class Piece(NamedTuple):
    """Words in a row that stand in both texts (`same`), only in the old (`went`) or the new (`came`)."""

    change: Change
    text: str


def pairs(old: str, new: str) -> list[Pair]:
    """The paragraphs of both texts in order; what went stands before what came in its place."""
    spans, new_spans = ([Span(*span) for span in paragraph_spans(text)] for text in (old, new))
    lines = [" ".join(span.of(old).split()) for span in spans]
    new_lines = [" ".join(span.of(new).split()) for span in new_spans]
    found: list[Pair] = []
    for is_same, (start, end), (new_start, new_end) in _runs(lines, new_lines):
        before, after = spans[start:end], new_spans[new_start:new_end]
        if is_same:
            found += [Pair(Change.SAME, *each) for each in zip(before, after, strict=True)]
        else:
            made = _made_of(lines[start:end], new_lines[new_start:new_end])
            found += _replaced(before, after, made)
    return found


def _replaced(old: Sequence[Span], new: Sequence[Span], made: Sequence[tuple[int, int]]) -> Iterator[Pair]:
    """Paragraphs of which some of the new were made of some of the old."""
    last = new_last = 0
    for index, new_index in [*made, (len(old), len(new))]:
        yield from (Pair(Change.WENT, span, None) for span in old[last:index])
        yield from (Pair(Change.CAME, None, span) for span in new[new_last:new_index])
        if index < len(old):
            yield Pair(Change.CHANGED, old[index], new[new_index])
        last, new_last = index + 1, new_index + 1


def pieces(old: str, new: str) -> list[Piece]:
    """One paragraph made of another, word by word: `same` and `came` are all of the new one."""
    words, new_words = TOKEN.findall(old), TOKEN.findall(new)
    found: list[Piece] = []
    for is_same, (start, end), (new_start, new_end) in _runs(words, new_words):
        went, came = "".join(words[start:end]), "".join(new_words[new_start:new_end])
        if is_same:
            found.append(Piece(Change.SAME, came))
            continue
        found += [Piece(Change.WENT, went)] if went else []
        found += [Piece(Change.CAME, came)] if came else []
    return found


def shift(old: str, new: str) -> Callable[[int], int]:
    """Where an offset into the old text lies in the new one: exact in what is the same, else near."""
    starts, ends = [0], [0]
    place = 0
    for change, span, new_span in pairs(old, new):
        place = new_span.start if new_span else place
        if change is Change.CHANGED and span and new_span:
            at = span.start
            for piece in pieces(span.of(old), new_span.of(new)):
                before, after = at, place
                at += 0 if piece.change is Change.CAME else len(piece.text)
                place += 0 if piece.change is Change.WENT else len(piece.text)
                if piece.change is Change.SAME:
                    starts += (before, at)
                    ends += (after, place)
            starts.append(span.end)
            ends.append(new_span.end)
        elif span:
            starts += span
            ends += new_span or (place, place)
        place = new_span.end if new_span else place

    def shifted(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        limit = ends[index + 1] if index + 1 < len(ends) else len(new)
        return min(ends[index] + offset - starts[index], limit)

    return shifted


Run = tuple[bool, tuple[int, int], tuple[int, int]]


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[Run]:
    """Whether [start, end) of the old are [start, end) of the new, throughout both."""
    short = min(len(old), len(new))
    front = len(list(takewhile(lambda at: old[at] == new[at], range(short))))
    back = len(list(takewhile(lambda at: old[-at - 1] == new[-at - 1], range(short - front))))
    end, new_end = len(old) - back, len(new) - back
    if front:
        yield True, (0, front), (0, front)
    if max(end, new_end) - front > MOST:
        yield False, (front, end), (front, new_end)
    else:
        for tag, *ends in SequenceMatcher(None, old[front:end], new[front:new_end]).get_opcodes():
            start, stop, new_start, new_stop = (front + each for each in ends)
            yield tag == "equal", (start, stop), (new_start, new_stop)
    if back:
        yield True, (end, len(old)), (new_end, len(new))


def _made_of(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which paragraphs of the old became which of the new; both in order."""
    if len(old) * len(new) > MOST_PAIRS:
        return []
    words, new_words = ([Counter(each.split()) for each in lines] for lines in (old, new))
    found: list[tuple[int, int]] = []
    for index, before in enumerate(words):
        first = found[-1][1] + 1 if found else 0
        shares = [(_share(before, after), -at) for at, after in enumerate(new_words) if at >= first]
        best, at = max(shares, default=(0.0, 0))
        if best >= ALIKE:
            found.append((index, -at))
    return found


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / ((one.total() + other.total()) or 1)
