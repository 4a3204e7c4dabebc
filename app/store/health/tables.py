"""Whether every row can be read and what it refers to is there. SQLite keeps whatever it is given."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ColumnElement,
    Date,
    Enum,
    Float,
    Integer,
    LargeBinary,
    Table,
    create_engine,
    exists,
    literal_column,
    select,
    text,
)
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from app.store.base import UtcDateTime
from app.store.checksums import tables
from app.store.driver import newest
from app.store.health.finding import Finding, Trouble, Walk

BACKUP = "Bring back the newest backup (“sourcelight restore”)"
DAMAGED = Trouble("The database's file is damaged", f"{BACKUP}; keep a copy of the file as it is.")
UNREADABLE = Trouble("Rows that cannot be read", f"{BACKUP}, or put the value right by hand.")
LOOSE = Trouble(
    "Rows that refer to others which are not there",
    f"{BACKUP}; what they refer to cannot be made up. What is of no use without it can be deleted by hand.",
)
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?")
Read = Callable[[Any], object]  # raises ValueError for what is no such value


def file_is_whole(walk: Walk) -> Iterator[Finding]:
    """On a connection of its own: SQLite's check takes what an older one remembers of FTS5 for damage."""
    if _is_sqlite(walk):
        address = walk.session.get_bind().engine.url
        try:
            with create_engine(address, poolclass=NullPool, module=newest()).connect() as fresh:
                told = list(fresh.scalars(text("PRAGMA integrity_check")))
        except DatabaseError as error:
            told = [str(error.orig)]
        yield from (Finding(DAMAGED, each) for each in told if each != "ok")


def rows_can_be_read(walk: Walk) -> Iterator[Finding]:
    for table in tables():
        yield from _in_sqlite(walk, table) if _is_sqlite(walk) else _elsewhere(walk, table)


def rows_refer_to_rows(walk: Walk) -> Iterator[Finding]:
    for table in tables():
        for column in table.columns:
            for key in column.foreign_keys:
                other = key.column.table.alias()
                is_there = exists().where(other.columns[key.column.name] == column)
                loose = select(*table.primary_key, column.label("value")).where(
                    column.is_not(None), ~is_there
                )
                for row in walk.rows(loose):
                    told = f"its {column.name} is {row.value}, and {key.column.table.name} has no such row"
                    yield Finding(LOOSE, f"{named(table, row)}: {told}")


def named(table: Table, row: Sequence[Any]) -> str:
    """A row by its primary key, which comes first in it."""
    keys = [f"{column.name} {value}" for column, value in zip(table.primary_key, row, strict=False)]
    return f"{table.name}, {', '.join(keys)}"


def _is_sqlite(walk: Walk) -> bool:
    return walk.session.get_bind().dialect.name == "sqlite"


def _elsewhere(walk: Walk, table: Table) -> Iterator[Finding]:
    """PostgreSQL keeps nothing but what a column's type can be; our words are texts to it."""
    for column in table.columns:
        if isinstance(column.type, Enum):
            plain: ColumnElement[str] = literal_column(column.name)
            odd = select(*table.primary_key, plain).select_from(table).where(column.not_in(column.type.enums))
            for row in walk.rows(odd):
                yield Finding(UNREADABLE, f"{named(table, row)}: its {column.name} is {row[-1]!r}")


def _in_sqlite(walk: Walk, table: Table) -> Iterator[Finding]:
    keys = len(table.primary_key)
    raw = [_raw(column) for column in (*table.primary_key, *table.columns)]
    statement = text(f"SELECT {', '.join(raw)} FROM {table.name}")  # noqa: S608 # nosec
    readers = [(column.name, _reader(column)) for column in table.columns]
    for row in walk.rows(statement):
        for (name, read), value in zip(readers, row[keys:], strict=True):
            try:
                if value is not None:
                    read(value)
            except ValueError:
                key = [
                    each.decode(errors="replace") if isinstance(each, bytes) else each for each in row[:keys]
                ]
                yield Finding(UNREADABLE, f"{named(table, key)}: its {name} is {_told(value)}")


def _raw(column: Column[Any]) -> str:
    """A column as bytes where it is a text: the driver would fail on what is none."""
    if isinstance(column.type, LargeBinary):
        return f'typeof("{column.name}")'  # it may be large
    is_plain = isinstance(column.type, Integer | Float)
    return f'"{column.name}"' if is_plain else f'CAST("{column.name}" AS BLOB)'


def _reader(column: Column[Any]) -> Read:  # noqa: PLR0911 - one for each type
    match column.type:
        case LargeBinary():
            return _among("blob", "null")
        case Float():
            return _number(int, float)
        case Integer():
            return _number(int)
        case Boolean():
            return _among(b"0", b"1")
        case Enum() as words:
            return _among(*(word.encode() for word in words.enums))
        case UtcDateTime():
            return _moment
        case Date():
            return lambda value: date.fromisoformat(value.decode())
        case JSON():
            return json.loads
    return _words


def _among(*values: object) -> Read:
    return values.index


def _number(*types: type) -> Read:
    def read(value: object) -> None:
        if not isinstance(value, types):
            raise ValueError(value)  # noqa: TRY004 - all readers raise this

    return read


def _moment(value: bytes) -> None:
    if not MOMENT.fullmatch(value.decode()):
        raise ValueError(value)
    datetime.fromisoformat(value.decode())


def _words(value: bytes) -> None:
    value.decode()  # a UnicodeDecodeError is a ValueError
    if b"\0" in value:
        raise ValueError(value)


def _told(value: object) -> str:
    told = repr(value.decode(errors="backslashreplace")) if isinstance(value, bytes) else repr(value)
    return told if len(told) <= 60 else f"{told[:60]}…"
