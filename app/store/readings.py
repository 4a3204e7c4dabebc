"""A reading -> rows of claims and their sources."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Attribution, Known, Reading, Standing
from app.store import corrections, directory, search, standing, tables
from app.store.keys import claim_key
from app.store.match import successor
from app.store.older import back, older, where
from app.store.places import fill, place_at, place_of, searched
from app.store.recognise import recognise
from app.store.repeats import repeat
from app.store.tables import Claim, Naming, Part
from app.store.takes import FOUND, Take, Texts, spans_of

Voices = Mapping[Part, Sequence[Naming]]


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
    texts, found = Texts(session, article.id), reading.attributions
    places = [place_of(attribution, version.text) for attribution in found]
    is_live = Claim.gone_at.is_(None)
    listed = select(Claim).where(Claim.article_id == article.id).order_by(Claim.ordinal, Claim.id)
    old = session.scalars(listed.where(is_live | (Claim.standing != Standing.MACHINE))).all()
    were_live = [claim for claim in old if claim.gone_at is None]
    search.forget(session, search.CLAIMS, searched(were_live))

    kept, repeated = recognise([older(claim, texts) for claim in old], places)
    new = {at: place for at, place in enumerate(places) if at not in kept and at not in repeated}
    heard = {at: old[index] for at, index in kept.items()} | back(session, article.id, new)
    for at in new:
        if at not in heard:
            heard[at] = Claim(key=claim_key(), article_id=article.id, as_read={})
    _fill(session, article, version, heard, found)
    for at, claim in heard.items():
        outer = found[at].nested_in
        if outer is not None and not claim.as_read:
            claim.nested_in = (heard[outer] if outer in heard else old[repeated[outer]]).id
    for claim in set(old).difference(heard.values()):
        if claim.as_read:
            claim.as_read = claim.as_read | {FOUND: False}
        else:
            claim.gone_at = datetime.now(UTC)
    session.flush()

    voices = _write_voices(session, article, heard, reading, seeds)
    for at, claim in heard.items():
        if claim.as_read:
            claim.as_read = {FOUND: True, **_take(version, found[at], voices[at]).json()}
    touched = [claim for claim in {*old, *heard.values()} if claim.as_read]
    if touched:
        corrections.show(session, texts, sorted(touched, key=lambda claim: claim.id))
        corrections.arrange(session, article.id)
    live = session.scalars(listed.where(is_live)).all()
    _stand_in(were_live, live, texts)
    search.index(session, search.CLAIMS, searched(live))
    repeat(session, [article.id])


def _fill(
    session: Session,
    article: tables.Article,
    version: tables.Version,
    claims: Mapping[int, Claim],
    found: Sequence[Attribution],
) -> None:
    """Let the claims that nobody touched be what was found."""
    for at, claim in sorted(claims.items()):
        claim.outlet, claim.sort_at = article.outlet, article.sort_at
        if not claim.as_read:
            fill(claim, found[at], version)
            claim.ordinal, claim.nested_in, claim.gone_at, claim.replaced_by = at, None, None, None
    # Lists show the newest first, by id too; written last first, an article's claims run in its order.
    session.add_all(claim for _, claim in sorted(claims.items(), reverse=True))
    session.flush()


def _stand_in(before: Sequence[Claim], live: Sequence[Claim], texts: Texts) -> None:
    """Say of the claims that went which one stands in their place, if one does."""
    went = [claim for claim in before if claim.gone_at is not None]
    if went:
        places = [place_at(spans_of(claim.content_spans), texts.newest.text) for claim in live]
    for claim in went:
        index = successor(where(claim, texts), places)
        claim.replaced_by = None if index is None else live[index].id


def _take(version: tables.Version, found: Attribution, voices: Mapping[Part, Sequence[Naming]]) -> Take:
    by, relay = (tuple(map(standing.form_of, voices[part])) for part in (Part.BY, Part.RELAY))
    return Take(
        version.number,
        found.content,
        found.kind,
        found.act,
        found.hedges,
        found.source,
        found.cue,
        found.margin,
        by,
        relay,
    )


def _write_voices(
    session: Session,
    article: tables.Article,
    claims: Mapping[int, Claim],
    reading: Reading,
    seeds: Sequence[Known],
) -> dict[int, dict[Part, list[Naming]]]:
    """Who answers for each attribution, as it was read; stored of the claims that nobody touched."""
    standing.forget(session, article.id)
    namings = directory.enter(session, article.id, reading.resolution.sources, seeds)
    read = {
        at: {
            Part.BY: [namings[index] for index in voice.sources],
            Part.RELAY: [namings[index] for index in voice.relay],
        }
        for at, voice in enumerate(reading.resolution.voices)
    }
    untouched = {at: claim for at, claim in claims.items() if not claim.as_read}
    rows = [
        {"claim_id": claim.id, "part": part, "position": position, "naming_id": naming.id}
        for at, claim in sorted(untouched.items())
        for part, listed in read[at].items()
        for position, naming in enumerate(listed)
    ]
    standing.write(session, rows, [claim.id for claim in untouched.values()])
    return read
