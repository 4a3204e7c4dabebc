"""sourcelight migrate-to: the database in use, moved to another one."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sqlalchemy import Engine

from app.cli_feeds import open_store
from app.linker import Linker
from app.relate.relater import Relater
from app.settings import Settings
from app.store.errors import Refused, Unavailable
from app.store.session import make_engine

if TYPE_CHECKING:
    from app.store.moving import Moved

notes = Console(stderr=True, highlight=False, soft_wrap=True)
SHORT = 16  # digits of a checksum that are shown
Address = Annotated[
    str,
    typer.Argument(
        metavar="DATABASE_URL",
        help="of an empty database, such as postgresql://user@host/name or sqlite:////var/news.db",
    ),
]


def migrate_to(database_url: Address) -> None:
    """Copy everything to another, empty database, and check that all of it is there.

    The database in use stays as it is. Stop the server first: what is written while this runs is not
    moved. A password can be left to PGPASSWORD or ~/.pgpass.
    """
    from app.store import moving  # noqa: PLC0415 - with what it needs, no server starts quickly

    source, target = open_store(), make_engine(database_url)
    if target.dialect.name == "sqlite" and not target.url.database:
        raise Refused("A database in memory ends with this command: name a file to move to.")
    there = moving.told(target)
    notes.print(f"From {moving.told(source)} to {there}", markup=False)
    with Progress(console=notes, transient=True) as progress:
        bar = progress.add_task("Opening", total=None)

        def watch(what: str, rows: int, total: int) -> None:
            progress.update(bar, description=what, advance=rows, total=total)

        moved = moving.move(source, target, watch)
    Console(highlight=False, soft_wrap=True).print(_table(moved))
    _make_vectors(target)
    now = moving.counts(source)
    if any(now[each.table] != each.rows for each in moved):
        notes.print(
            "Somebody has written to the old database since, and that was not moved: stop the server, "
            "empty the new database and begin again, or do without it.",
            markup=False,
        )
    typer.echo(
        f"All of it is in {there}, and the same. Set SOURCELIGHT_DATABASE_URL to that address (with the "
        "password, if it needs one) and start Sourcelight again. The old database stays as it was."
    )


def _table(moved: "list[Moved]") -> Table:
    table = Table("table", "rows", "checksum in both")
    table.columns[1].justify = "right"
    for each in moved:
        table.add_row(each.table, f"{each.rows:,}", each.digest[:SHORT])
    return table


def _make_vectors(target: Engine) -> None:
    """What is searched beside a database (vectors.py) is made of what it holds."""
    settings = Settings()
    file = Linker(Relater(settings.model / "tokenizer.json"), target, settings.data).file
    try:
        file.make_anew()
        file.refresh(target)
    except (OSError, Unavailable) as error:
        notes.print(f"The vectors beside the database are made when the server starts: {error}", markup=False)
