"""Through whom a source has its words: "X, citing Y", "told after a briefing held by Y"."""

import re

from app.domain import Attribution, Spans
from app.resolve.layout import Layout

_CITING = re.compile(
    r"""\b(?:(?P<openly>citing|quoting|on\sthe\sauthority\sof)
    |(?:briefing|briefed|report|information|intelligence|data|figures|documents?)\s
    (?:[\w-]+\s){0,3}?(?:by|from))\s+""",
    re.VERBOSE,
)
_BREAK = re.compile(
    r"[,;:!?“”\"\n]|(?<![A-Z])\.|\s(?:that|who|which|after|before|said|says|as|told|on\s[A-Z]\w+day)\b"
)
_REACH = 400  # code points around the cue
_LONGEST_ORIGIN = 120  # code points


def origins(layout: Layout, attribution: Attribution) -> list[tuple[int, int]]:
    """Spans of those whom the sentence of an attribution cites, from the nearest to the farthest.

    What lies in its content is said by another; who made the report that is itself the source is
    no origin behind it.
    """
    anchors = attribution.cue or attribution.source
    if not anchors:
        return []
    first, last = layout.sentence(anchors[0].start)
    start, end = max(first, anchors[0].start - _REACH), min(last, anchors[0].start + _REACH)
    found = []
    for match in _CITING.finditer(layout.text, start, end):
        is_source = match["openly"] is None and _covers(attribution.source, match.start())
        origin = _origin(layout.text, match.end(), end, (*attribution.content, *attribution.cue))
        if origin is not None and not is_source and not _covers(attribution.content, match.start()):
            found.append(origin)
    return found


def _origin(text: str, start: int, end: int, others: Spans) -> tuple[int, int] | None:
    """What follows "citing", up to a break or to one of the other parts of the attribution."""
    limit = min([end, start + _LONGEST_ORIGIN, *(span.start for span in others if span.start >= start)])
    stop = _BREAK.search(text, start, limit)
    last = stop.start() if stop else limit
    return (start, last) if text[start:last].strip() else None


def _covers(spans: Spans, position: int) -> bool:
    return any(span.start <= position < span.end for span in spans)
