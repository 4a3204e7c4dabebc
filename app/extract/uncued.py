"""Quotations that no words say somebody said: claims all the same, of whoever spoke before."""

import re
from collections.abc import Sequence

from app.domain import Attribution, Span
from app.extract.inversion import sentence_start
from app.extract.kind import quotations

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
WHOLE_SENTENCE = re.compile(r"[.!?…][”\"»“]?$")
FEWEST = 5  # words: what is shorter is a title, a slogan or an irony


def uncued(text: str, found: Sequence[Attribution], prose: Sequence[Span]) -> list[Attribution]:
    """Attributions without a cue for whole quoted sentences that none of `found` touches.

    Their source is that of the claim before them in the same paragraph; else they have none.
    """
    taken = sorted(span for each in found for span in (*each.source, *each.cue, *each.content))
    alone = []
    for quotation in quotations(text):
        words = quotation.of(text)
        if len(WORD.findall(words)) < FEWEST or not WHOLE_SENTENCE.search(words):
            continue
        if sentence_start(text, quotation.start) != quotation.start:
            continue
        if any(span.start < quotation.end and quotation.start < span.end for span in taken):
            continue
        home = next((p for p in prose if p.start <= quotation.start and quotation.end <= p.end), None)
        if home is not None:
            before = [each for each in found if each.source and home.start <= each.start < quotation.start]
            source = max(before, key=lambda each: each.start).source if before else ()
            alone.append(Attribution(source=source, cue=(), content=(quotation,)))
    return alone
