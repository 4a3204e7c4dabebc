"""The claims that an article has, as they would stand in its newest text."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Span, Standing
from app.store import corrections
from app.store.match import Place, match
from app.store.places import place_at
from app.store.recognise import Older
from app.store.tables import Claim
from app.store.takes import Texts, spans_of, take_of


def older(claim: Claim, texts: Texts) -> Older:
    """A claim that a new reading may find again."""
    if not claim.as_read:
        return Older(where(claim, texts))
    stands, take = corrections.stands(claim, texts), take_of(claim.as_read)
    if stands is None:
        return Older(None)
    read = texts.now(take) if take else None
    return Older(
        place_at(read.content, texts.newest.text) if read else None,
        place_at(stands.content, texts.newest.text),
        returns=claim.gone_at is not None and claim.standing is not Standing.REMOVED,
    )


def where(claim: Claim, texts: Texts) -> Place:
    """Where the row of a claim stands, or would if its words were still there."""
    shifted = texts.move_from(claim.version_id).shifted
    spans = tuple(Span(shifted(span.start), shifted(span.end)) for span in spans_of(claim.content_spans))
    start, end = shifted(claim.start), shifted(claim.end)
    return Place(claim.quote, claim.prefix, claim.suffix, start, end, spans)


def back(session: Session, article_id: int, places: Mapping[int, Place]) -> dict[int, Claim]:
    """Which places are of claims that were gone, and are in the text again; by their words."""
    if not places:
        return {}
    statement = select(Claim).where(
        Claim.article_id == article_id, Claim.gone_at.is_not(None), Claim.standing == Standing.MACHINE
    )
    gone = session.scalars(statement.order_by(Claim.id)).all()
    before = [Place(claim.quote, claim.prefix, claim.suffix, claim.start, claim.end) for claim in gone]
    at = list(places)
    return {at[new]: gone[index] for new, index in match(before, list(places.values())).items()}
