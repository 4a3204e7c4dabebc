"""What people decide of links: about pairs of claims, whatever is read or linked again."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Relation, Verdict
from app.store.link_tables import LinkVerdict, Wording
from app.store.tables import Claim


def standing(session: Session, low_id: int, high_id: int) -> LinkVerdict | None:
    """The verdict on two claims, or on those in whose place they stand."""
    return session.scalar(
        select(LinkVerdict)
        .where(LinkVerdict.now_low_id == low_id, LinkVerdict.now_high_id == high_id)
        .limit(1)
    )


def read(session: Session, low_id: int, high_id: int) -> str | None:
    """As a fact: "confirmed agrees", or None."""
    decided = session.get(LinkVerdict, (low_id, high_id))
    return fact_value(decided.verdict, decided.relation) if decided else None


def fact_value(verdict: Verdict, relation: Relation) -> str:
    return f"{verdict} {relation}"


def write(session: Session, low_id: int, high_id: int, value: str | None) -> None:
    decided = session.get(LinkVerdict, (low_id, high_id))
    if value is None:
        if decided is not None:
            session.delete(decided)
        return
    verdict, relation = value.split()
    if decided is None:
        low, high = sorted(_first(session, now(session, id_)) for id_ in (low_id, high_id))
        decided = LinkVerdict(low_id=low_id, high_id=high_id, now_low_id=low, now_high_id=high)
        session.add(decided)
    decided.verdict, decided.relation = Verdict(verdict), Relation(relation)


def now(session: Session, claim_id: int) -> int:
    """The claim in the place of one that is gone."""
    claim = session.get_one(Claim, claim_id)
    while claim.gone_at is not None and claim.replaced_by is not None:
        claim = session.get_one(Claim, claim.replaced_by)
    return claim.id


def _first(session: Session, claim_id: int) -> int:
    """The claim that has the links of all claims in its words."""
    wording = session.get(Wording, claim_id)
    return wording.first_id if wording else claim_id
