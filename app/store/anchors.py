"""Finding the words of some spans again in another text of the same article. Pure."""

import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import takewhile

from app.domain import Span, Spans
from app.store.changes import shift

WORD = re.compile(r"\w+")
BETWEEN = r"[\W_]{1,6}"
AROUND = 32  # code points on either side that are compared
LIKE = 12  # code points around that agree: then even a short word is the same one
LONG = 25  # code points of words: these are the same wherever they stand
MARKS = '"“”„«»'


class Move:
    """From one text to another. What cannot be found again is left out, never guessed."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new

    @cached_property
    def shifted(self) -> Callable[[int], int]:
        """Where an offset lies now, or near it: changes.shift()."""
        return int if self.old == self.new else shift(self.old, self.new)

    def spans(self, spans: Spans, within: Span | None = None) -> Spans | None:
        """Where the words of all spans stand now, in order; None where some do not. `within`: there alone."""
        if self.old == self.new:
            return spans
        found: list[Span] = []
        for span in spans:
            room = within or Span(0, len(self.new))
            place = self._place(span, Span(max(room.start, found[-1].end if found else 0), room.end))
            if place is None:
                return None
            found.append(place)
        return tuple(found)

    def some(self, spans: Spans, within: Span) -> Spans:
        """Those of the spans whose words stand within a part of the new text."""
        each = (self.spans((span,), within) for span in spans)
        return tuple(sorted({place for places in each if places for place in places}))

    def _place(self, span: Span, room: Span) -> Span | None:
        # What was put in right behind the last of the words is not theirs.
        start = self.shifted(span.start)
        end = max(start, self.shifted(span.end - 1) + 1)
        words = span.of(self.old)
        if self.new[start:end] == words and room.start <= start and end <= room.end:
            return Span(start, end)
        places = [
            (self._alike(span, place), -abs(place.start - start), place) for place in self._all(words, room)
        ]
        if not places:
            return None
        alike, _, place = max(places)
        return place if alike >= LIKE or len(words) >= LONG else None

    def _all(self, words: str, room: Span) -> Iterator[Span]:
        """Wherever the words stand, whatever the letter case and the marks between them."""
        listed = WORD.findall(words)
        if not listed:
            return
        front, back = words[: words.index(listed[0])], words[words.rindex(listed[-1]) + len(listed[-1]) :]
        pattern = re.compile(rf"\b{BETWEEN.join(map(re.escape, listed))}\b", re.IGNORECASE)
        for match in pattern.finditer(self.new, *room):
            before, after = self.new[room.start : match.start()], self.new[match.end() : room.end]
            yield Span(
                match.start() - _same(front[::-1], before[: -len(front) - 1 : -1]),
                match.end() + _same(back, after[: len(back)]),
            )

    def _alike(self, span: Span, place: Span) -> int:
        """How many code points around the words agree, counted outwards."""
        pairs = (
            (self.old[: span.start][-AROUND:][::-1], self.new[: place.start][-AROUND:][::-1]),
            (self.old[span.end : span.end + AROUND], self.new[place.end : place.end + AROUND]),
        )
        return sum(_same(*pair) for pair in pairs)


def _same(one: str, other: str) -> int:
    """How many code points two texts begin with alike; all quotation marks are one."""
    pairs = zip(one, other, strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1] or {*pair} <= {*MARKS}, pairs)))
