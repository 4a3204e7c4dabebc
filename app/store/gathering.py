"""Collections: finding one, and the order of the claims in it."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.store import desk_facts as facts
from app.store.errors import Gone, NotFound
from app.store.keys import claim_key, legal
from app.store.tables import Claim, Collection, Gathered

STEP = 2**32  # between neighbours, so that a claim can come between two others without moving them


def find(session: Session, key: str) -> Collection:
    """Raises NotFound, and Gone for a collection that was deleted."""
    collection = session.scalar(select(Collection).where(Collection.key == legal(key)))
    if collection is None:
        raise NotFound(f"There is no collection {key[:80]}.")
    if collection.gone_at is not None:
        at = collection.gone_at
        raise Gone(f"The collection “{collection.name}” was deleted on {at:%d %B %Y}.", at)
    return collection


def enter(session: Session) -> Collection:
    """A new collection, which counts as deleted so far."""
    collection = Collection(key=claim_key(), name="", description="", gone_at=datetime.now(UTC))
    session.add(collection)
    session.flush()
    return collection


def place(session: Session, collection: Collection, claim: Claim) -> Gathered:
    """The row of a claim in a collection; a new one counts as removed so far."""
    row = session.get(Gathered, (collection.id, claim.id))
    if row is None:
        row = Gathered(collection_id=collection.id, claim_id=claim.id, comment="", quote="", speakers="")
        session.add(row)
        session.flush()
    return row


def in_order(session: Session, collection: Collection) -> list[Gathered]:
    there = (Gathered.collection_id == collection.id, Gathered.position.is_not(None))
    statement = select(Gathered).where(*there).order_by(Gathered.position, Gathered.claim_id)
    return list(session.scalars(statement))


def order_token(rows: list[Gathered]) -> str:
    """The same for the same claims in the same order."""
    return facts.token(*(row.claim_id for row in rows))


def at_the_end(rows: list[Gathered]) -> int:
    return (rows[-1].position or 0) + STEP if rows else STEP


def moved(rows: list[Gathered], index: int, to: int) -> dict[str, facts.Value]:
    """The facts by which the claim at one place comes to stand at another: its own position alone,
    and those of all where there is no room left between its new neighbours."""
    row = rows[index]
    others = [*rows[:index], *rows[index + 1 :]]
    before = (others[to - 1].position or 0) if to else (others[0].position or 0) - 2 * STEP
    after = (others[to].position or 0) if to < len(others) else before + 2 * STEP
    if after - before > 1:
        return {_position(row): (before + after) // 2}
    new = [*others[:to], row, *others[to:]]
    return {_position(each): place * STEP for place, each in enumerate(new, start=1)}


def _position(row: Gathered) -> str:
    return facts.of_gathered(row.collection_id, "position", row.claim_id)
