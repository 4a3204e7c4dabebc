"""Which claims of a new reading are those of an older one. Pure."""

import re
from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from app.domain import Spans

NOT_WORDS = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands: its words, the 32 code points around them, [start, end) in the text.

    `spans` are those of its parts, where they are known.
    """

    quote: str
    prefix: str
    suffix: str
    start: int
    end: int
    spans: Spans = ()


def _words(quote: str) -> str:
    return NOT_WORDS.sub(" ", quote).strip().casefold()


def _context(one: Place, other: Place) -> int:
    """How many code points around the two agree, counted outwards from the words."""
    before = zip(reversed(one.prefix), reversed(other.prefix), strict=False)
    after = zip(one.suffix, other.suffix, strict=False)
    return sum(len(list(takewhile(lambda pair: pair[0] == pair[1], side))) for side in (before, after))


def match(old: Sequence[Place], new: Sequence[Place]) -> dict[int, int]:
    """New index -> old index, each used once, where both have the same words.

    Letter case, punctuation and white space do not count. Places whose quote and surroundings
    are alike come first, in order; then those whose surroundings agree most and lie nearest.
    """
    exact: defaultdict[tuple[str, str, str], deque[int]] = defaultdict(deque)
    for index in sorted(range(len(old)), key=lambda each: old[each].start):
        place = old[index]
        exact[place.quote, place.prefix, place.suffix].append(index)
    found: dict[int, int] = {}
    for index in sorted(range(len(new)), key=lambda each: new[each].start):
        place = new[index]
        if candidates := exact.get((place.quote, place.prefix, place.suffix)):
            found[index] = candidates.popleft()

    taken = set(found.values())
    by_words: defaultdict[str, list[int]] = defaultdict(list)
    for index, place in enumerate(old):
        if index not in taken:
            by_words[_words(place.quote)].append(index)
    pairs = [
        (-_context(old[before], place), abs(old[before].start - place.start), after, before)
        for after, place in enumerate(new)
        if after not in found
        for before in by_words.get(_words(place.quote), ())
    ]
    for _, _, after, before in sorted(pairs):
        if after not in found and before not in taken:
            found[after] = before
            taken.add(before)
    return found


def successor(gone: Place, new: Sequence[Place]) -> int | None:
    """Index of the new place, in the same text, that shares most of a gone one; None if none does."""

    def shared(place: Place) -> int:
        return min(gone.end, place.end) - max(gone.start, place.start)

    best = max(range(len(new)), key=lambda index: shared(new[index]), default=None)
    return best if best is not None and shared(new[best]) > 0 else None


def share(one: Spans, other: Spans) -> float:
    """The code points that two lists of spans have in common, of all that are in either."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return common / (sum(span.end - span.start for span in (*one, *other)) - common or 1)
