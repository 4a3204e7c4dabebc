"""What deciding of notes, collections and saved filters has in common."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.actions import typed
from app.actions.events import Done, done
from app.store import events, facts
from app.store.errors import Refused
from app.store.tables import Collection, SavedFilter


def decide(
    session: Session,
    kind: str,
    subject: int,
    action: str,
    change: Mapping[str, facts.Value],
    *,
    claim: int | None = None,
    was: str = "",
    now: str = "",
    who: str,
) -> Done:
    """Make the facts so; `claim` is the row id of the one that it is about."""
    by = events.Author(who)
    event = events.append(
        session, action, dict(change), kind=kind, subject=subject, other=claim, was=was, now=now, by=by
    )
    return done(session, event)


def free_name(
    session: Session,
    table: type[Collection] | type[SavedFilter],
    name: str,
    what: str,
    of: Collection | SavedFilter | None = None,
) -> str:
    """The name as it is kept. `what` is what it names, as in "collection", `of` the one that gets it anew.

    Raises Refused without a name, for one that cannot be read, and for one that another has.
    """
    tidy = typed.name(name)
    if not tidy:
        raise Refused(f"A {what} needs a name.")
    others = session.execute(select(table, table.name).where(table.gone_at.is_(None)))
    if any(taken.casefold() == tidy.casefold() and each is not of for each, taken in others):
        raise Refused(f"There is a {what} called “{tidy}” already.")
    return tidy
