"""Inks and lines for one view, so that those who speak in it are told apart.

A source has an ink and a line of its own. Where two in one article share either, the later one takes
others for as long as the reader looks at that article: first inks that nobody there has, then lines.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.store.pages import ArticlePage, Chip, Claim, ClaimPage
from app.store.slots import SLOTS, ink_and_line

Chips = Mapping[str, Chip]


def tell_apart(chips: Iterable[Chip]) -> Chips:
    """By slug; those who come first keep their own. Grey stays grey."""
    found: dict[str, Chip] = {}
    inks: Counter[int] = Counter()
    lines: Counter[int] = Counter()
    pairs: Counter[tuple[int, int]] = Counter()
    for chip in chips:
        if chip.slug not in found:
            own = (chip.ink, chip.line)
            others = map(ink_and_line, SLOTS) if chip.ink else ()
            ink, line = min((own, *others), key=lambda pair: (pairs[pair], inks[pair[0]], lines[pair[1]]))
            inks[ink] += 1
            lines[line] += 1
            pairs[ink, line] += 1
            found[chip.slug] = replace(chip, ink=ink, line=line)
    return found


def _chips_of(claims: Iterable[Claim]) -> list[Chip]:
    """Those who speak, then those whom they cite."""
    claims = list(claims)
    spoken = [chip for claim in claims for chip in claim.sources]
    return spoken + [chip for claim in claims for chip in claim.relay]


def _painted(claim: Claim, chips: Chips) -> Claim:
    return replace(
        claim,
        sources=tuple(chips[chip.slug] for chip in claim.sources),
        relay=tuple(chips[chip.slug] for chip in claim.relay),
    )


def paint_article(page: ArticlePage) -> ArticlePage:
    """The page with chips that are told apart, in order of first speaking."""
    chips = tell_apart(_chips_of(page.claims))
    return replace(
        page,
        claims=tuple(_painted(claim, chips) for claim in page.claims),
        legend=tuple(
            replace(facet, chip=chips.get(facet.value, facet.chip)) if facet.chip else facet
            for facet in page.legend
        ),
    )


def paint_claim(page: ClaimPage) -> ClaimPage:
    """The page with chips that are told apart, its own claim's first."""
    chips = tell_apart(_chips_of([page.claim, *page.neighbours]))
    return replace(
        page,
        claim=_painted(page.claim, chips),
        neighbours=tuple(_painted(claim, chips) for claim in page.neighbours),
    )
