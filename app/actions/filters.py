"""Saved filters: a view of lists or of an article under a name."""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qsl, urlencode, urlsplit

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.actions.desk import decide, free_name
from app.actions.events import Done
from app.store import desk_facts, events, facts
from app.store.errors import NotFound, Refused, Stale
from app.store.session import write_session
from app.store.tables import SavedFilter

LONGEST_ADDRESS = 4000  # code points
MOST_FIELDS = 500
VIEWS = re.compile(
    r"/|/claims|/concordance|/sources|/compare|/articles/[1-9][0-9]{0,9}|/sources/[a-z0-9-]{1,100}"
    r"|/compare/[a-z0-9]{1,16}"
)
WHAT = "saved filter"
PAGE = "after"  # where a page of a list begins: no part of the view


def save_filter(engine: Engine, name: str, address: str, *, who: str = "") -> Done:
    """Keep a view of this site, by its path and query.

    Raises Refused without a name, for one that another filter has, and for what is no such view.
    """
    with write_session(engine) as session:
        tidy, view = free_name(session, SavedFilter, name, WHAT), view_of(address)
        saved = SavedFilter(name="", address=view, gone_at=datetime.now(UTC))
        session.add(saved)
        session.flush()
        change = _facts(saved, name=tidy, gone_at=None)
        return decide(session, events.FILTER, saved.id, "save", change, now=tidy, who=who)


def rename_filter(engine: Engine, filter_id: int, name: str, *, seen: str = "", who: str = "") -> Done:
    """`seen` is SavedView.seen of the state that was changed.

    Raises NotFound, Stale where somebody else renamed it meanwhile, and Refused.
    """
    with write_session(engine) as session:
        saved = _find(session, filter_id)
        if seen and seen != desk_facts.token(saved.name):
            raise Stale(f"This filter was renamed meanwhile: it is “{saved.name}” now.")
        tidy = free_name(session, SavedFilter, name, WHAT, saved)
        if tidy == saved.name:
            raise Refused(f"“{tidy}” is its name already.")
        change = _facts(saved, name=tidy)
        return decide(session, events.FILTER, saved.id, "rename", change, was=saved.name, now=tidy, who=who)


def delete_filter(engine: Engine, filter_id: int, *, who: str = "") -> Done:
    """Undo brings it back. Raises NotFound."""
    with write_session(engine) as session:
        saved = _find(session, filter_id)
        change = _facts(saved, gone_at=datetime.now(UTC).isoformat())
        return decide(session, events.FILTER, saved.id, "delete", change, was=saved.name, who=who)


def view_of(address: str) -> str:
    """The path and query of a view of this site, from its first page on.

    Raises Refused for any other address.
    """
    problem = Refused(f"“{address[:80]}” is no view of this site that can be saved.")
    if len(address) > LONGEST_ADDRESS or any(letter < " " or letter in "\\\x7f" for letter in address):
        raise problem
    try:
        parts = urlsplit(address)
        pairs = parse_qsl(parts.query, keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise problem from error
    if parts.scheme or parts.netloc or not VIEWS.fullmatch(parts.path):
        raise problem
    kept = [(name, value) for name, value in pairs if name != PAGE]
    if any("\0" in part for pair in kept for part in pair):
        raise problem
    return f"{parts.path}?{urlencode(kept)}" if kept else parts.path


def _find(session: Session, filter_id: int) -> SavedFilter:
    saved = session.get(SavedFilter, filter_id) if 0 < filter_id < 2**31 else None
    if saved is None or saved.gone_at is not None:
        raise NotFound(f"There is no saved filter {filter_id}.")
    return saved


def _facts(saved: SavedFilter, **change: str | None) -> facts.Facts:
    return {desk_facts.of_filter(saved.id, column): value for column, value in change.items()}
