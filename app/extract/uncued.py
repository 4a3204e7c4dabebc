"""Quotations that no words say somebody said: claims all the same, of whoever spoke before."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from app.domain import Attribution, Span, Spans
from app.extract.chains import chains
from app.extract.inversion import sentence_start
from app.extract.kind import quotations

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
WHOLE_SENTENCE = re.compile(r"[.!?…][”\"»“']*$")
FEWEST = 5  # words: what is shorter is a title, a slogan or an irony


def uncued(text: str, found: Sequence[Attribution], prose: Sequence[Span]) -> list[Attribution]:
    """Attributions without a cue for whole quoted sentences that none of `found` touches.

    Their source is that of the claim before them in the same paragraph; else they have none.
    """
    taken = sorted(span for each in found for span in (*each.source, *each.cue, *each.content))
    reached = list(accumulate((span.end for span in taken), max))
    speaking = sorted((min(each.content).start, each.source) for each in found if each.source)
    alone = []
    for home, parts in _whole(text, prose):
        begin, end = parts[0].start, parts[-1].end
        behind = bisect_left(taken, (end,))
        if behind and reached[behind - 1] > begin:
            continue
        before = bisect_left(speaking, (begin,)) - 1
        near = before >= 0 and speaking[before][0] >= home.start
        alone.append(Attribution(source=speaking[before][1] if near else (), cue=(), content=parts))
    return alone


def _whole(text: str, prose: Sequence[Span]) -> Iterator[tuple[Span, Spans]]:
    """Quotations of whole sentences, in parts where they run over paragraphs, with their first paragraph."""
    starts = [paragraph.start for paragraph in prose]
    running = {chain[0]: chain for chain in chains(text, prose)}
    done = 0
    for quotation in sorted(quotations(text)):
        if quotation.start < done:
            continue
        home = bisect_right(starts, quotation.start) - 1
        if home < 0 or quotation.end > prose[home].end:
            continue
        words = quotation.of(text)
        whole = WHOLE_SENTENCE.search(words) and len(WORD.findall(words)) >= FEWEST
        begins = sentence_start(text, quotation.start) == quotation.start
        if whole and (begins or text[quotation.start - 2 : quotation.start].strip() == ":"):
            parts = running.get(quotation, (quotation,))
            done = parts[-1].end
            yield prose[home], parts
