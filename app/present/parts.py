"""The spans of claims, each with what it does in the text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from app.domain import Span
from app.present.voices import speakers
from app.store.pages import Chip, Claim

BETWEEN_COMMAS = re.compile(r"[^,\s](?:[^,]*[^,\s])?")


class Role(IntEnum):
    """What a span of a claim does in the text."""

    CONTENT = 0
    MENTION = 1
    CUE = 2
    HEDGE = 3


@dataclass(frozen=True, slots=True)
class Part:
    """One span of one claim. `number` counts the parts of a content or a mention from 1, of `of`.

    Part 1 of a mention is the name itself; what else describes the speaker follows.
    """

    span: Span
    role: Role
    claim: Claim
    depth: int = 0  # how many claims this one is nested in
    speaker: Chip | None = None  # of a mention
    number: int = 1
    of: int = 1


def parts_of(claims: Sequence[Claim]) -> list[Part]:
    """All spans of the claims, in order of their start."""
    by_id = {claim.id: claim for claim in claims}
    parts: list[Part] = []
    for claim in claims:
        depth = sum(1 for _ in _holders(claim, by_id))
        contents = sorted(claim.content_spans)
        parts.extend(
            Part(span, Role.CONTENT, claim, depth, number=number, of=len(contents))
            for number, span in enumerate(contents, start=1)
        )
        parts.extend(_mentions(claim))
        parts.extend(Part(span, Role.CUE, claim) for span in claim.cue_spans)
        parts.extend(Part(span, Role.HEDGE, claim) for span in claim.hedge_spans)
    return sorted(parts, key=lambda part: part.span)


def _mentions(claim: Claim) -> Iterator[Part]:
    """Each mention in ink of its own speaker, where there are as many; else all in the first one's."""
    chips = speakers(claim)
    one_each = len(chips) == len(claim.source_spans)
    for index, span in enumerate(claim.source_spans):
        speaker = chips[index] if one_each else chips[0]
        words = claim.mention if len(claim.source_spans) == 1 else ""
        for number, piece in enumerate(_name_first(span, words, speaker.name), start=1):
            yield Part(piece, Role.MENTION, claim, speaker=speaker, number=number)


def _name_first(span: Span, words: str, name: str) -> list[Span]:
    """A mention cut at its commas, the piece with the source's name first: "Ann Lee", "a lawmaker".

    Where no piece holds the name, the mention's own first piece does for it.
    """
    pieces = [match.span() for match in BETWEEN_COMMAS.finditer(words)] or [(0, span.end - span.start)]
    pieces.sort(key=lambda piece: name not in words[slice(*piece)])
    return [Span(span.start + start, span.start + end) for start, end in pieces]


def _holders(claim: Claim, by_id: Mapping[str, Claim]) -> Iterator[Claim]:
    seen = {claim.id}
    while claim.nested_in is not None and claim.nested_in in by_id and claim.nested_in not in seen:
        claim = by_id[claim.nested_in]
        seen.add(claim.id)
        yield claim


def first_mentions(parts: Iterable[Part]) -> frozenset[int]:
    """Where each speaker is mentioned for the first time: the starts of those spans."""
    starts: dict[str, int] = {}
    for part in parts:
        if part.speaker is not None and part.number == 1:
            starts.setdefault(part.speaker.slug, part.span.start)
    return frozenset(starts.values())
