"""What people do: each function is one transaction and appends to the event log."""

from app.actions.articles import edit_article, purge, withdraw
from app.actions.claims import Wanted, add, confirm, correct, remove
from app.actions.collections import (
    comment_on,
    create_collection,
    delete_collection,
    edit_collection,
    gather,
    move_in,
    remove_from,
)
from app.actions.doubts import settle
from app.actions.events import Done, undo
from app.actions.feeds import USUAL, add_feed, pause_feed, remove_feed, resume_feed, visit_soon
from app.actions.filters import delete_filter, rename_filter, save_filter
from app.actions.imports import import_draft, import_files, import_urls, retry_import, retry_item
from app.actions.notes import add_note, edit_note, reopen_note, settle_note, take_back_note
from app.actions.shares import NewLink, note_opening, revoke, share
from app.actions.sources import change_type, merge, move_alias, rename, split
from app.actions.verdicts import add_cross_reference, give_verdict

__all__ = [
    "USUAL",
    "Done",
    "NewLink",
    "Wanted",
    "add",
    "add_cross_reference",
    "add_feed",
    "add_note",
    "change_type",
    "comment_on",
    "confirm",
    "correct",
    "create_collection",
    "delete_collection",
    "delete_filter",
    "edit_article",
    "edit_collection",
    "edit_note",
    "gather",
    "give_verdict",
    "import_draft",
    "import_files",
    "import_urls",
    "merge",
    "move_alias",
    "move_in",
    "note_opening",
    "pause_feed",
    "purge",
    "remove",
    "remove_feed",
    "remove_from",
    "rename",
    "rename_filter",
    "reopen_note",
    "resume_feed",
    "retry_import",
    "retry_item",
    "revoke",
    "save_filter",
    "settle",
    "settle_note",
    "share",
    "split",
    "take_back_note",
    "undo",
    "visit_soon",
    "withdraw",
]
