"""Why a claim is doubtful, in words, and its sentences with the words that matter."""

from app.domain import Standing
from app.present.doubts import DOUBTS
from app.present.layout import Layout, lay_out
from app.present.standing import standing
from app.present.voices import speakers
from app.store.correction_pages import ClaimState
from app.store.doubtful import Signal
from app.store.review_pages import Decided, DoubtfulClaim

SIGNALS = {
    Signal.HARDLY: "the machine had hardly decided for it",
    Signal.UNSOURCED: "no source found",
    Signal.SHORT: "only a word or two",
    Signal.FAR: "its source stands a long way from its cue",
    Signal.PIECES: "in many pieces",
    Signal.UNSURE: "the machine was not sure of it",
}


DEEDS = {"confirm": "Accepted", "remove": "Removed", "correct": "Put right"}


def why(row: DoubtfulClaim) -> str:
    """The reasons as a sentence, the strongest first."""
    links = (f"{chip.name}: {DOUBTS[doubt]}" for chip, doubt in row.links)
    reasons = "; ".join((*(SIGNALS[signal] for signal in row.signals), *links))
    return f"{reasons[:1].upper()}{reasons[1:]}."


def deed(done: Decided) -> str:
    return DEEDS.get(done.action, "Decided")


def laid_out(row: DoubtfulClaim) -> Layout:
    return lay_out(row.text, (row.claim,), row.offset)


def told(do: str, into: str, now: ClaimState) -> str:
    """What somebody wanted of a claim that another one changed meanwhile, and what it is now."""
    what, _, value = do.partition(":")
    sent = into or value or what
    if now.standing is Standing.REMOVED:
        return f"You sent: {sent}. Now: {standing(now.standing)}."
    claim = now.claim
    by = ", ".join(chip.name for chip in speakers(claim))
    return (
        f"You sent: {sent}. Now: {by}, “{claim.quote}”, {claim.kind}, {claim.act}, {standing(now.standing)}."
    )
