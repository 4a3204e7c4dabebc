"""Articles whose claims people have put right, as data to train and measure the extractor with."""

import json
import re
from collections.abc import Collection, Iterable

from app.domain import Span, Spans
from app.store.pages import ArticlePage, Claim

NEAR = 300  # code points on either side of a claim, in which its source is looked for by name


def gold_line(page: ArticlePage, renamed: Collection[str] = ()) -> str:
    """One JSON object: {"id", "text", "attributions": [{"source", "cue", "content"}]}, spans in code points.

    The form in which training/ and `sourcelight evaluate` read PolNeAR (Newell et al. 2018), which like
    them has no attributions inside others. They are in the order of their cues, or of their contents
    where no cue is known, as of claims that people added. `renamed` are the ids of claims whose source
    people changed: like those of added claims they are looked for by their names.
    """
    found = [_attribution(page.text, claim, renamed) for claim in page.claims if claim.nested_in is None]
    found.sort(key=lambda each: each["cue"] or each["content"])
    record = {"id": str(page.article.id), "text": page.text, "attributions": found}
    return json.dumps(record, ensure_ascii=False)


def _attribution(text: str, claim: Claim, renamed: Collection[str]) -> dict[str, list[list[int]]]:
    source = claim.source_spans
    if claim.id in renamed or not source:
        source = tuple(_named(text, claim))
    parts: dict[str, Spans] = {"source": source, "cue": claim.cue_spans, "content": claim.content_spans}
    return {name: [list(span) for span in sorted(spans)] for name, spans in parts.items()}


def _named(text: str, claim: Claim) -> Iterable[Span]:
    """Where each source is named nearest to the claim, outside its words."""
    around = claim.content_spans + claim.cue_spans
    first, last = min(around).start, max(span.end for span in around)
    for chip in claim.sources:
        names = re.compile(rf"(?<!\w){re.escape(chip.name)}(?!\w)")
        found = [Span(*each.span()) for each in names.finditer(text, max(0, first - NEAR), last + NEAR)]
        outside = [span for span in found if not any(_overlap(span, each) for each in claim.content_spans)]
        yield from sorted(outside, key=lambda span: max(first - span.end, span.start - last))[:1]


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
