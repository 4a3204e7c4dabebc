"""Engines and sessions. Writers take turns on both databases; readers see one moment throughout."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.orm import Session

from app.store import driver
from app.store.errors import BadAddress, Unavailable
from app.store.faults import say_unavailable

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = [
    "Session",
    "alembic_config",
    "close",
    "is_up_to_date",
    "known_revisions",
    "make_engine",
    "migrate",
    "read_session",
    "scrub",
    "write_session",
]

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
BUSY = 30.0  # seconds that a writer waits for its turn
CONNECTING = 10  # seconds that PostgreSQL has to answer
TURN = 0x50CE  # the key of PostgreSQL's advisory lock that stands for the turn to write
KEPT = 10  # connections; more are opened when they are needed, so that no request waits for another's
LOOKED_AT = 400  # rows of an index from which the statistics for plans are estimated
CACHE = 8000  # KiB of pages that each connection may keep
LARGEST_WAL = 64 * 2**20  # bytes that its file keeps after a larger transaction


def _prepare_sqlite(connection: DBAPIConnection, record: object) -> None:
    connection.isolation_level = None  # transactions begin in _begin_sqlite, not in the driver
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute(f"PRAGMA journal_size_limit = {LARGEST_WAL}")
    cursor.execute(f"PRAGMA cache_size = -{CACHE}")
    cursor.close()


def _prepare_postgresql(connection: DBAPIConnection, record: object) -> None:
    """In another zone than UTC, moments at either end of the calendar would be none that Python knows."""
    cursor = connection.cursor()
    cursor.execute("SET TIME ZONE 'UTC'")
    cursor.close()
    connection.commit()


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes"))


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if _writes(connection):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{BUSY * 1000:.0f}ms'")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")


def make_engine(url: str) -> Engine:
    """An engine for sqlite:///path or postgresql://...; makes the folder of a SQLite file.

    Its errors do not repeat the values of a statement: they go into the log, and may be secret.

    Raises BadAddress for any other address, and where the folder cannot be made.
    """
    try:
        address = make_url(url)
    except (ArgumentError, ValueError) as error:  # of a port that is none, the latter
        raise BadAddress("The database address is not a URL such as sqlite:////var/news.db.") from error
    dialect = address.get_backend_name()
    if dialect == "sqlite":
        return _sqlite(address)
    if dialect in ("postgresql", "postgres"):
        return _postgresql(address)
    raise BadAddress(f"The database address begins with {dialect}:, but must with sqlite: or postgresql:.")


def _sqlite(address: URL) -> Engine:
    pool: dict[str, int] = {}
    if address.database == ":memory:":
        address = address.set(database="")  # the same, and no name of a file to anybody
    if address.database:
        folder = Path(address.database).parent
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadAddress(f"The database’s folder {folder} cannot be made: {error.strerror}.") from error
        pool = {"pool_size": KEPT, "max_overflow": -1}
    engine = create_engine(
        address, module=driver.newest(), connect_args={"timeout": BUSY}, hide_parameters=True, **pool
    )
    event.listen(engine, "handle_error", say_unavailable)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _postgresql(address: URL) -> Engine:
    engine = create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        pool_size=KEPT,
        max_overflow=-1,
        connect_args={"connect_timeout": CONNECTING},
        hide_parameters=True,
    )
    event.listen(engine, "handle_error", say_unavailable)
    event.listen(engine, "connect", _prepare_postgresql)
    event.listen(engine, "begin", _begin_postgresql)
    return engine


def read_session(engine: Engine) -> Session:
    """For questions: everything read in it is of one moment."""
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Session(engine)


@contextmanager
def write_session(engine: Engine) -> Iterator[Session]:
    """For one unit of work: waits for its turn, commits at the end, rolls back on an error."""
    with Session(engine.execution_options(writes=True)) as session, session.begin():
        yield session


def scrub(engine: Engine) -> None:
    """Leave nothing of what was erased (purge.py) in SQLite's file, nor in the journal beside it.

    The file is written anew: rows that moved have left copies of themselves in their pages. Raises
    Unavailable where that cannot be done now.
    """
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        try:
            connection.cursor().execute("VACUUM")
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        except engine.dialect.loaded_dbapi.OperationalError as error:
            raise Unavailable(
                f"What was purged is gone from all pages, but not yet from the database's file: {error}."
            ) from error
        finally:
            connection.close()


def close(engine: Engine) -> None:
    """At the end of a server: let SQLite note what it learnt of its tables, and close all connections."""
    if engine.dialect.name == "sqlite":
        with suppress(Unavailable, DBAPIError), engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 1000")  # nothing is lost if it fails
            connection.exec_driver_sql(f"PRAGMA analysis_limit = {LOOKED_AT}")
            connection.exec_driver_sql("PRAGMA optimize")
            connection.commit()
    engine.dispose()


def alembic_config(connection: Connection) -> "Config":
    from alembic.config import Config  # noqa: PLC0415 - a quarter of a second, and seldom needed

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


@cache
def known_revisions() -> tuple[str, ...]:
    """Of the tables, the newest first: each migration's file begins with its own."""
    files = (MIGRATIONS / "versions").glob("[0-9]*_*.py")
    return tuple(sorted((path.name.partition("_")[0] for path in files), reverse=True))


def is_up_to_date(session: Session) -> bool:
    """Whether the tables have the newest form that is known here."""
    if not inspect(session.connection()).has_table("alembic_version"):
        return False
    revision: str | None = session.scalar(text("SELECT version_num FROM alembic_version"))
    return revision == known_revisions()[0]


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest form, in one transaction; two at once take turns."""
    with read_session(engine) as session:
        if is_up_to_date(session):
            return
    from alembic import command  # noqa: PLC0415

    with engine.execution_options(writes=True).begin() as connection:
        command.upgrade(alembic_config(connection), "head")
