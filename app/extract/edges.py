"""Where a content begins and ends: no stray comma, no quotation mark left behind."""

from app.domain import Span, Spans

SCRAPS = frozenset(
    {"a", "an", "and", "as", "at", "but", "by", "despite", "for", "from", "if"}
    | {"in", "of", "on", "or", "that", "the", "to", "with"}
)
LOOSE = " \t\r\n,;:\u00a0"
PAIRS = {"“": "”", "„": "“", "«": "»", '"': '"'}
OPENING = {close: opening for opening, close in PAIRS.items()}


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
    while end > start and text[end - 1] in LOOSE:
        end -= 1
    if start == end:
        return span
    words, before = text[start:end], text[start - 1 : start] if start else ""
    lost = before in PAIRS and before not in words and _count(words, before, PAIRS[before]) < 0
    if lost or (before == '"' and words.count('"') == 1 and words.endswith('"')):
        start -= 1
    return Span(start, end)


def without_scraps(text: str, spans: Spans) -> Spans:
    """The spans without those that are one small word, where others are left: "that … it had sunk"."""
    kept = tuple(span for span in spans if span.of(text).strip(LOOSE).lower() not in SCRAPS)
    return kept or spans
