"""What is known of an article while its attributions are resolved one after the other."""

import re
from bisect import bisect_left, insort_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from app.domain import SourceType, Spans
from app.resolve.cast import Cast
from app.resolve.figures import Figure, Sighting
from app.resolve.keys import ARTICLES, key
from app.resolve.layout import Layout
from app.resolve.mentions import PRONOUNS
from app.resolve.names import Name

Figures = tuple[Figure, ...]

_REACH = (40, 1_500)  # sightings, code points back in which an antecedent is sought
_REMEMBERED = 12  # utterances
_NEAR_START = 30  # code points of a sentence in which its subject is thought to stand
_OBLIQUE = re.compile(
    r"\b(?:by|of|to|for|with|against|about|from|on|over|like|than|at|in)\s"
    r"(?:(?:the|his|her|their|its)\s)?(?:[\w.]+\s)?$"
)


@dataclass(slots=True)
class Scene:
    """An article as far as it is known. `utterances` are places with those who speak there, in order."""

    layout: Layout
    names: Sequence[Name]
    cast: Cast
    author: Figure
    readers: Figure
    utterances: list[tuple[int, Figures]] = field(default_factory=list)

    def names_within(self, start: int, end: int) -> list[Name]:
        first = bisect_left(self.names, start, key=_start)
        last = bisect_left(self.names, end, key=_start)
        return [name for name in self.names[first:last] if name.end <= end + 1]

    def announces(self, start: int, end: int) -> bool:
        """Is it a description in a headline, short of its article: "Lawmaker urges"?"""
        first_word = self.layout.text[start:end].split(" ", 1)[0].lower()
        bare = first_word not in ARTICLES and first_word not in PRONOUNS
        return bare and self.layout.in_headline(start) and not self.names_within(start, end)

    def outlet(self, name: str) -> Figure:
        """The newspaper itself, as "this newspaper"."""
        found = self.cast.find(key(name))
        return found or self.cast.enter(Figure(name, key(name), SourceType.PUBLICATION, 0, named=False))

    def see(self, start: int, end: int, figures: Figures) -> None:
        """Note that the words at this place stand for these, who are about to speak."""
        for figure in figures:
            self.cast.sight(Sighting(start, end, figure, speaks=True))

    def hear(self, position: int, figures: Figures) -> None:
        """Note that these speak, together, at this place."""
        if figures:
            insort_right(self.utterances, (position, figures), key=_position)

    def heard_before(self, position: int, count: int = _REMEMBERED) -> list[tuple[int, Figures]]:
        """The latest utterances before a place, nearest first."""
        at = bisect_left(self.utterances, position, key=_position)
        return self.utterances[max(0, at - count) : at][::-1]

    def distance(self, earlier: int, later: int) -> int:
        """In sentences."""
        return self.layout.sentence_of(later) - self.layout.sentence_of(earlier)

    def likeliest(
        self, position: int, weigh: Callable[[Figure], float], own_content: Spans = ()
    ) -> Figure | None:
        """The figure in a reader's mind at a place: seen near, as a subject, speaking.

        Salience by recency and grammatical role, after Lappin and Leass, "An algorithm for
        pronominal anaphora resolution" (1994). `weigh` gives each figure a weight, 0 to leave it
        out; mentions in `own_content`, which is about to be said by the one sought, hardly count.
        """
        scores: dict[Figure, float] = {}
        for sighting in self.cast.before(position, *_REACH):
            weight = weigh(sighting.figure)
            if weight:
                if any(start <= sighting.start < end for start, end in own_content):
                    weight *= 0.1
                score = weight * self._prominence(sighting, position)
                scores[sighting.figure] = scores.get(sighting.figure, 0.0) + score
        return max(scores, key=lambda figure: scores[figure], default=None)

    def _prominence(self, sighting: Sighting, position: int) -> float:
        text, layout = self.layout.text, self.layout
        nearness = float((1 + self.distance(sighting.start, position)) ** -1.5)
        if sighting.speaks:
            return nearness * 2.5
        if layout.in_quotation(sighting.start) and not layout.in_quotation(position):
            nearness *= 0.25
        if text[sighting.end : sighting.end + 2] in ("’s", "'s"):
            return nearness * 0.5
        if sighting.start - layout.sentence(sighting.start)[0] <= _NEAR_START:
            return nearness * 1.6
        oblique = _OBLIQUE.search(text, max(0, sighting.start - 24), sighting.start)
        return nearness * 0.6 if oblique else nearness


def _start(name: Name) -> int:
    return name.start


def _position(utterance: tuple[int, Figures]) -> int:
    return utterance[0]
