"""Settling whom a form stands for."""

from sqlalchemy import Engine

from app.actions.events import Done
from app.store import directory, events, facts, forms, standing
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
        change: dict[str, str | int | None] = {}
        if to == directory.NEW:
            type_ = session.get_one(Source, naming.entry_id).type
            target = directory.new_entry(session, naming.name, type_, uses=slot_uses(session))
            # Undone, it is what the form was linked to: then that is where its slug leads.
            facts.write(session, {facts.of_merge(target.id): naming.entry_id})
            change[facts.of_merge(target.id)] = None
        else:
            target = standing.source_of(session, to)
        change[fact] = target.id
        event = events.append(
            session,
            "settle",
            change,
            subject=entry.id if entry else None,
            other=target.id,
            now=naming.name,
            by=events.Author(who, reason),
        )
        return Done(event.id, target.slug)
