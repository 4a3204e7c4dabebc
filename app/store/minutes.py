"""How many articles were finished in which minute. Nothing here commits."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.store.tables import WorkMinute

KEPT = timedelta(days=1)


def count(session: Session, done: int, *, failed: int) -> None:
    """So many more articles were finished in this minute; what is older than KEPT is forgotten."""
    minute = datetime.now(UTC).replace(second=0, microsecond=0)
    now = session.get(WorkMinute, minute)
    if now is None:
        session.execute(delete(WorkMinute).where(WorkMinute.minute < minute - KEPT))
        session.add(WorkMinute(minute=minute, done=done, failed=failed))
        session.flush()
    else:
        now.done, now.failed = now.done + done, now.failed + failed
