"""Questions and answers under bare letters ("Q: Why?", "A: Because."), and who is answering."""

import re
from collections import Counter

from app.domain import Span, Spans

UPPER = "A-ZÀ-ÖØ-Þ"
NAME = rf"[{UPPER}][\w’'-]+(?: (?:[{UPPER}][\w’'-]+|[{UPPER}]\.|de|van|von|al|bin)){{1,4}}(?<![’']s)"
APART = r"(?<!\b[Tt]he )(?<![’']s )"  # "the Averby Courier" asks, and so does "the Courier’s Hanne Lund"
MEETING = r"(?:spoke|speaks|spoken|talked|talks|chatted|sat down|sits down|met|meets)"
WITH = re.compile(
    rf"(?:\b(?:interview|conversation|Q&A) with|\binterview(?:s|ed)"
    rf"|\b(?:[Ww]e|I|[Tt]he [{UPPER}]\w+) {MEETING} (?:with|to))"
    rf" (?:[a-z]+,? ){{0,6}}{APART}(?P<name>{NAME})"
)
SPEAKS = re.compile(
    rf"{APART}\b(?P<name>{NAME})(?:, [^,.\n]{{1,120}},)? (?:\w+ )?"
    rf"(?:{MEETING} (?:with|to)|answered|answers|took questions|takes questions|explains?|explained)\b"
)
ASKED = re.compile(rf"\b(?:[Ii]nterview\w*|[Qq]uestions|conversation|Q&A|{MEETING} (?:with|to))\b")
ANYBODY = re.compile(rf"{APART}\b{NAME}")
WORD = re.compile(r"[\w-]+")


def interviewed(text: str, end: int) -> Spans:
    """Whom the text before a place introduces as answering questions; empty where it does not say.

    An interview with somebody, or somebody who spoke to a paper; else, where there is word of
    questions at all, the full name whose last part comes most often.
    """
    for pattern in (WITH, SPEAKS):
        if found := pattern.search(text, 0, end):
            return (Span(*found.span("name")),)
    names = [*ANYBODY.finditer(text, 0, end)]
    if not names or not ASKED.search(text, 0, end):
        return ()
    words = Counter(WORD.findall(text, 0, end))
    return (Span(*max(names, key=lambda name: words[name[0].rsplit(" ", 1)[-1]]).span()),)
