"""Sharing with people who have no account, by a link."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.actions.events import Done
from app.store import events, facts, shares
from app.store.errors import Refused, Unavailable
from app.store.session import write_session
from app.store.share_pages import ToShare
from app.store.tables import Share

MOST_DAYS = 365
LONGEST_NOTE = 200  # code points


@dataclass(frozen=True, slots=True)
class NewLink:
    """A link that was made. `token` is told here and never again."""

    share: int
    token: str
    expires_at: datetime
    event: int


def share(
    engine: Engine, wanted: ToShare, *, days: int, note: str = "", who: str = "", at: datetime | None = None
) -> NewLink:
    """Let whoever has the link read what is wanted as it stands, for so many days from `at` (now).

    `note` is for those who share. Raises Refused where there is nothing to show, for a time below a
    day or above a year, and for a long note.
    """
    if not 1 <= days <= MOST_DAYS:
        raise Refused(f"A link works for a day to a year ({MOST_DAYS} days), not for {days} days.")
    if len(note) > LONGEST_NOTE:
        raise Refused(f"A note to a link has at most {LONGEST_NOTE} characters; this has {len(note):,}.")
    if not wanted.claims and not wanted.whole:
        raise Refused("There is no claim in this view to share: choose other filters.")
    made_at = at or datetime.now(UTC)
    expires_at = made_at + timedelta(days=days)
    token = shares.new_token()
    with write_session(engine) as session:
        made = shares.create(
            session, wanted, token, note=note.strip(), who=who, made_at=made_at, expires_at=expires_at
        )
        event = events.append(
            session,
            "share",
            {facts.of_share(made.id): None},
            subject=made.id,
            kind=events.SHARE,
            now=f"{made.path} until {expires_at:%Y-%m-%d %H:%M}",
            by=events.Author(who),
        )
        return NewLink(made.id, token, expires_at, event.id)


def revoke(engine: Engine, share_id: int, *, who: str = "", reason: str = "") -> Done:
    """Let a link lead nowhere, for good. Raises NotFound, and Refused where it is revoked already."""
    with write_session(engine) as session:
        found = shares.find(session, share_id)
        if found.revoked_at is not None:
            raise Refused(f"Share link {share_id} was revoked already.")
        return _revoke(session, found, events.Author(who, reason))


def revoke_of(session: Session, maker: str, by: events.Author) -> None:
    """Revoke all links that still work of whoever is not to read here any more: they may know them."""
    for found in shares.open_of(session, maker, datetime.now(UTC)):
        _revoke(session, found, by)


def _revoke(session: Session, found: Share, by: events.Author) -> Done:
    event = events.append(
        session,
        "revoke",
        {facts.of_share(found.id): datetime.now(UTC).isoformat()},
        subject=found.id,
        kind=events.SHARE,
        was=found.path,
        by=by,
    )
    return Done(event.id)


def note_opening(engine: Engine, share_id: int, at: datetime) -> None:
    """Count that a link was opened. Nobody decides anything by this: there is no event.

    An opening that cannot be counted, because somebody else writes for long, is none that is refused.
    """
    try:
        with write_session(engine) as session:
            shares.note_opening(session, share_id, at)
    except Unavailable:
        return
