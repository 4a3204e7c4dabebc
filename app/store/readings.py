"""A reading -> rows of claims and their sources."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Attribution, Known, Reading, Spans
from app.store import directory, search, standing, tables
from app.store.changes import shift
from app.store.keys import claim_key
from app.store.match import Place, match, successor
from app.store.tables import Part, SpanList

AROUND = 32  # code points of prefix and suffix
JOINT = " … "


def joined(spans: Spans, text: str) -> str:
    """The words of all spans."""
    return JOINT.join(span.of(text) for span in spans)


def _listed(spans: Spans) -> SpanList:
    return [[start, end] for start, end in spans]


def place_of(attribution: Attribution, text: str) -> Place:
    """Where an attribution's content stands; `content` must not be empty."""
    start = min(span.start for span in attribution.content)
    end = max(span.end for span in attribution.content)
    return Place(
        quote=joined(attribution.content, text),
        prefix=text[max(0, start - AROUND) : start],
        suffix=text[end : end + AROUND],
        start=start,
        end=end,
    )


def _places(session: Session, claims: Sequence[tables.Claim], version: tables.Version) -> list[Place]:
    """Where claims stand, or would stand in this version if they are of an earlier one."""
    earlier = {claim.version_id for claim in claims} - {version.id}
    texts = [session.get_one(tables.Version, each).text for each in earlier]
    shifts = {each: shift(text, version.text) for each, text in zip(earlier, texts, strict=True)}
    return [
        Place(claim.quote, claim.prefix, claim.suffix, shifted(claim.start), shifted(claim.end))
        for claim in claims
        for shifted in (shifts.get(claim.version_id, int),)
    ]


def _fill(claim: tables.Claim, attribution: Attribution, place: Place, text: str) -> None:
    claim.quote, claim.prefix, claim.suffix = place.quote, place.prefix, place.suffix
    claim.start, claim.end = place.start, place.end
    claim.kind, claim.act, claim.margin = attribution.kind, attribution.act, attribution.margin
    claim.mention, claim.cue = joined(attribution.source, text), joined(attribution.cue, text)
    claim.hedges = [span.of(text) for span in attribution.hedges]
    claim.source_spans, claim.cue_spans = _listed(attribution.source), _listed(attribution.cue)
    claim.content_spans, claim.hedge_spans = _listed(attribution.content), _listed(attribution.hedges)


def searched(claims: Iterable[tables.Claim]) -> list[tuple[int, str]]:
    return [(claim.id, f"{claim.quote} {claim.mention}") for claim in claims]


def write_reading(
    session: Session,
    article: tables.Article,
    version: tables.Version,
    reading: Reading,
    *,
    extractor: str,
    seeds: Sequence[Known],
) -> None:
    """Make the article's claims those of this reading.

    Claims found again keep their row and key; the others stay as gone, with the new claim that
    stands in their place, if one does.
    """
    article.read_for_claims, version.extractor = True, extractor
    old = session.scalars(
        select(tables.Claim)
        .where(tables.Claim.article_id == article.id, tables.Claim.gone_at.is_(None))
        .order_by(tables.Claim.ordinal)
    ).all()
    places = [place_of(attribution, version.text) for attribution in reading.attributions]
    before = _places(session, old, version)
    kept = match(before, places)
    search.forget(session, search.CLAIMS, searched(old))

    claims = [
        old[kept[index]] if index in kept else tables.Claim(key=claim_key(), article_id=article.id)
        for index in range(len(places))
    ]
    for ordinal, (claim, attribution) in enumerate(zip(claims, reading.attributions, strict=True)):
        _fill(claim, attribution, places[ordinal], version.text)
        claim.ordinal, claim.version_id, claim.nested_in = ordinal, version.id, None
        claim.outlet, claim.sort_at = article.outlet, article.sort_at
    # Lists show the newest first, by id too; written last first, an article's claims run in its order.
    session.add_all(reversed(claims))
    session.flush()

    for claim, attribution in zip(claims, reading.attributions, strict=True):
        if attribution.nested_in is not None:
            claim.nested_in = claims[attribution.nested_in].id
    still = set(kept.values())
    for index, claim in enumerate(old):
        if index not in still:
            _part_with(claim, before[index], claims, places)
    session.flush()
    search.index(session, search.CLAIMS, searched(claims))
    _write_voices(session, article, claims, reading, seeds)


def _part_with(
    claim: tables.Claim, place: Place, claims: Sequence[tables.Claim], places: Sequence[Place]
) -> None:
    claim.gone_at = datetime.now(UTC)
    index = successor(place, places)
    claim.replaced_by = None if index is None else claims[index].id


def _write_voices(
    session: Session,
    article: tables.Article,
    claims: Sequence[tables.Claim],
    reading: Reading,
    seeds: Sequence[Known],
) -> None:
    standing.forget(session, article.id)
    namings = directory.enter(session, article.id, reading.resolution.sources, seeds)
    voices = [
        {"claim_id": claim.id, "part": part, "position": position, "naming_id": namings[index].id}
        for claim, voice in zip(claims, reading.resolution.voices, strict=True)
        for part, indices in ((Part.BY, voice.sources), (Part.RELAY, voice.relay))
        for position, index in enumerate(indices)
    ]
    standing.write(session, voices, [claim.id for claim in claims])
