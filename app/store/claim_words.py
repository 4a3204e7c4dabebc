"""A claim in words for the log, and in a few letters for whoever is about to change it."""

import hashlib
import json
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store.correction_pages import ACT, CONTENT, FIELDS, HEDGES, KIND, RELAY, SOURCES
from app.store.corrections import ADDED, REMOVED
from app.store.tables import Claim, ClaimSource, Part, Source

# Double marks within a quotation become single ones.
SINGLE = str.maketrans({"“": "‘", "”": "’", "„": "‚", "«": "‹", "»": "›", '"': "'"})


def told(session: Session, claim_id: int, names: Collection[str]) -> str:
    """What these of its fields are now; nothing for a claim that is gone."""
    claim = session.get_one(Claim, claim_id)
    if claim.gone_at is not None:
        return ""
    fields = [field for field in FIELDS if field in names]
    if REMOVED in names or ADDED in names:
        fields = list(FIELDS)
    speakers = _speakers(session, claim_id)
    words = {
        CONTENT: f"“{inside_quotation(claim.quote)}”",
        SOURCES: f"source {', '.join(speakers[Part.BY]) or 'not given'}",
        RELAY: f"citing {', '.join(speakers[Part.RELAY]) or 'nobody'}",
        KIND: f"kind {claim.kind}",
        ACT: f"act {claim.act}",
        HEDGES: f"hedges: {', '.join(claim.hedges)}" if claim.hedges else "no hedges",
    }
    return "; ".join(words[field] for field in fields)


def inside_quotation(words: str) -> str:
    """The words as they stand between double quotation marks."""
    return words.translate(SINGLE)


def _speakers(session: Session, claim_id: int) -> dict[Part, list[str]]:
    found: dict[Part, list[str]] = {Part.BY: [], Part.RELAY: []}
    statement = (
        select(ClaimSource.part, Source.name)
        .join(Source, Source.id == ClaimSource.source_id)
        .where(ClaimSource.claim_id == claim_id)
        .order_by(ClaimSource.position)
    )
    for part, name in session.execute(statement):
        found[part].append(name)
    return found


def seen(session: Session, claim: Claim) -> str:
    """The same as long as the claim is shown the same: a form holds it, so that a change is noticed."""
    return seen_of(session, [claim])[claim.id]


def seen_of(session: Session, claims: Collection[Claim]) -> dict[int, str]:
    """The same of several, by their row id; one query."""
    answers: dict[int, list[tuple[str, int, int]]] = {claim.id: [] for claim in claims}
    columns = ClaimSource.claim_id, ClaimSource.part, ClaimSource.position, ClaimSource.source_id
    found = session.execute(select(*columns).where(ClaimSource.claim_id.in_(answers)))
    for claim_id, part, position, source_id in found:
        answers[claim_id].append((part, position, source_id))
    return {claim.id: _digest(claim, answers[claim.id]) for claim in claims}


def _digest(claim: Claim, answers: Collection[tuple[str, int, int]]) -> str:
    state = (
        claim.version_id,
        claim.gone_at is None,
        claim.standing,
        claim.kind,
        claim.act,
        claim.content_spans,
        claim.hedge_spans,
        sorted(answers),
    )
    return hashlib.sha256(json.dumps(state).encode()).hexdigest()[:16]
