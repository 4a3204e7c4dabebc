"""A claim as it stood in one version of its article, and what has changed of it since."""

from app.domain import Span
from app.paragraphs import paragraph_spans
from app.store.pages import ArticlePage, Claim, ClaimPage


def claim_in(page: ArticlePage, key: str) -> ClaimPage | None:
    """The claim's own page out of its article's; None where this version does not have it."""
    claim = next((each for each in page.claims if each.id == key), None)
    if claim is None:
        return None
    within = _paragraphs(page.text, claim)
    return ClaimPage(
        claim=claim,
        article=page.article,
        version=page.version,
        text=within.of(page.text),
        offset=within.start,
        neighbours=tuple(each for each in page.claims if _meets(each, within)),
    )


def changed_since(then: Claim, now: Claim) -> tuple[str, ...]:
    """What differs, as in ("words", "source")."""
    pairs = {
        "words": (then.quote, now.quote),
        "source": (then.sources, now.sources),
        "relay": (then.relay, now.relay),
        "kind": (then.kind, now.kind),
        "act": (then.act, now.act),
        "hedges": (then.hedges, now.hedges),
    }
    return tuple(name for name, (one, other) in pairs.items() if one != other)


def _paragraphs(text: str, claim: Claim) -> Span:
    """From the start of the first to the end of the last paragraph that holds a part of the claim."""
    spans = (*claim.content_spans, *claim.cue_spans, *claim.source_spans)
    first, last = min(span.start for span in spans), max(span.end for span in spans)
    held = [Span(start, end) for start, end in paragraph_spans(text) if start < last and end > first]
    return Span(held[0].start, held[-1].end) if held else Span(first, last)


def _meets(claim: Claim, within: Span) -> bool:
    return any(span.start < within.end and within.start < span.end for span in claim.content_spans)
