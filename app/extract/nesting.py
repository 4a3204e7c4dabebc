"""What others are said to have said: attributions inside the content of an attribution."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from app.domain import Act, Attribution, Span
from app.extract.act import act_told
from app.extract.decode import attributions
from app.extract.inversion import sentence_start
from app.extract.tagger import Tagger

# Reading a content again costs as much as reading it the first time, so only where one of these stands.
LIKELY_CUE = re.compile(
    r"\b(?:according to|accus\w+|admit\w*|announc\w+|argu(?:e[sd]?|ing)|believ\w+|call(?:ed|s|ing)|claim\w*|"
    r"confirm\w*|den(?:y|ie[sd]|ying)|describ\w+|fear\w*|insist\w*|promis\w+|report(?:s|ed)?|sa(?:id|ys?|ying)|"
    r"suggest\w*|tell(?:s|ing)?|think(?:s|ing)?|thought|told|vow\w*|want(?:s|ed)?|warn\w*|wr(?:ites?|ote))\b",
    re.IGNORECASE,
)
OWN_VOICE = frozenset({"i", "we", "me", "us"})
ANYBODY = frozenset({"anybody", "anyone", "no one", "nobody", "you"})
ASKING = frozenset({"who", "which", "what"})
OPENING = re.compile(r"(?:''|[“„«»‘\"])?\s*")
CLOSING = re.compile(r"\s*(?:''|[”“«»’\"])$")
DEPTH = 2


def _inside(inner: Attribution, outer: Attribution) -> bool:
    parts = (*inner.source, *inner.cue, *inner.content)
    around = (_at(outer.content, part.start) for part in parts)
    return all(each and part.end <= each.end for part, each in zip(parts, around, strict=True))


def _at(spans: Sequence[Span], position: int) -> Span | None:
    """The span, of sorted ones, that holds a position."""
    before = bisect_right(spans, position, key=lambda span: span.start) - 1
    return spans[before] if before >= 0 and position < spans[before].end else None


def _is_another_voice(inner: Attribution, text: str, home: Span) -> bool:
    """Whether somebody else is said to speak, or to think something.

    "I think" inside a quotation is no second voice, "you think" is anybody's, "who thinks" at a
    sentence's beginning asks.
    """
    if not inner.source:
        return False
    source = inner.source[0]
    words, act = source.of(text).lower(), act_told(text, inner.cue)
    if words in OWN_VOICE or (words in ANYBODY and act is not Act.STATES):
        return False
    if words in ASKING and source.start in (home.start, sentence_start(text, source.start)):
        return False
    return act is not None or LIKELY_CUE.search(inner.cue[0].of(text)) is not None


def _unquoted(text: str, span: Span) -> Span:
    """A span without the quotation marks around it, inside which the tagger hears one voice only."""
    start = OPENING.match(text, *span)
    begin = start.end() if start else span.start
    close = CLOSING.search(text, max(begin, span.end - 3), span.end)
    return Span(begin, close.start()) if close and close.start() > begin else Span(begin, span.end)


def nested(text: str, outer: Sequence[Attribution], tagger: Tagger) -> list[Attribution]:
    """The outer attributions, followed by those found inside them, level by level."""
    found = list(outer)
    level = range(len(found))
    for _ in range(DEPTH):
        parents: dict[Span, int] = {
            _unquoted(text, span): index
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
            home = _at(spans, inner.content[0].start)
            if home is None or not _is_another_voice(inner, text, home):
                continue
            if _inside(inner, found[parents[home]]):
                found.append(replace(inner, nested_in=parents[home]))
        level = range(begin, len(found))
    return found
