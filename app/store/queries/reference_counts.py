"""How many cross-references the claims of an article have."""

from sqlalchemy import Select, func, or_, select, union_all
from sqlalchemy.orm import Session, aliased

from app.domain import Relation, Verdict
from app.store.link_pages import ReferenceCounts
from app.store.link_tables import Link, LinkVerdict, Wording
from app.store.queries.edges import BEARING, found_too
from app.store.tables import Claim


def reference_counts(session: Session, article_id: int) -> tuple[ReferenceCounts, ...]:
    """How many links the claims of an article have, of those that have any; one query."""
    ends = [
        select(Claim.key, Link.relation, Link.low_id, Link.high_id)
        .join(Wording, Wording.claim_id == Claim.id)
        .join(Link, end == Wording.first_id)
        .where(Claim.article_id == article_id, Claim.gone_at.is_(None), ~Link.verbatim)
        for end in (Link.low_id, Link.high_id)
    ]
    found = union_all(*ends, *_added_ends(article_id)).subquery()
    decided = (LinkVerdict.now_low_id == found.c.low_id) & (LinkVerdict.now_high_id == found.c.high_id)
    relation = func.coalesce(LinkVerdict.relation, found.c.relation)
    statement = (
        select(found.c.key, relation, func.count())
        .outerjoin(LinkVerdict, decided)
        .where(func.coalesce(LinkVerdict.verdict, "") != Verdict.REJECTED.value)
        .group_by(found.c.key, relation)
        .order_by(found.c.key)
    )
    counts: dict[str, dict[str, int]] = {}
    for key, named, number in session.execute(statement):
        counts.setdefault(key, {})[str(named)] = number
    return tuple(
        ReferenceCounts(key, *(each.get(relation.value, 0) for relation in (*BEARING, Relation.RELATED)))
        for key, each in counts.items()
    )


def _added_ends(article_id: int) -> list[Select[str, Relation, int, int]]:
    """The same columns, of links that people added and the machine did not find."""
    other = aliased(Claim)
    low, high = LinkVerdict.now_low_id, LinkVerdict.now_high_id
    return [
        select(Claim.key, LinkVerdict.relation, low, high)
        .outerjoin(Wording, Wording.claim_id == Claim.id)
        .join(LinkVerdict, or_(end == Claim.id, end == Wording.first_id))
        .join(other, other.id == other_end)
        .where(Claim.article_id == article_id, Claim.gone_at.is_(None), other.gone_at.is_(None))
        .where(LinkVerdict.verdict == Verdict.ADDED, ~found_too())
        for end, other_end in ((low, high), (high, low))
    ]
