"""What relate reads and what it answers."""

from dataclasses import dataclass
from datetime import datetime

from app.domain import Relation, Spans
from app.relate.figures import Figure

__all__ = ["Claim", "Link", "Relation"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with the words around it: all but `text` may be empty.

    `text` is the content. `source` and `cue` are as the article has them: "refuses" and "denies"
    carry the meaning, so a claim is the three together. `paragraph` is where it stands.
    """

    text: str
    source: str = ""
    cue: str = ""
    paragraph: str = ""
    published_at: datetime | None = None

    @property
    def whole(self) -> str:
        """Source, cue and content in one line."""
        return " ".join(part for part in (self.source, self.cue, self.text) if part)


@dataclass(frozen=True, slots=True)
class Link:
    """How claim a bears on claim b.

    score: 0 to 1, how likely the two bear on the same proposition, agreeing or differing.
    clear: where they differ, whether it is sure enough to be shown as a difference; if not, show them as
    related. True for every other relation.
    shared_a, shared_b: the words that they share, as spans of a.text and of b.text.
    figures: where they differ in a figure, a's and b's.
    why: one sentence for people.
    """

    relation: Relation
    score: float
    clear: bool = True
    shared_a: Spans = ()
    shared_b: Spans = ()
    figures: tuple[Figure, Figure] | None = None
    why: str = ""
