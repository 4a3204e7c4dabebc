"""The claims of a reading, made ready to be held against others, before anything is stored."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import Draft, Reading, Span
from app.paragraphs import paragraph_spans
from app.relate.claim import Claim
from app.relate.nearest import to_int8
from app.relate.relater import TELLING, Relater
from app.store.keys import wording_digest
from app.store.places import joined, place_of

FEWEST = 2  # telling words; with fewer nobody can say what a claim is about


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of a reading.

    vectors: int8, as bytes; None where the claim is too short, or a claim before it in the article
    has the same digest. voices: who speaks, as indices of the article's sources. place: from its
    first to its last word. paragraph: the number of the one in which it begins.
    """

    claim: Claim
    digest: str
    vectors: bytes | None
    voices: frozenset[int]
    place: Span
    paragraph: int

    def may_meet(self, other: "Told") -> bool:
        """Whether a link to another claim of the article would tell anything.

        It would not where one holds the other, or where one voice goes on within a paragraph.
        """
        if self.place.start < other.place.end and other.place.start < self.place.end:
            return False
        return not (self.voices & other.voices) or self.paragraph != other.paragraph


def tell(draft: Draft, reading: Reading, relater: Relater) -> tuple[Told, ...]:
    """The claims of a reading in its order; each wording is embedded once."""
    spans = paragraph_spans(draft.text)
    starts = [start for start, _ in spans]
    told = []
    for attribution, voice in zip(reading.attributions, reading.resolution.voices, strict=True):
        place = place_of(attribution, draft.text)
        number = max(0, bisect_right(starts, place.start) - 1)
        mention, cue = joined(attribution.source, draft.text), joined(attribution.cue, draft.text)
        names = sorted(reading.resolution.sources[index].name for index in voice.sources)
        told.append(
            Told(
                claim=Claim(
                    place.quote,
                    mention,
                    cue,
                    _paragraphs(draft.text, spans[number:], place.end),
                    draft.published_at,
                ),
                digest=wording_digest(", ".join(names), mention, cue, place.quote),
                vectors=None,
                voices=frozenset((*voice.sources, *voice.relay)),
                place=Span(place.start, place.end),
                paragraph=number,
            )
        )
    return _embedded(told, relater)


def _paragraphs(text: str, spans: Sequence[tuple[int, int]], end: int) -> str:
    """From the first paragraph to the one that holds the last word before `end`."""
    if not spans:
        return ""
    last = max(bisect_right([start for start, _ in spans[:8]], end - 1) - 1, 0)
    return text[spans[0][0] : spans[last][1]]


def _embedded(told: Sequence[Told], relater: Relater) -> tuple[Told, ...]:
    first: dict[str, int] = {}
    for index, each in enumerate(told):
        if is_telling(each.claim, relater):
            first.setdefault(each.digest, index)
    found = relater.preparer.vectors([told[index].claim for index in first.values()])
    vectors = {index: to_int8(each).tobytes() for index, each in zip(first.values(), found, strict=True)}
    return tuple(
        Told(each.claim, each.digest, vectors.get(index), each.voices, each.place, each.paragraph)
        for index, each in enumerate(told)
    )


def is_telling(claim: Claim, relater: Relater) -> bool:
    weights = relater.preparer.weights.bag(claim.text).values()
    return sum(weight >= TELLING for weight in weights) >= FEWEST
