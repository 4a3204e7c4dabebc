"""Sources as numbered notes, for paper, which has neither colours nor links."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.present.voices import speakers
from app.store.pages import ArticlePage, Chip, Claim


@dataclass(frozen=True, slots=True)
class Note:
    """A source and its claims in reading order. Notes count from 1, in order of first speaking."""

    number: int
    chip: Chip
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Notes:
    """`signs` are what stands beside the words of a claim, by its id: "3.2" is the second claim of note 3."""

    notes: tuple[Note, ...]
    signs: Mapping[str, str]


def notes(page: ArticlePage) -> Notes:
    claims: dict[Chip, list[Claim]] = {}
    for claim in page.claims:
        for chip in speakers(claim):
            claims.setdefault(chip, []).append(claim)
    numbers = {chip: number for number, chip in enumerate(claims, start=1)}
    signs = {
        claim.id: ", ".join(f"{numbers[chip]}.{claims[chip].index(claim) + 1}" for chip in speakers(claim))
        for claim in page.claims
    }
    return Notes(tuple(Note(numbers[chip], chip, tuple(each)) for chip, each in claims.items()), signs)
