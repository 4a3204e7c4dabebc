"""Everything of one database into another, empty one, of the same kind or another.

The target is written in one transaction, which ends once all of it was read back and found to be the
same: whoever is stopped before that leaves it empty, and begins again. The source is read as it was at
one moment and can be written to meanwhile; what came after that moment is not moved.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

import psycopg
from alembic import command
from sqlalchemy import Connection, Engine, func, inspect, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.store import reindexing, search
from app.store.checksums import AT_ONCE, Checksum, read_rows, tables
from app.store.errors import Refused
from app.store.loading import load, prepare
from app.store.session import alembic_config, read_session
from app.store.tables import Article, Claim

NOT_MOVED = ("alembic_version", "procrastinate_", *search.TABLES)  # what other tables begin with
HARMLESS = ("host", "port", "user", "dbname", "service", "sslmode")  # parts of an address's query
T = TypeVar("T")
Watch = Callable[[str, int, int], None]  # what is done, how many rows more, how many there are in all


class Moved(NamedTuple):
    """A table that holds the same in both databases."""

    table: str
    rows: int
    digest: str


def told(engine: Engine) -> str:
    """The address of a database without a password, wherever one stands in it."""
    url = engine.url
    query = {name: value for name, value in url.query.items() if name in HARMLESS}
    return url.set(drivername=url.get_backend_name(), query=query).render_as_string(hide_password=True)


def counts(engine: Engine) -> dict[str, int]:
    """How many rows each table has now."""
    with read_session(engine) as session:
        return _counts(session.connection())


def move(source: Engine, target: Engine, watch: Watch = lambda what, rows, total: None) -> list[Moved]:
    """Move everything; the source's tables are up to date, and the target's are made.

    Raises Refused where the target is not empty or does not take something, and where the source
    holds something that cannot be read. Nothing was moved then.
    """
    try:
        with read_session(source) as session, target.execution_options(writes=True).begin() as writing:
            _make_tables(writing)
            return _move(session.connection(), writing, watch)
    except (DBAPIError, psycopg.Error) as error:
        raise Refused(f"Nothing was moved. {_reason(error)}") from error


def _make_tables(writing: Connection) -> None:
    """Raises Refused where there is anything in any table."""
    ours = {table.name for table in tables()}
    for name in inspect(writing).get_table_names():
        if name not in ours and not name.startswith(NOT_MOVED):
            raise Refused(f"The database to move to is not empty: it has a table {name}, which is not ours.")
    command.upgrade(alembic_config(writing), "head")
    for name, rows in _counts(writing).items():
        if rows:
            raise Refused(f"The database to move to is not empty: its table {name} has {rows} rows.")


def _move(reading: Connection, writing: Connection, watch: Watch) -> list[Moved]:
    totals = _counts(reading)
    searched = totals[Claim.__tablename__] + totals[Article.__tablename__]
    all_rows = 2 * sum(totals.values()) + searched

    def telling(what: str) -> Callable[[int], None]:
        return lambda rows: watch(what, rows, all_rows)

    prepare(writing)
    moved = []
    for table in tables():
        there, here = Checksum(), Checksum()
        rows = there.summed(read_rows(reading, table))
        load(writing, table, _each(rows, telling(f"Moving {table.name}")))
        for _ in _each(here.summed(read_rows(writing, table)), telling(f"Checking {table.name}")):
            pass  # each is added
        if here != there:
            raise Refused(
                f"Nothing was moved: of the {there.rows} rows of {table.name}, {here.rows} came to be in "
                f"the new database, and they are not the same."
            )
        moved.append(Moved(table.name, here.rows, here.digest))
    with Session(writing, join_transaction_mode="rollback_only") as session:
        for name in search.TABLES:
            reindexing.rebuild(session, name, telling("Making the search index"))
    writing.execute(text("ANALYZE"))
    return moved


def _each(rows: Iterable[T], tell: Callable[[int], None]) -> Iterator[T]:
    """The rows, told of a few at a time."""
    count = 0
    for count, row in enumerate(rows, 1):
        yield row
        if count % AT_ONCE == 0:
            tell(AT_ONCE)
    tell(count % AT_ONCE)


def _counts(connection: Connection) -> dict[str, int]:
    statements = {table.name: select(func.count()).select_from(table) for table in tables()}
    return {name: connection.execute(statement).scalar_one() for name, statement in statements.items()}


def _reason(error: DBAPIError | psycopg.Error) -> str:
    """What the database says of it, with where that was, if it tells."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    told = str(cause).strip().splitlines()[0] if str(cause).strip() else type(cause).__name__
    context = cause.diag.context if isinstance(cause, psycopg.Error) else None
    where = f" ({context})" if context else ""
    return f"The new database does not take it: {told}{where}. “sourcelight doctor” finds what is broken."
