"""Asking for many articles at once: files and addresses that the worker reads."""

from collections.abc import Sequence

from sqlalchemy import Engine

from app.domain import Draft
from app.read import Record, record_line
from app.store import imports
from app.store.errors import Refused
from app.store.imports import Asked
from app.store.session import write_session

MOST = 500  # files or addresses


def import_files(engine: Engine, files: Sequence[tuple[str, bytes]], *, who: str = "") -> int:
    """The id of an import of files, each with its name and bytes. Raises Refused for none or too many."""
    return _ask(engine, [Asked(name, data) for name, data in files], "file", who)


def import_draft(engine: Engine, draft: Draft, *, who: str = "") -> int:
    """The id of an import of one article that workers are to read."""
    name = draft.url or draft.title or "An article"
    line = record_line(Record(name, draft))
    with write_session(engine) as session:
        return imports.create(session, name[:200], [Asked(name, line, is_record=True)], who=who)


def import_urls(engine: Engine, urls: Sequence[str], *, who: str = "") -> int:
    """The id of an import of pages, each address once. Raises Refused for none or too many."""
    tidy = dict.fromkeys(url.strip() for url in urls if url.strip())
    return _ask(engine, [Asked(url) for url in tidy], "address", who)


def retry_import(engine: Engine, import_id: int) -> int:
    """Read again what failed, where that can be; how many. Raises NotFound, and Refused for none."""
    with write_session(engine) as session:
        number = imports.try_again(session, import_id)
        if not number:
            raise Refused("No address failed. Files that failed are not kept: give them once more.")
        return number


def retry_item(engine: Engine, item_id: int) -> None:
    """Read an article again that failed. Raises NotFound, and Refused where its file is not kept."""
    with write_session(engine) as session:
        if not imports.try_item_again(session, item_id):
            raise Refused("The file is not kept: give it once more.")


def _ask(engine: Engine, asked: Sequence[Asked], what: str, who: str) -> int:
    if not asked:
        raise Refused(f"There is no {what} to read.")
    if len(asked) > MOST:
        raise Refused(f"{len(asked):,} at once; {MOST} is the most. The command line takes more.")
    more = f" and {len(asked) - 1} more" if len(asked) > 1 else ""
    with write_session(engine) as session:
        return imports.create(session, f"{asked[0].name[:200]}{more}", asked, who=who)
