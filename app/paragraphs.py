"""Where the paragraphs of a text lie; everybody who walks through a text asks here."""

import re

BLANK_LINES = re.compile(r"(?:\r\n|\r|\n|\u2029)[^\S\r\n]*(?:(?:\r\n|\r|\n|\u2029)[^\S\r\n]*)+")
LINE_END = re.compile(r"\r\n|\r|\n|\u2028|\u2029")
WRAPPED = range(40, 101)  # code points in a line that somebody's editor has broken


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _pieces(text: str, start: int, end: int, separator: re.Pattern[str]) -> list[tuple[int, int]]:
    spans, position = [], start
    for match in separator.finditer(text, start, end):
        spans.append((position, match.start()))
        position = match.end()
    spans.append((position, end))
    return [span for span in (_trimmed(text, *span) for span in spans) if span[0] < span[1]]


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the paragraphs, without the white space around them.

    A blank line always ends a paragraph. A single line end does too, unless the block looks
    like prose broken by an editor: every line but the last between 40 and 100 code points.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _pieces(text, 0, len(text), BLANK_LINES):
        lines = _pieces(text, start, end, LINE_END)
        wrapped = len(lines) > 2 and all(e - s in WRAPPED for s, e in lines[:-1])
        spans.extend([(start, end)] if wrapped else lines)
    return spans
