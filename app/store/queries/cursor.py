"""Where a list goes on: the keys of its last row, wrapped so that they fit a URL.

A list is ordered by (key, id), so that rows which come in between shift nothing.
"""

import base64
import binascii
import json
from datetime import UTC, datetime, timedelta

from app.store.errors import BadCursor
from app.store.keys import legal

LARGEST_ID = 2**31 - 1
SHORTEST = timedelta(microseconds=1)
LATEST = datetime.max.replace(tzinfo=UTC)

Place = tuple[datetime, int]  # sort_at and id of the row that a list goes on after


def write(key: datetime | str, id_: int) -> str:
    text = key.isoformat() if isinstance(key, datetime) else key
    return base64.urlsafe_b64encode(json.dumps([text, id_]).encode()).decode().rstrip("=")


def read_name(cursor: str) -> tuple[str, int]:
    """The name and id that were written. Raises BadCursor."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        parts = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise BadCursor(f"“{cursor[:80]}” is no place in this list.") from error
    match parts:
        case [str(name), int(id_)] if not isinstance(id_, bool) and 0 < id_ <= LARGEST_ID:
            return legal(name), id_
    raise BadCursor(f"“{cursor[:80]}” is no place in this list.")


def read_moment(cursor: str) -> tuple[datetime, int]:
    """The moment and id that were written. Raises BadCursor."""
    name, id_ = read_name(cursor)
    try:
        moment = datetime.fromisoformat(name)
        moment.astimezone(UTC)  # a year that no zone can hold is none that we wrote
    except (ValueError, OverflowError) as error:
        raise BadCursor(f"“{cursor[:80]}” is no place in this list.") from error
    if moment.tzinfo is None:
        raise BadCursor(f"“{cursor[:80]}” is no place in this list.")
    return moment, id_


def end_before(until: datetime | None, place: Place | None) -> datetime | None:
    """The end, not included, of what comes after a place and before `until`."""
    if place is None:
        return until
    behind = place[0] + SHORTEST if place[0] < LATEST else place[0]
    return behind if until is None else min(until, behind)
