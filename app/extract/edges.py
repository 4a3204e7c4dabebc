"""Where a content begins and ends: no stray comma, no quotation mark left behind."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from app.domain import Attribution, Span, Spans

SCRAPS = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "despite", "for", "from", "if"}
    | {"in", "of", "on", "or", "that", "the", "to", "with"}
)
REACH = 200  # code points that a content may be lengthened by
LOOSE = " \t\r\n,;:\u00a0"
DASH = re.compile(r"[―–—-]+\s+")  # before a line of dialogue
DATELINE = re.compile(
    r"[A-Z]{3}[A-Z.’' -]*(?:, [A-Z][\w. ]{1,20})?(?: \([^()\n]{1,40}\) (?:[–—]|--?)| (?:—|--))\s"
)
WORD = re.compile(r"\w")
PAIRS = {"“": "”", "„": "“", "«": "»", '"': '"'}
OPENING = {close: opening for opening, close in PAIRS.items()}
RAGGED = re.compile(
    r"(?:^|\s+)(?:a|an|and|at|by|for|from|in|of|on|or|that|the|to|which|who|whose|with)$", re.IGNORECASE
)
PUNCTUATION = re.compile(r"[.,;:!?…](?=\s|$|[”\"])|[\n\r—–”\"]")
UP_TO_CUE = re.compile(r"(?:\s[^\s.,;:!?“”\"()]+){1,6}\s", re.IGNORECASE)
RELATIVE = re.compile(r"(?:who|which)(?=\s)", re.IGNORECASE)  # what follows tells of another


def _count(words: str, opening: str, close: str) -> int:
    """How many marks are left open; a straight mark opens and closes by turns."""
    return words.count(opening) % 2 if opening == close else words.count(opening) - words.count(close)


def tidy(text: str, span: Span) -> Span:
    """The span without loose commas, and with the quotation mark beside it that it lacks."""
    start, end = span
    after = text[end : end + 1]
    if after in OPENING and _count(text[start:end], OPENING[after], after) > 0:
        end += 1
    while start < end and text[start] in LOOSE:
        start += 1
    if before_it := DASH.match(text, start, end) or DATELINE.match(text, start, end):
        start = before_it.end()
    while end > start and text[end - 1] in LOOSE:
        end -= 1
    if start == end:
        return span
    words, before = text[start:end], text[start - 1 : start] if start else ""
    lost = before in PAIRS and before not in words and _count(words, before, PAIRS[before]) < 0
    if lost or (before == '"' and words.count('"') == 1 and words.endswith('"')):
        start -= 1
    return Span(start, end)


def whole_mention(text: str, source: Span, cue: Span) -> Span:
    """A mention that breaks off ("prosecutors in", "The"): up to its cue, or without its ragged end."""
    if RAGGED.search(source.of(text)) and UP_TO_CUE.fullmatch(text[source.end : cue.start]):
        source = Span(source.start, source.start + len(text[source.start : cue.start].rstrip()))
    words = source.of(text)
    relative = RELATIVE.match(words)
    if relative is not None:
        return Span(source.start, source.start + relative.end())
    while (ragged := RAGGED.search(words)) is not None and ragged.start():
        words = words[: ragged.start()]
    return Span(source.start, source.start + len(words))


def whole_contents(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """Contents that break off ("refuses to") go on to the next punctuation, but not into another claim."""
    starts = sorted(span.start for each in found for span in (*each.source, *each.cue, *each.content))

    def whole(content: Span) -> Span:
        if not RAGGED.search(content.of(text)):
            return content
        after = bisect_left(starts, content.end)
        limit = min(starts[after] if after < len(starts) else len(text), content.end + REACH)
        end = PUNCTUATION.search(text, content.end, limit)
        stop = end.start() if end else limit
        return Span(content.start, max(content.end, content.end + len(text[content.end : stop].rstrip())))

    return [replace(each, content=tuple(map(whole, each.content))) for each in found]


def without_scraps(text: str, spans: Spans) -> Spans:
    """The spans without a lone mark or small word, where others are left: "that … it had sunk"."""
    kept = tuple(
        span
        for span in spans
        if WORD.search(span.of(text)) and span.of(text).strip(LOOSE).lower() not in SCRAPS
    )
    return kept or spans
