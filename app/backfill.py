"""Hands archives over to the workers in parcels, each once, however often it is stopped and started."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Engine

from app.read import record_lines
from app.store import parcels
from app.store.session import read_session, write_session

ARTICLES = 200  # of a parcel


class Handed(NamedTuple):
    """A parcel with the workers. Not new: it was handed over by an earlier run."""

    parcel_id: int
    import_id: int
    articles: int
    is_new: bool


def hand_over(engine: Engine, archive: str, *, size: int = ARTICLES, who: str = "") -> Iterator[Handed]:
    """Each parcel of an archive, once it is handed over; after the last one its imports are complete.

    Raises ReadError where the archive cannot be read; what came before stays handed over.
    """
    lines = filter(bytes.strip, record_lines(archive))
    first, import_ids = 1, set()
    for line in lines:
        parcel = [line, *islice(lines, size - 1)]
        handed = _hand_over(engine, archive, first, parcel, who)
        first += len(parcel)
        import_ids.add(handed.import_id)
        yield handed
    with write_session(engine) as session:
        for import_id in import_ids:
            parcels.complete(session, import_id)


def _hand_over(engine: Engine, archive: str, first: int, lines: list[bytes], who: str) -> Handed:
    with read_session(engine) as session:
        known = parcels.find(session, parcels.digest_of(lines))
    if known is not None:
        return Handed(*known, len(lines), is_new=False)
    with write_session(engine) as session:
        if known := parcels.find(session, parcels.digest_of(lines)):  # another run did, just now
            return Handed(*known, len(lines), is_new=False)
        import_id = parcels.open_import(session, archive, who)
        return Handed(parcels.hand_over(session, import_id, first, lines), import_id, len(lines), is_new=True)
