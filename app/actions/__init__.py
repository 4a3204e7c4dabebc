"""What people do: each function is one transaction and appends to the event log."""

from app.actions.articles import edit_article, purge, withdraw
from app.actions.doubts import settle
from app.actions.events import Done, undo
from app.actions.feeds import USUAL, add_feed, pause_feed, remove_feed, resume_feed, visit_soon
from app.actions.imports import import_files, import_urls, retry_import
from app.actions.sources import change_type, merge, move_alias, rename, split
from app.actions.verdicts import give_verdict

__all__ = [
    "USUAL",
    "Done",
    "add_feed",
    "change_type",
    "edit_article",
    "give_verdict",
    "import_files",
    "import_urls",
    "merge",
    "move_alias",
    "pause_feed",
    "purge",
    "remove_feed",
    "rename",
    "resume_feed",
    "retry_import",
    "settle",
    "split",
    "undo",
    "visit_soon",
    "withdraw",
]
