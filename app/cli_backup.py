"""sourcelight backup and restore."""

import shlex
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import URL, Engine

from app.cli_feeds import refuse
from app.domain import SourcelightError
from app.settings import Settings
from app.store.backup import Contents, back_up
from app.store.errors import Refused
from app.store.restoring import restore as restore_store
from app.store.session import make_engine

DUMP = "pg_dump --format=custom --file={file} --dbname={address}"
RESTORE = (
    "pg_restore --clean --if-exists --no-owner --exit-on-error --single-transaction --dbname={address} {file}"
)


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="a new file, or a folder to make it in")],
) -> None:
    """Copy the database, while it is in use, into one file that can be checked and restored."""
    engine = make_engine(Settings().database_url)
    try:
        database = _file_of(engine, DUMP, file)
        if not database.exists():
            raise Refused(f"There is no database {database}.")
        done = back_up(engine, file)
    except SourcelightError as error:
        raise refuse(error) from error
    finally:
        engine.dispose()
    typer.echo(f"{database} is backed up to {done.path}.")
    typer.echo(_told(done.contents))


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="what “backup” has made")],
    force: Annotated[
        bool, typer.Option("--force", help="also in the place of a database with data, which is kept")
    ] = False,
) -> None:
    """Check a backup, and put it in the place of the database. Stop Sourcelight first."""
    try:
        database = _file_of(make_engine(Settings().database_url), RESTORE, file)
        done = restore_store(file, database, force=force)
    except SourcelightError as error:
        raise refuse(error) from error
    typer.echo(f"{database} is as it was on {done.backed_up.taken_at:%Y-%m-%d at %H:%M:%S} UTC.")
    if done.kept:
        typer.echo(f"What was there before is kept as {done.kept}.")
    typer.echo(_told(done.backed_up.contents))


def _file_of(engine: Engine, otherwise: str, file: Path) -> Path:
    """Of a SQLite database. Raises Refused for PostgreSQL, which has better tools of its own."""
    if engine.dialect.name != "sqlite":
        url = engine.url.difference_update_query(["password"])
        plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
        address = shlex.quote(plain.render_as_string())
        command = otherwise.format(file=shlex.quote(str(file)), address=address)
        raise Refused(
            "PostgreSQL has its own tools for this; they take the password from PGPASSWORD or ~/.pgpass:\n\n"
            f"    {command}"
        )
    if not engine.url.database:
        raise Refused("The database is in memory: SOURCELIGHT_DATABASE_URL names no file.")
    return Path(engine.url.database)


def _told(contents: Contents) -> str:
    """The line that is the same after a backup and after its restoring."""
    return f"checksum {contents.digest} of {contents.rows:,} rows in {len(contents.tables)} tables"
