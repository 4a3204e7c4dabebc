"""Settling whom a form stands for."""

from sqlalchemy import Engine

from app.actions.events import Done
from app.store import directory, events, forms, standing
from app.store.seeds import slot_uses
from app.store.session import write_session
from app.store.tables import Source


def settle(engine: Engine, key: str, to: str, *, who: str = "", reason: str = "") -> Done:
    """Say whom a doubtful form stands for, in all articles there are and in those to come.

    `key` is a DoubtRow's; `to` is a source's slug (the one it is linked to, to confirm it), or "new"
    for a new source of this name. Raises NotFound, also for a form that is in doubt no longer.
    """
    with write_session(engine) as session:
        entry, fact, naming = forms.in_doubt(session, key)
        if to == directory.NEW:
            type_ = session.get_one(Source, naming.entry_id).type
            target = directory.new_entry(session, naming.name, type_, uses=slot_uses(session))
        else:
            target = standing.source_of(session, to)
        event = events.append(
            session,
            "settle",
            {fact: target.id},
            subject=entry.id if entry else None,
            other=target.id,
            now=naming.name,
            by=events.Author(who, reason),
        )
        return Done(event.id, target.slug)
