"""Asking for many articles at once: files and addresses that the worker reads."""

from collections.abc import Sequence

from sqlalchemy import Engine

from app.store import imports
from app.store.errors import Refused
from app.store.imports import Asked
from app.store.session import write_session

MOST = 500  # files or addresses


def import_files(engine: Engine, files: Sequence[tuple[str, bytes]], *, who: str = "") -> int:
    """The id of an import of files, each with its name and bytes. Raises Refused for none or too many."""
    return _ask(engine, [Asked(name, data) for name, data in files], "file", who)


def import_urls(engine: Engine, urls: Sequence[str], *, who: str = "") -> int:
    """The id of an import of pages, each address once. Raises Refused for none or too many."""
    tidy = dict.fromkeys(url.strip() for url in urls if url.strip())
    return _ask(engine, [Asked(url) for url in tidy], "address", who)


def retry_import(engine: Engine, import_id: int) -> int:
    """Fetch addresses again that failed; how many there are. Raises NotFound, and Refused for none."""
    with write_session(engine) as session:
        number = imports.try_again(session, import_id)
        if not number:
            raise Refused("No address failed. Files that failed are not kept: give them once more.")
        return number


def _ask(engine: Engine, asked: Sequence[Asked], what: str, who: str) -> int:
    if not asked:
        raise Refused(f"There is no {what} to read.")
    if len(asked) > MOST:
        raise Refused(f"{len(asked):,} at once; {MOST} is the most. The command line takes more.")
    more = f" and {len(asked) - 1} more" if len(asked) > 1 else ""
    with write_session(engine) as session:
        return imports.create(session, f"{asked[0].name[:200]}{more}", asked, who=who)
