"""Claims as they stood in earlier versions of their article."""

from collections import defaultdict
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.store.tables import Claim, EarlierClaim, Naming, Version, Voice

COLUMNS = (
    "version_id", "key", "ordinal", "kind", "act", "quote", "start", "end", "mention", "cue",
    "hedges", "source_spans", "cue_spans", "content_spans", "hedge_spans", "margin",
    "standing",
)  # fmt: skip


def keep(session: Session, version: Version) -> None:
    """Keep the claims of a version that is about to be followed by a newer one."""
    live = (Claim.version_id == version.id, Claim.gone_at.is_(None))
    claims = {claim.id: claim for claim in session.scalars(select(Claim).where(*live))}
    voices: defaultdict[int, list[tuple[Any, ...]]] = defaultdict(list)
    statement = (
        select(Voice.claim_id, Voice.part, Naming.entry_id, Naming.alias_key, Naming.doubt)
        .join(Naming, Naming.id == Voice.naming_id)
        .join(Claim, Claim.id == Voice.claim_id)
        .where(*live)
        .order_by(Voice.claim_id, Voice.part, Voice.position)
    )
    for claim_id, *voice in session.execute(statement):
        voices[claim_id].append(tuple(voice))
    rows = [
        {name: getattr(claim, name) for name in COLUMNS}
        | {
            "claim_id": claim.id,
            "nested_in": claims[claim.nested_in].key if claim.nested_in in claims else None,
            "voices": voices[claim.id],
        }
        for claim in claims.values()
    ]
    if rows:
        session.execute(insert(EarlierClaim), rows)
