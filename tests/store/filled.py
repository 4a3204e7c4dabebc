"""A database with rows in every table and a value in every column, whatever tables there are."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Enum,
    Float,
    Integer,
    LargeBinary,
    Table,
    insert,
    select,
)

from app.store.base import UtcDateTime
from app.store.checksums import tables
from app.store.loading import go_on_counting, prepare
from app.store.session import Engine, write_session

ROWS = 3
MOMENT = datetime(2031, 2, 28, 23, 59, 59, 999_999, tzinfo=UTC)


def fill(engine: Engine, rows: int = ROWS) -> None:
    """`rows` rows in each table that has none; those of one table refer to the row after them."""
    with write_session(engine) as session:
        prepare(session.connection())
        for table in tables():
            if session.execute(select(table).limit(1)).first() is None:
                # In one statement: PostgreSQL looks at what rows refer to when it has ended.
                session.execute(
                    insert(table).values([_row(table, each, rows) for each in range(1, rows + 1)])
                )
                go_on_counting(session.connection(), table)


def _row(table: Table, number: int, rows: int) -> dict[str, Any]:
    return {column.name: _value(column, number, rows) for column in table.columns}


def _value(column: Column[Any], number: int, rows: int) -> Any:  # noqa: PLR0911 - one for each type
    if column.foreign_keys:
        [key] = column.foreign_keys
        to_itself = key.column.table is column.table
        return number % rows + 1 if to_itself else number
    if column.nullable and number == rows:
        return None
    match column.type:
        case Enum() as words:
            return words.enum_class(words.enums[number % len(words.enums)])
        case JSON():
            return [{"ß\u2028“\\": [number, -0.5, None, True, "\u0000 \U0001f6a2"]}, []][number % 2]
        case UtcDateTime():
            return MOMENT - timedelta(days=366 * 400 * (number - 1), microseconds=number)
        case Date():
            return date(2031, 1, number)
        case Boolean():
            return number % 2 == 0
        case Float():
            return [0.1, 1 / 3, 1e300][number % 3]
        case Integer():
            return number
        case LargeBinary():
            return bytes(range(256)) * number
    words = f"{number}\t“ß”\\N\r\n\U0001f6a2 it's"
    return words[: column.type.length]
