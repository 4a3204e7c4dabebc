"""The words that "who", "which" or "that" refers back to."""

import re

from app.resolve.word_set import word_set

OF_WHOM = re.compile(r"(?:.*\s)?of\s(?:whom|which)$", re.IGNORECASE)  # "many of whom"

_CLAUSE = re.compile(r"[^.!?;:“”\"\n]*$")
_TOKEN = re.compile(r"[^\s,()]+(?:,\d+)*|[,()]")
_STOPS = word_set(
    """to for with from by in on at into about against is are was were be been being has have had do does
    did will would could should may might must can and or but said says say told asked there when while
    after before because if than as including like not only tapped saw met call called made make makes
    among between attend attended meet see find found want wants believe also up out off set then now
    still even"""
)
_DETERMINERS = word_set("a an the some many those these other")
_REACH = 160  # code points


def antecedent_span(text: str, position: int) -> tuple[int, int] | None:
    """Half-open span of the noun phrase before a relative pronoun; None where there is none."""
    clause = _CLAUSE.search(text, max(0, position - _REACH), position)
    start = clause.start() if clause else position
    before = text[start:position].rstrip(" ,—–-(")
    first = None
    for token in reversed(list(_TOKEN.finditer(before))):
        word = token[0].lower()
        if word in _STOPS or word in ",()" or word.endswith("ly"):
            break
        first = token.start()
        if word in _DETERMINERS:
            break
    return None if first is None else (start + first, start + len(before))
