"""“That, and that, she said.”: what stands before a closing cue is said from the sentence's beginning."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain import Attribution, Span

SENTENCE_END = re.compile(r"[.!?…][”\"’')\]]*\s+(?=[“\"‘'(\[A-Z0-9])|[\n\r]+")
ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|No|vs|U\.S|U\.K|a\.m|p\.m)\.$")
LINE_END = re.compile(r"[\n\r]")
CLOSES = re.compile(r"\s*[,.;”\"]*\s*(?:[.!?]|$|[\n\r])")
COMMA = re.compile(
    r"[^,]{0,2},[”\"]?\s+"
)  # from two before the end: the tagger takes it in, or leaves it out
REACH = 600  # code points back in which the sentence's beginning is sought


def sentence_start(text: str, position: int) -> int:
    """Where the sentence that holds a place begins."""
    start = max(0, position - REACH)
    for match in SENTENCE_END.finditer(text, start, position + 1):  # what follows the end is looked at
        abbreviated = ABBREVIATION.search(text[max(0, match.start() - 4) : match.start() + 1])
        if not abbreviated or LINE_END.search(match[0]):
            start = match.end()
    return start


def from_the_beginning(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, those whose cue closes their sentence with contents from its beginning."""
    taken = sorted(span for a in found for span in (*a.source, *a.cue, *a.content))
    return [_from_the_beginning(text, attribution, taken) for attribution in found]


def _from_the_beginning(text: str, attribution: Attribution, taken: Sequence[Span]) -> Attribution:
    if len(attribution.content) != 1 or not attribution.source:
        return attribution
    [content] = attribution.content
    told = sorted((*attribution.source, *attribution.cue))
    if not COMMA.fullmatch(text[content.end - 2 : told[0].start]):
        return attribution
    if not CLOSES.match(text, told[-1].end):
        return attribution
    start = sentence_start(text, content.start)
    if any(start < span.end and span.start < content.start for span in taken):
        return attribution
    if set(text[start : content.start]) & set('“”"«»'):
        return attribution
    return replace(attribution, content=(Span(start, content.end),))
