"""Where an attribution stands in a text, and a row of claims made of it."""

from collections.abc import Iterable

from app.domain import Attribution, Spans
from app.store import tables
from app.store.doubtful import doubt_of
from app.store.match import Place
from app.store.search import Entry
from app.store.tables import SpanList

AROUND = 32  # code points of prefix and suffix
JOINT = " … "


def joined(spans: Spans, text: str) -> str:
    """The words of all spans."""
    return JOINT.join(span.of(text) for span in spans)


def place_of(attribution: Attribution, text: str) -> Place:
    """Where an attribution's content stands; `content` must not be empty."""
    return place_at(attribution.content, text)


def place_at(content: Spans, text: str) -> Place:
    start = min(span.start for span in content)
    end = max(span.end for span in content)
    return Place(
        quote=joined(content, text),
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
        start=start,
        end=end,
        spans=content,
    )


def fill(claim: tables.Claim, attribution: Attribution, version: tables.Version) -> None:
    """Let a claim be an attribution of a version."""
    text, place = version.text, place_of(attribution, version.text)
    claim.version_id = version.id
    claim.quote, claim.prefix, claim.suffix = place.quote, place.prefix, place.suffix
    claim.start, claim.end = place.start, place.end
    claim.kind, claim.act, claim.margin = attribution.kind, attribution.act, attribution.margin
    claim.doubt = doubt_of(
        attribution.margin, place.quote, attribution.source, attribution.cue, attribution.content
    )
    claim.mention, claim.cue = joined(attribution.source, text), joined(attribution.cue, text)
    claim.hedges = [span.of(text) for span in attribution.hedges]
    claim.source_spans, claim.cue_spans = _listed(attribution.source), _listed(attribution.cue)
    claim.content_spans, claim.hedge_spans = _listed(attribution.content), _listed(attribution.hedges)


def searched(claims: Iterable[tables.Claim]) -> list[Entry]:
    """What claims are found by."""
    return [Entry(claim.id, claim.sort_at, f"{claim.quote} {claim.mention}") for claim in claims]


def _listed(spans: Spans) -> SpanList:
    return [[start, end] for start, end in spans]
