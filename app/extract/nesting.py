"""What others are said to have said: attributions inside the content of an attribution."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain import Attribution, Span
from app.extract.decode import attributions
from app.extract.tagger import Tagger

# Reading a content again costs as much as reading it the first time, so only where one of these stands.
LIKELY_CUE = re.compile(
    r"\b(?:according to|accus\w+|admit\w*|announc\w+|argu(?:e[sd]?|ing)|believ\w+|call(?:ed|s|ing)|claim\w*|"
    r"confirm\w*|den(?:y|ie[sd]|ying)|describ\w+|fear\w*|insist\w*|promis\w+|report(?:s|ed)?|sa(?:id|ys?|ying)|"
    r"suggest\w*|tell(?:s|ing)?|think(?:s|ing)?|thought|told|vow\w*|want(?:s|ed)?|warn\w*|wr(?:ites?|ote))\b",
    re.IGNORECASE,
)
FIRST_PERSON = frozenset({"i", "we", "me", "us"})
DEPTH = 2


def _inside(inner: Attribution, outer: Attribution) -> bool:
    parts = (*inner.source, *inner.cue, *inner.content)
    return all(any(s.start <= p.start and p.end <= s.end for s in outer.content) for p in parts)


def _is_another_voice(inner: Attribution, text: str) -> bool:
    """A nested claim needs somebody else who makes it; "I think" inside a quotation is no second voice."""
    return bool(inner.source) and inner.source[0].of(text).lower() not in FIRST_PERSON


def nested(text: str, outer: Sequence[Attribution], tagger: Tagger) -> list[Attribution]:
    """The outer attributions, followed by those found inside them, level by level."""
    found = list(outer)
    level = range(len(found))
    for _ in range(DEPTH):
        parents: dict[Span, int] = {
            span: index
            for index in level
            for span in found[index].content
            if LIKELY_CUE.search(span.of(text))
        }
        if not parents:
            break
        spans = sorted(parents)
        pieces = tagger.cut(text, spans)
        begin = len(found)
        for inner in attributions(pieces, tagger.score(pieces)):
            home = next((s for s in spans if s.start <= inner.content[0].start < s.end), None)
            if home is None or not _is_another_voice(inner, text):
                continue
            if _inside(inner, found[parents[home]]):
                found.append(replace(inner, nested_in=parents[home]))
        level = range(begin, len(found))
    return found
