"""What was read of an article, out of the database."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import domain
from app.domain import Attribution, Reading, Resolution, Span, Spans
from app.store.links import live_claims
from app.store.tables import Naming, Part, Source, SpanList, Voice


def stored_reading(session: Session, article_id: int) -> Reading:
    """The live claims of an article and who speaks in them, as far as they are kept."""
    claims = live_claims(session, article_id)
    places = {claim.id: place for place, claim in enumerate(claims)}
    namings = session.execute(
        select(Naming, Source.type)
        .join(Source, Source.id == Naming.entry_id)
        .where(Naming.article_id == article_id)
        .order_by(Naming.id)
    ).all()
    numbers = {naming.id: number for number, (naming, _) in enumerate(namings)}
    parts: dict[tuple[int, Part], list[int]] = {}
    voices = select(Voice).where(Voice.claim_id.in_(places)).order_by(Voice.position)
    for voice in session.scalars(voices):
        parts.setdefault((voice.claim_id, voice.part), []).append(numbers[voice.naming_id])
    return Reading(
        tuple(
            Attribution(
                source=_spans(claim.source_spans),
                cue=_spans(claim.cue_spans),
                content=_spans(claim.content_spans),
                kind=claim.kind,
                act=claim.act,
                hedges=_spans(claim.hedge_spans),
                nested_in=places.get(claim.nested_in or 0),
                margin=claim.margin,
            )
            for claim in claims
        ),
        Resolution(
            tuple(domain.Source(naming.name, type_, role=naming.role) for naming, type_ in namings),
            tuple(
                domain.Voice(*(tuple(parts.get((claim.id, part), ())) for part in (Part.BY, Part.RELAY)))
                for claim in claims
            ),
        ),
    )


def _spans(listed: SpanList) -> Spans:
    return tuple(Span(start, end) for start, end in listed)
