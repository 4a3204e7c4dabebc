"""What people decided of claims and their cross-references, out of the event log."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.store import events, facts
from app.store.correction_pages import HistoryEvent, HistoryPage
from app.store.errors import BadCursor, NotFound
from app.store.keys import legal
from app.store.tables import Claim, Event
from app.store.withdrawals import find_article

MOST = 200  # events of one claim that are told
AT_ONCE = 50  # of an article


def claim_history(session: Session, key: str) -> tuple[HistoryEvent, ...]:
    """Newest first, also of a claim that is gone; a few queries. Raises NotFound."""
    claim_id = session.scalar(select(Claim.id).where(Claim.key == legal(key)))
    if claim_id is None:
        raise NotFound(f"There is no claim {key[:80]}.")
    return _history(session, _about(Event.subject_id == claim_id, Event.other_id == claim_id), MOST)


def article_history(session: Session, article_id: int, after: str | None = None) -> HistoryPage:
    """What was decided of an article's claims, newest first. Raises NotFound and BadCursor."""
    find_article(session, article_id)
    of_article = select(Claim.id).where(Claim.article_id == article_id)
    where = _about(Event.subject_id.in_(of_article), Event.other_id.in_(of_article))
    if after is not None:
        if not after.isdecimal() or len(after) > 18:
            raise BadCursor(f"“{after[:80]}” is no place in this history.")
        where = where & (Event.id < int(after))
    found = _history(session, where, AT_ONCE + 1)
    shown = found[:AT_ONCE]
    return HistoryPage(shown, str(shown[-1].id) if len(found) > AT_ONCE else None)


def _about(subject: ColumnElement[bool], other: ColumnElement[bool]) -> ColumnElement[bool]:
    return or_(
        and_(Event.subject_kind == events.CLAIM, subject),
        and_(Event.subject_kind == events.LINK, or_(subject, other)),
    )


def _history(session: Session, where: ColumnElement[bool], limit: int) -> tuple[HistoryEvent, ...]:
    found = session.scalars(select(Event).where(where).order_by(Event.id.desc()).limit(limit)).all()
    undone = events.undone_by(session, [event.id for event in found])
    ids = {event.subject_id for event in found} | {event.other_id for event in found}
    claims = {claim.id: claim for claim in session.scalars(select(Claim).where(Claim.id.in_(ids - {None})))}
    now = facts.read(session, {name for event in found for name in event.after["facts"]})
    return tuple(_told(event, claims, undone, now) for event in found)


def _told(
    event: Event, claims: Mapping[int, Claim], undone: Mapping[int, int], now: Mapping[str, Any]
) -> HistoryEvent:
    claim, other = (claims.get(id_ or 0) for id_ in (event.subject_id, event.other_id))
    # What is not as the event left it was changed by a later one, which has to be undone first.
    as_left = all(now[name] == value for name, value in event.after["facts"].items())
    return HistoryEvent(
        id=event.id,
        at=event.at,
        who=event.who,
        action=event.action,
        was=event.before["words"],
        now=event.after["words"],
        reason=event.reason,
        undoes=event.undoes,
        undone_by=undone.get(event.id),
        can_undo=as_left and event.id not in undone,
        claim=claim.key if claim else "",
        quote=claim.quote if claim else "",
        other=other.key if other else "",
    )
