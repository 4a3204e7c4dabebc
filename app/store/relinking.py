"""What becomes of links when claims are gone, or have other words than before."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, exists, or_, select, update
from sqlalchemy.orm import Session

from app.store import verdicts
from app.store.link_tables import Embedding, Figure, Link, LinkVerdict, Wording
from app.store.tables import Claim


def leave_out_gone(session: Session, article_id: int) -> None:
    """The claims of an article that are gone no longer have links.

    Where others have the same words, the next of them takes the links over. What people decided of
    a claim goes with the one in its place; if there is none, with those others.
    """
    statement = (
        select(Wording.claim_id, Wording.first_id, Claim.replaced_by)
        .join(Claim, Claim.id == Wording.claim_id)
        .where(Claim.article_id == article_id, Claim.gone_at.is_not(None))
    )
    rows = session.execute(statement).all()
    gone = {claim_id for claim_id, _, _ in rows}
    heirs = hand_over(session, gone)
    for claim_id, first, replaced_by in rows:
        if replaced_by is None:
            continue
        if claim_id == first and claim_id not in heirs:
            _move_links(session, claim_id, replaced_by, _is_decided())
            _move_verdicts(session, claim_id, replaced_by)
        else:
            _take_along(session, heirs.get(first, first), replaced_by)
    _delete(session, gone, _touch(gone))


def hand_over(session: Session, claim_ids: Collection[int]) -> dict[int, int]:
    """Claim -> the next claim in the same words, which has its links now."""
    statement = (
        select(Wording.first_id, Wording.claim_id)
        .where(Wording.first_id.in_(claim_ids), Wording.claim_id.not_in(claim_ids))
        .order_by(Wording.claim_id.desc())
    )
    heirs: dict[int, int] = dict(session.execute(statement).all())  # the earliest comes last
    for first, heir in heirs.items():
        embedding = session.scalar(
            select(Embedding)
            .join(Wording, Wording.embedding_id == Embedding.id)
            .where(Wording.claim_id == first)
        )
        own = None
        if embedding is not None:
            own = Embedding(
                claim_id=heir, at=embedding.at, relater=embedding.relater, vectors=embedding.vectors
            )
            session.add(own)
            session.flush()
        same = (Wording.first_id == first) & Wording.claim_id.not_in(claim_ids)
        session.execute(update(Wording).where(same).values(first_id=heir))
        session.execute(
            update(Wording).where(Wording.claim_id == heir).values(embedding_id=own.id if own else None)
        )
        _move_links(session, first, heir)
        session.execute(delete(Link).where(_touch([first])))
        _move_verdicts(session, first, heir)
    return heirs


def forget(session: Session, claim_ids: Collection[int]) -> None:
    """Leave out what was found of these claims, so that it can be found anew.

    Links that people decided of stay: they may not be found again.
    """
    _delete(session, claim_ids, _touch(claim_ids) & ~_is_decided())


def reword(session: Session, claim_id: int) -> None:
    """A claim has other words, or another source: what is in its old words goes on without it.

    What people decided of this very claim it takes along. It is held against the others anew
    (Pipeline.relate).
    """
    wording = session.get(Wording, claim_id)
    first = wording.first_id if wording else claim_id
    head = hand_over(session, [claim_id]).get(claim_id, first)
    if head != claim_id:
        _take_along(session, head, claim_id)
    forget(session, [claim_id])
    for link in session.scalars(
        select(Link).where(_touch([claim_id]))
    ):  # shared words are spans of the quotes
        link.low_shared, link.high_shared = [], []
    session.flush()


def join(session: Session, claim_ids: Collection[int]) -> None:
    """Claims that are told in words of others now: the first of these has what people decided of them."""
    statement = select(Wording.claim_id, Wording.first_id).where(
        Wording.claim_id.in_(claim_ids), Wording.claim_id != Wording.first_id
    )
    for claim_id, first in session.execute(statement).all():
        _move_links(session, claim_id, first, _is_decided())
        _move_verdicts(session, claim_id, first)
        session.execute(delete(Link).where(_touch([claim_id])))


def _take_along(session: Session, first: int, claim_id: int) -> None:
    """Let a claim that leaves the words of `first` have what people decided of it, not of the others."""
    statement = select(LinkVerdict).where(
        or_(LinkVerdict.now_low_id == first, LinkVerdict.now_high_id == first)
    )
    for decided in session.scalars(statement).all():
        meant = {verdicts.now(session, id_) for id_ in (decided.low_id, decided.high_id)}
        if claim_id in meant:
            pair = Link.low_id == decided.now_low_id, Link.high_id == decided.now_high_id
            _move_links(session, first, claim_id, *pair)
            _move_verdict(decided, first, claim_id)
    session.flush()


def _delete(session: Session, claim_ids: Collection[int], links: ColumnElement[bool]) -> None:
    session.execute(delete(Link).where(links))
    session.execute(delete(Figure).where(Figure.claim_id.in_(claim_ids)))
    session.execute(delete(Wording).where(Wording.claim_id.in_(claim_ids)))
    session.expire_all()


def _touch(claim_ids: Collection[int]) -> ColumnElement[bool]:
    return or_(Link.low_id.in_(claim_ids), Link.high_id.in_(claim_ids))


def _is_decided() -> ColumnElement[bool]:
    return exists().where(LinkVerdict.now_low_id == Link.low_id, LinkVerdict.now_high_id == Link.high_id)


def _move_links(session: Session, old: int, new: int, *which: ColumnElement[bool]) -> None:
    """Let another claim have links of one, but for those that it has itself."""
    quotes = dict(session.execute(select(Claim.id, Claim.quote).where(Claim.id.in_((old, new)))).all())
    found = session.scalars(select(Link).where(_touch([old]), *which)).all()
    own = {(link.low_id, link.high_id) for link in session.scalars(select(Link).where(_touch([new])))}
    for link in found:
        if new in (link.low_id, link.high_id):
            continue
        moved = _moved(link, old, new)
        if quotes[old] != quotes[new]:  # shared words are spans of the quotes
            moved.low_shared, moved.high_shared = [], []
        if (moved.low_id, moved.high_id) not in own:
            session.add(moved)
    session.flush()


def _moved(link: Link, old: int, new: int) -> Link:
    """The link with another claim in the place of one; the lower id is the first again."""
    sides = [
        (new if link.low_id == old else link.low_id, link.low_shared, link.low_figure, link.low_when),
        (new if link.high_id == old else link.high_id, link.high_shared, link.high_figure, link.high_when),
    ]
    low, high = sorted(sides, key=lambda side: side[0])
    return Link(
        low_id=low[0],
        high_id=high[0],
        relation=link.relation,
        score=link.score,
        verbatim=link.verbatim,
        why=link.why,
        low_shared=low[1],
        high_shared=high[1],
        low_figure=low[2],
        high_figure=high[2],
        low_when=low[3],
        high_when=high[3],
        at=link.at,
    )


def _move_verdicts(session: Session, old: int, new: int) -> None:
    statement = select(LinkVerdict).where(or_(LinkVerdict.now_low_id == old, LinkVerdict.now_high_id == old))
    for decided in session.scalars(statement):
        _move_verdict(decided, old, new)
    session.flush()


def _move_verdict(decided: LinkVerdict, old: int, new: int) -> None:
    other = decided.now_high_id if decided.now_low_id == old else decided.now_low_id
    if other != new:
        decided.now_low_id, decided.now_high_id = sorted((other, new))
