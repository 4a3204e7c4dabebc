"""What people decided, out of the event log."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from app.store import events, pages, tables
from app.store.queries import rows
from app.store.tables import Event

EVENTS = 50
OTHER = aliased(tables.Source, name="other_source")


def history(session: Session, source_ids: Collection[int]) -> tuple[pages.Event, ...]:
    """The last EVENTS about any of these sources, newest first; two queries."""
    return _events(session, events.SOURCE, source_ids)


def article_events(session: Session, article_id: int) -> tuple[pages.Event, ...]:
    """What people decided of an article, newest first; two queries."""
    return _events(session, events.ARTICLE, [article_id])


def _events(session: Session, kind: str, ids: Collection[int]) -> tuple[pages.Event, ...]:
    about = Event.subject_id.in_(ids) | Event.other_id.in_(ids)
    is_source = Event.subject_kind == events.SOURCE
    statement = (
        select(Event, tables.Source, OTHER)
        .outerjoin(tables.Source, (tables.Source.id == Event.subject_id) & is_source)
        .outerjoin(OTHER, (OTHER.id == Event.other_id) & is_source)
        .where(Event.subject_kind == kind, about)
        .order_by(Event.id.desc())
        .limit(EVENTS)
    )
    found = session.execute(statement).all()
    undone = events.undone_by(session, [event.id for event, _, _ in found])
    return tuple(
        pages.Event(
            id=event.id,
            at=event.at,
            who=event.who,
            action=event.action,
            source=rows.chip(source) if source else None,
            other=rows.chip(other) if other else None,
            was=event.before["words"],
            now=event.after["words"],
            reason=event.reason,
            undoes=event.undoes,
            undone_by=undone.get(event.id),
        )
        for event, source, other in found
    )
