"""What a table holds, read row by row and as one number, the same in whichever database it is."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import DatabaseError

from app.store import link_tables  # noqa: F401 - its tables are among those that Base knows
from app.store.errors import Refused
from app.store.tables import Base

AT_ONCE = 200  # rows: some hold an upload of 20 MB
BYTES = 16
RANGE = 2 ** (8 * BYTES)
Row = Sequence[Any]


@dataclass
class Checksum:
    """How many rows there were, and the sum of their digests (BLAKE2b), which no order changes."""

    rows: int = 0
    total: int = 0

    def add(self, row: Row) -> None:
        digest = blake2b(canonical(row), digest_size=BYTES).digest()
        self.rows += 1
        self.total = (self.total + int.from_bytes(digest)) % RANGE

    def summed(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, each added as it goes by."""
        for row in rows:
            self.add(row)
            yield row

    @property
    def digest(self) -> str:
        return f"{self.total:0{2 * BYTES}x}"


def tables() -> Sequence[Table]:
    """All that the models know, each after those that it refers to."""
    return Base.metadata.sorted_tables


def canonical(row: Row) -> bytes:
    """A row as text: values as Python has them once their columns' types have read them."""
    text = json.dumps(list(row), default=_plain, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "surrogatepass")


def _plain(value: object) -> str:
    match value:
        case date():  # a datetime is one too: all of ours are in UTC
            return value.isoformat()
        case bytes():
            return value.hex()
    raise TypeError(f"{type(value).__name__} has no canonical text")


def read_rows(connection: Connection, table: Table) -> Iterator[Row]:
    """All rows of a table, in no order, a few at a time. Raises Refused where one cannot be read."""
    options = {"yield_per": AT_ONCE}
    try:
        for row in connection.execute(select(table), execution_options=options):
            yield tuple(row)
    except (LookupError, ValueError, DatabaseError) as error:  # no such word, no JSON, no date, no UTF-8
        told = error.orig if isinstance(error, DatabaseError) else error
        raise Refused(
            f"The table {table.name} holds what cannot be read: {told}. “sourcelight doctor” names it."
        ) from error


def checksums(connection: Connection, tables: Sequence[Table]) -> dict[str, Checksum]:
    """By the tables' names. Raises Refused where a row cannot be read."""
    found = {table.name: Checksum() for table in tables}
    for table in tables:
        for _ in found[table.name].summed(read_rows(connection, table)):
            pass  # all are added
    return found
