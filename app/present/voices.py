"""Who answers for a claim, in the few letters that stand beside its words."""

from app.domain import SourceType
from app.store.pages import Chip, Claim

NO_SOURCE = Chip(slug="", name="No source given", label="no source", type=SourceType.ANONYMOUS, ink=0, line=0)


def speakers(claim: Claim) -> tuple[Chip, ...]:
    """The sources of a claim; where the text gives none, the one entry that says so."""
    return claim.sources or (NO_SOURCE,)


def label(claim: Claim) -> str:
    """The claim's label, as in "LEE" or "US + ROK"."""
    return " + ".join(chip.label for chip in speakers(claim))


def cited(claim: Claim) -> str:
    """Those behind the sources, nearest first, as in "citing NIS, RUS"; empty where there are none."""
    return f"citing {', '.join(chip.label for chip in claim.relay)}" if claim.relay else ""


def description(claim: Claim) -> str:
    """The claim's label for readers who hear it: full names."""
    if not claim.sources:
        return "Claim without a source"
    names = " and ".join(chip.name for chip in claim.sources)
    behind = ", who cites ".join(chip.name for chip in claim.relay)
    return f"Claim of {names}, citing {behind}" if behind else f"Claim of {names}"
