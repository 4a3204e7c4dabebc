"""An article in figures."""

from dataclasses import dataclass

from app.domain import Standing
from app.store.pages import ArticlePage


@dataclass(frozen=True, slots=True)
class Tally:
    """`unsourced` are claims for which the text gives no source."""

    claims: int
    named: int
    unnamed: int
    hedged: int
    unsourced: int
    reviewed: int  # by people, who confirmed, corrected or added them


def tally(page: ArticlePage) -> Tally:
    chips = [facet.chip for facet in page.legend if facet.chip is not None]
    unnamed = sum(chip.type.is_unnamed for chip in chips)
    return Tally(
        claims=len(page.claims),
        named=len(chips) - unnamed,
        unnamed=unnamed,
        hedged=sum(bool(claim.hedges) for claim in page.claims),
        unsourced=sum(not claim.sources for claim in page.claims),
        reviewed=sum(claim.standing is not Standing.MACHINE for claim in page.claims),
    )
