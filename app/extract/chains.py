"""Quotations over several paragraphs: each begins with an opening mark, only the last one ends."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from app.domain import Attribution, Span, Spans
from app.extract.kind import quotations

OPENERS = ("''", "“", "„", "«", "»", '"')
CLOSERS = frozenset("“”«»\"'")


def chains(text: str, prose: Sequence[Span]) -> list[Spans]:
    """The parts of each such quotation, one a paragraph."""
    last = {quotation.end: quotation for quotation in quotations(text) if _opener(text, quotation.start)}
    first = {quotation.start: quotation for quotation in last.values()}
    result: list[Spans] = []
    chain: list[Span] = []
    for paragraph in prose:
        goes_on = chain and _opener(text, paragraph.start) == _opener(text, chain[0].start)
        if goes_on and paragraph.start in first:
            chain.append(first[paragraph.start])
        else:
            chain = []
        open_one = last.get(paragraph.end)
        if open_one is None or text[paragraph.end - 1] in CLOSERS:
            if len(chain) > 1:
                result.append(tuple(chain))
            chain = []
        elif not chain:
            chain = [open_one]
    return result


def _opener(text: str, position: int) -> str:
    return next((mark for mark in OPENERS if text.startswith(mark, position)), "")


def joined(text: str, found: Sequence[Attribution], prose: Sequence[Span]) -> list[Attribution]:
    """The attributions, each quotation over several paragraphs whole at the one whose cue stands beside it.

    What others are found to say inside it is left to the second reading. Where two cues stand
    beside it, a closing mark was forgotten, and it is two quotations.
    """
    starts = [paragraph.start for paragraph in prose]

    def home(span: Span) -> int:
        return bisect_right(starts, span.start) - 1

    kept: dict[int, Attribution] = dict(enumerate(found))
    inhabitants: dict[int, set[int]] = {}
    for at, each in kept.items():
        for span in (*each.cue, *each.content):
            inhabitants.setdefault(home(span), set()).add(at)
    for chain in chains(text, prose):
        homes = range(home(chain[0]), home(chain[-1]) + 1)
        near = sorted(set[int]().union(*(inhabitants.get(at, ()) for at in homes)) & kept.keys())
        for at in [at for at in near if any(_within(kept[at].cue, part) for part in chain)]:
            near.remove(at)
            del kept[at]
        having = [at for at in near if any(_touches(part, chain) for part in kept[at].content)]
        beside = [at for at in having if kept[at].cue and home(kept[at].cue[0]) in homes] or having[:1]
        for at in having if len(beside) == 1 else ():
            content = [part for part in kept[at].content if not _touches(part, chain)]
            content += chain if at in beside else ()
            kept[at] = replace(kept[at], content=tuple(sorted(content)))
    return [each for each in kept.values() if each.content]


def _within(spans: Spans, part: Span) -> bool:
    return bool(spans) and all(part.start <= start and end <= part.end for start, end in spans)


def _touches(span: Span, chain: Spans) -> bool:
    return any(span.start < part.end and part.start < span.end for part in chain)
