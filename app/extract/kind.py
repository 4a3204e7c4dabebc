"""Direct, mixed or indirect: how much of a content stands in quotation marks."""

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from itertools import accumulate

from app.domain import Kind, Span, Spans
from app.paragraphs import paragraph_spans

WORD = re.compile(r"\w+")
MARK = re.compile(r"''|``|[\"“”„«»]")
BEFORE_A_WORD = re.compile(r"(?<![\w.,?!…])(?:''|``|[\"“”„«»])(?=\S)")
CLOSERS = {"„": "“”", "«": "»", "»": "«"}  # the others are typed for one another: place decides
SINGLE_OPENING = re.compile(r"(?<![\w'’])[‘'](?=[^\W\d]|…)")
SINGLE_CLOSING = re.compile(r"(?<=[^\s'])[’'](?![\w'])")
SURE_CLOSING = re.compile(r"(?<=[.,!?…])[’'](?![\w'])|(?<=[^\s'])[’'](?=[.,;:!?)”\"]|\s*$|\s[–—])")


def _doubles(text: str, start: int, end: int) -> list[Span]:
    """Quotations of one paragraph. One left open runs to its end: the next paragraph goes on with it."""
    found: list[Span] = []
    opened, opening, nested = start, "", ""
    for mark in MARK.finditer(text, start, end):
        opens = BEFORE_A_WORD.match(text, mark.start()) is not None
        if not opening and mark[0] == "”" and not opens:
            if not found:  # it was opened in a paragraph before
                found.append(Span(start, mark.end()))
        elif not opening:
            opened, opening, nested = mark.start(), mark[0], ""
        elif opening not in CLOSERS and opens:
            nested = mark[0]
        elif nested and (nested == "“" or mark[0] != "”"):
            nested = ""
        elif mark[0] in CLOSERS.get(opening, mark[0]):
            found.append(Span(opened, mark.end()))
            opening = ""
    if opening:
        found.append(Span(opened, end))
    return found


def _singles(text: str, start: int, end: int) -> list[Span]:
    """Quotations in single marks. An apostrophe looks like the closing one, so the surest closing wins."""
    found: list[Span] = []
    position = start
    while opening := SINGLE_OPENING.search(text, position, end):
        position = opening.end()
        following = SINGLE_OPENING.search(text, position, end)
        limit = following.start() if following else end
        closing = SURE_CLOSING.search(text, position, limit) or SINGLE_CLOSING.search(text, position, limit)
        if closing:
            found.append(Span(opening.start(), closing.end()))
            position = closing.end()
    return found


@lru_cache(maxsize=1)  # asked once for every attribution of a text
def quotations(text: str) -> Spans:
    """Spans of all quotations, in order, marks included; one in single marks may lie within another."""
    return tuple(
        sorted(
            quotation
            for start, end in paragraph_spans(text)
            for find in (_doubles, _singles)
            for quotation in find(text, start, end)
        )
    )


@lru_cache(maxsize=1)
def _reach(text: str) -> list[int]:
    """How far each quotation, or one before it, reaches."""
    return list(accumulate((quotation.end for quotation in quotations(text)), max))


def quotations_over(text: str, span: Span) -> Spans:
    """The quotations that share a code point with a span."""
    first = bisect_right(_reach(text), span.start)
    last = bisect_left(quotations(text), (span.end,))
    return tuple(each for each in quotations(text)[first:last] if each.end > span.start)


def kind_of(text: str, content: Spans, cue: Spans = ()) -> Kind:
    """How the content is given: `direct` where all its words are quoted, `mixed` where some are.

    A quotation that holds the cue as well is somebody else's and does not count: in
    “He told me he would go,” she said, his words are indirect.
    """
    own = [
        quotation
        for part in content
        for quotation in quotations_over(text, part)
        if not any(quotation.start <= start and end <= quotation.end for start, end in cue)
    ]
    own.sort()
    reach = list(accumulate((quotation.end for quotation in own), max))
    words = [match.span() for span in content for match in WORD.finditer(text, *span)]
    quoted = 0
    for start, end in words:
        before = bisect_right(own, (start, len(text)))
        quoted += before > 0 and reach[before - 1] >= end
    if quoted == 0:
        return Kind.INDIRECT
    return Kind.DIRECT if quoted == len(words) else Kind.MIXED
