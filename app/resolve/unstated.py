"""What the cue of an attribution without a source tells about who speaks."""

import re

from app.resolve.mentions import Mention, MentionKind

_OWNER = re.compile(r"\b(?:his|her|their|its|my|our)\b", re.IGNORECASE)
_SEEMING = re.compile(r"(?:seem|appear|look)(?:s|ed)?\b", re.IGNORECASE)
_ACTIVE = re.compile(
    r"(?:\w+ing|and|but|then|also|added|noted|concluded|continued|said|says)\b", re.IGNORECASE
)
_PASSIVE = re.compile(
    r"\b(?:(?:was|were|is|are|be|been|being)\s(?:\w+ly\s)?\w+(?:ed|en|id|wn)\b|\w+edly\b|expected|supposed)",
    re.IGNORECASE,
)


def owner_in(cue: str, start: int) -> Mention | None:
    """The possessive pronoun in a cue, "in his view", as a mention; `start` is where the cue begins."""
    match = _OWNER.search(cue)
    if match is None:
        return None
    position = start + match.start()
    return Mention(MentionKind.PRONOUN, position, position + len(match[0]), match[0], match[0].lower())


def is_own_judgement(cue: str) -> bool:
    """ "Seems": the writer judges."""
    return bool(_SEEMING.match(cue))


def goes_on(cue: str) -> bool:
    """ "Adding", "but noted": the one who spoke last goes on; not "was accused", nor "reportedly"."""
    return bool(_ACTIVE.match(cue)) and not _PASSIVE.search(cue)
