"""Whether links are between claims that stand, and know them in the right order."""

from collections.abc import Iterator

from sqlalchemy import Select, delete, or_, select
from sqlalchemy.orm import aliased

from app.store import relinking
from app.store.health.finding import Finding, Trouble, Walk, few
from app.store.link_tables import Link, LinkVerdict, Wording
from app.store.tables import Claim


def _mend(walk: Walk) -> None:
    """As when the claims went; what people decided of them is kept, and goes to those in their place."""
    gone = select(Claim.article_id).where(Claim.id.in_(select(_with_links().subquery().c.id))).distinct()
    for article_id in walk.session.scalars(gone).all():
        relinking.leave_out_gone(walk.session, article_id)
    for part in few(walk.rows(_with_links())):
        ids = [row.id for row in part]
        walk.session.execute(delete(Link).where(or_(Link.low_id.in_(ids), Link.high_id.in_(ids))))


GONE = Trouble(
    "Claims that are gone, and still have links or are held against others",
    "“--repair” leaves them out, as should have been done when they went.",
    _mend,
)
HEADLESS = Trouble(
    "Claims in the words of another one which is not the first in them",
    "Bring back a backup from before (“sourcelight restore”). Their links are not shown meanwhile.",
)
TWISTED = Trouble(
    "Pairs of claims with the higher id first, or a claim and itself",
    "Bring back a backup from before (“sourcelight restore”), or delete the row: a link is found again by "
    "“sourcelight relate --all”, a verdict has to be given again.",
)


def gone_claims_have_no_links(walk: Walk) -> Iterator[Finding]:
    for _, key, article_id in walk.rows(_with_links()):
        yield Finding(GONE, f"Claim {key} of article {article_id}")


def words_have_a_first_claim(walk: Walk) -> Iterator[Finding]:
    first = aliased(Wording)
    statement = (
        select(Wording.claim_id, Wording.first_id)
        .outerjoin(first, (first.claim_id == Wording.first_id) & (first.digest == Wording.digest))
        .where(or_(first.claim_id.is_(None), first.first_id != first.claim_id))
    )
    for claim_id, first_id in walk.rows(statement):
        yield Finding(HEADLESS, f"wordings, claim_id {claim_id}: the first is said to be {first_id}")


def pairs_are_in_order(walk: Walk) -> Iterator[Finding]:
    for table in (Link, LinkVerdict):
        twisted = table.low_id >= table.high_id
        if table is LinkVerdict:
            twisted |= LinkVerdict.now_low_id > LinkVerdict.now_high_id
        for low, high in walk.rows(select(table.low_id, table.high_id).where(twisted)):
            yield Finding(TWISTED, f"{table.__tablename__}, low_id {low}, high_id {high}")


def _with_links() -> Select[int, str, int]:
    linked = or_(
        select(Link.low_id).where(Link.low_id == Claim.id).exists(),
        select(Link.high_id).where(Link.high_id == Claim.id).exists(),
        select(Wording.claim_id).where(Wording.claim_id == Claim.id).exists(),
    )
    return select(Claim.id, Claim.key, Claim.article_id).where(Claim.gone_at.is_not(None), linked)
