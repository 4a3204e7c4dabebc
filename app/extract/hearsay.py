"""Words that look like an attribution and are none: what is "said to be" so only hedges."""

import re

from app.domain import Attribution

PASSIVE = re.compile(
    r"\b(?:alleged|believed|reported|reputed|rumou?red|said|thought|understood)$", re.IGNORECASE
)
TO_BE = re.compile(r"\s+to\s+(?:be|have)\b", re.IGNORECASE)


def is_hearsay(text: str, found: Attribution) -> bool:
    """Soldiers said to be foreign say nothing: their source would be its own object."""
    end = found.cue[-1].end
    cue = found.cue[-1].of(text)
    if not (PASSIVE.search(cue) and TO_BE.match(text, end)):
        return False
    return bool(found.source) and found.source[-1].end <= found.cue[0].start
