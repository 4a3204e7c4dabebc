"""Engines and sessions. Writers take turns on both databases; readers see one moment throughout."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, OperationalError
from sqlalchemy.orm import Session

from app.store.errors import BadAddress, Unavailable

__all__ = ["Session", "alembic_config", "make_engine", "migrate", "read_session", "scrub", "write_session"]

MIGRATIONS = Path(__file__).resolve().parents[2] / "migrations"
BUSY = 30  # seconds that a writer waits for its turn in SQLite
TURN = 0x50CE  # the key of PostgreSQL's advisory lock that stands for the turn to write


def _prepare_sqlite(connection: sqlite3.Connection, record: object) -> None:
    connection.isolation_level = None  # transactions begin in _begin_sqlite, not in the driver
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("writes"))


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _begin_postgresql(connection: Connection) -> None:
    if _writes(connection):
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({TURN})")


def _say_unavailable(context: ExceptionContext) -> None:
    """What a later try may mend is told as that; the pool mends a lost connection itself where it can."""
    if context.is_pre_ping or not isinstance(context.sqlalchemy_exception, OperationalError):
        return
    if "database is locked" in str(context.original_exception):
        raise Unavailable("Somebody else is writing for too long.") from context.original_exception
    if context.is_disconnect or context.connection is None:
        raise Unavailable("The database cannot be reached.") from context.original_exception


def make_engine(url: str) -> Engine:
    """An engine for sqlite:///path or postgresql://...; makes the folder of a SQLite file.

    Its errors do not repeat the values of a statement: they go into the log, and may be secret.

    Raises BadAddress for any other address.
    """
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise BadAddress("The database address is not a URL such as sqlite:////var/news.db.") from error
    dialect = address.get_backend_name()
    if dialect == "sqlite":
        if address.database and address.database != ":memory:":
            Path(address.database).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(address, connect_args={"timeout": BUSY}, hide_parameters=True)
        event.listen(engine, "handle_error", _say_unavailable)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if dialect in ("postgresql", "postgres"):
        engine = create_engine(
            address.set(drivername="postgresql+psycopg"), pool_pre_ping=True, hide_parameters=True
        )
        event.listen(engine, "handle_error", _say_unavailable)
        event.listen(engine, "begin", _begin_postgresql)
        return engine
    raise BadAddress(f"The database address begins with {dialect}:, but must with sqlite: or postgresql:.")


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
        except sqlite3.OperationalError as error:
            raise Unavailable(
                f"What was purged is gone from all pages, but not yet from the database's file: {error}."
            ) from error
        finally:
            connection.close()


def alembic_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrate(engine: Engine) -> None:
    """Bring the tables to the newest form, in one transaction; two at once take turns."""
    with engine.execution_options(writes=True).begin() as connection:
        command.upgrade(alembic_config(connection), "head")
