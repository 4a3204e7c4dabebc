"""What people do: each function is one transaction and appends to the event log."""

from app.actions.doubts import settle
from app.actions.events import Done, undo
from app.actions.sources import change_type, merge, move_alias, rename, split

__all__ = ["Done", "change_type", "merge", "move_alias", "rename", "settle", "split", "undo"]
