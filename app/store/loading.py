"""Many rows into one table at once, in whichever way the database takes them quickest."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from psycopg import sql
from sqlalchemy import Connection, Table, func, insert, select, text

from app.store.checksums import AT_ONCE

Rows = Iterable[Sequence[Any]]


def prepare(connection: Connection) -> None:
    """Rows may refer to ones that come later, until the transaction ends."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))


def load(connection: Connection, table: Table, rows: Rows) -> None:
    """`rows` are values of all columns, in order, as Python has them."""
    if connection.dialect.name == "sqlite":
        _insert(connection, table, rows)
    else:
        _copy(connection, table, rows)
        go_on_counting(connection, table)


def _insert(connection: Connection, table: Table, rows: Rows) -> None:
    names, left = [column.name for column in table.columns], iter(rows)
    while batch := list(islice(left, AT_ONCE)):
        connection.execute(insert(table), [dict(zip(names, row, strict=True)) for row in batch])


def _copy(connection: Connection, table: Table, rows: Rows) -> None:
    """PostgreSQL looks at what rows refer to when all of the table's are there."""
    columns = list(table.columns)
    binds = [
        column.type.dialect_impl(connection.dialect).bind_processor(connection.dialect) for column in columns
    ]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(sql.Identifier(column.name) for column in columns)
    )
    cursor: Any = connection.connection.cursor()
    with cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row([bind(value) if bind else value for bind, value in zip(binds, row, strict=True)])


def go_on_counting(connection: Connection, table: Table) -> None:
    """Let the next row's id come after those that are there; SQLite does so by itself."""
    column = table.autoincrement_column
    if connection.dialect.name == "sqlite" or column is None:
        return
    sequence = func.pg_get_serial_sequence(table.name, column.name)
    last = select(func.max(column)).scalar_subquery()
    connection.execute(select(func.setval(sequence, last)))  # nothing happens where either is null
