"""A claim's words in runs: its hedges, the words it shares with another claim, and its figure."""

import re
from dataclasses import dataclass
from itertools import pairwise

from app.domain import Span, Spans
from app.store.pages import Claim

JOINT = " … "  # between the parts of a quote
LONGEST = 320  # code points of a quote that are shown beside another one
LEAD = 80  # code points before the first shared word of a longer one
NUMBER = re.compile(
    r"[$€£¥₩]?\d(?:[\d,.\u202f\u00a0]*\d)?(?:\s?%|\s(?:per\s?cent|thousand|million|billion|trillion)\b)?"
)
THAT = re.compile(r"that,?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    hedge: bool = False
    shared: bool = False


def runs(claim: Claim, shared: Spans = (), longest: int | None = None) -> tuple[Run, ...]:
    """The quote in runs; their texts joined are the quote, or its part around the shared words.

    `shared` are spans of the quote. `longest` is the most code points that are given.
    """
    hedges = hedges_in(claim)
    shown = _excerpt(claim.quote, shared, longest)
    borders = {
        *shown,
        *(edge for span in (*hedges, *shared) for edge in span if shown.start < edge < shown.end),
    }
    found = tuple(
        Run(claim.quote[start:end], hedge=_holds(hedges, start), shared=_holds(shared, start))
        for start, end in pairwise(sorted(borders))
    )
    before = (Run("… "),) if shown.start else ()
    after = (Run(" …"),) if shown.end < len(claim.quote) else ()
    return (*before, *found, *after)


def hedges_in(claim: Claim) -> Spans:
    """The hedges as spans of the quote. Those beside the claim's own words are not among them."""
    found, offset = [], 0
    for part in claim.content_spans:
        found += [
            Span(hedge.start - part.start + offset, hedge.end - part.start + offset)
            for hedge in claim.hedge_spans
            if part.start <= hedge.start and hedge.end <= part.end
        ]
        offset += part.end - part.start + len(JOINT)
    return tuple(found)


def _excerpt(quote: str, shared: Spans, longest: int | None) -> Span:
    if longest is None or len(quote) <= longest:
        return Span(0, len(quote))
    first = min((span.start for span in shared), default=0)
    start = quote.rfind(" ", 0, first - LEAD) + 1 if first > longest - LEAD else 0
    end = quote.rfind(" ", start + 1, start + longest)
    return Span(start, end if end > start else start + longest)


def _holds(spans: Spans, place: int) -> bool:
    return any(span.start <= place < span.end for span in spans)


def around_number(words: str) -> tuple[str, str, str]:
    """A figure as the words before its number, the number, and the words after it.

    As in ("at least ", "100", " killed"). There is no number where none is written in digits.
    """
    found = NUMBER.search(words)
    return (words[: found.start()], found[0], words[found.end() :]) if found else (words, "", "")


def as_name(quote: str) -> str:
    """A claim's words as the name of what it is about: "that the mill is shut" is "The mill is shut"."""
    words = quote[found.end() :] if (found := THAT.match(quote)) else quote
    return words[:1].upper() + words[1:]
