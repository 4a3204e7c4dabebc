"""sourcelight doctor: what is wrong with the database, and what to do about it."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from sqlalchemy import Engine
from sqlalchemy.exc import DatabaseError

from app.cli_feeds import open_store, refuse
from app.relate.embedding import SIZE
from app.settings import Settings
from app.store.errors import Refused
from app.store.health import doctor as health
from app.store.health.finding import Trouble
from app.store.health.tables import BACKUP
from app.store.vectors import folder_of

notes = Console(stderr=True, highlight=False, soft_wrap=True)
NAMED = 10  # rows of one kind; more are counted
ROUNDS = 3  # what was mended may be what something else repeats
STEP = 1000  # rows between two looks at the clock
Found = dict[Trouble, list[str]]


def doctor(
    repair: Annotated[
        bool, typer.Option("--repair", help="Make anew what follows from the rest: indexes, counts, copies.")
    ] = False,
) -> None:
    """Look through everything that is stored, and explain what is wrong. Changes nothing by itself.

    With --repair, what people decided stays as it is; stop the server before.
    """
    try:
        engine = open_store()
    except DatabaseError as error:
        raise refuse(Refused(f"The database cannot be opened: {error.orig}. {BACKUP}.")) from error
    counts, rows = examine(engine)
    for _ in range(ROUNDS if repair else 0):
        mendable = [trouble for trouble in counts if trouble.mend]
        if not mendable:
            break
        with watching() as watch:
            for trouble in mendable:
                try:
                    health.mend(engine, folder_of(engine, Settings().data), SIZE, trouble, watch)
                except Refused as error:
                    typer.echo(str(error))
                else:
                    typer.echo(f"Mended: {trouble.what} ({counts[trouble]:,}).")
        counts, rows = examine(engine)
    for trouble, count in counts.items():
        typer.echo(f"{trouble.what} ({count:,}):")
        for row in rows[trouble]:
            typer.echo(f"  {row}")
        if count > NAMED:
            typer.echo(f"  and {count - NAMED:,} more")
        typer.echo(f"  What to do: {trouble.advice}\n")
    if counts:
        typer.echo(f"{counts.total():,} findings of {len(counts)} kinds.")
        raise typer.Exit(1)
    typer.echo(f"Nothing is wrong: {len(health.CHECKS)} checks.")


def examine(engine: Engine) -> tuple[Counter[Trouble], Found]:
    """How many rows have each trouble, and the first of them."""
    counts: Counter[Trouble] = Counter()
    rows: Found = {}
    with watching() as watch:
        for trouble, row in health.examine(engine, folder_of(engine, Settings().data), SIZE, watch):
            counts[trouble] += 1
            rows.setdefault(trouble, [])
            if counts[trouble] <= NAMED:
                rows[trouble].append(row)
    return counts, rows


@contextmanager
def watching() -> Iterator[Callable[[str, int], None]]:
    """What is done now and how many rows were looked at, where somebody watches."""
    columns = SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn()
    seen: Counter[str] = Counter()
    with Progress(*columns, console=notes, transient=True) as progress:
        bar = progress.add_task("Looking", total=None)

        def watch(what: str, rows: int) -> None:
            before = seen[what] // STEP
            seen[what] += rows
            if not before or seen[what] // STEP > before:
                progress.update(bar, description=f"{what}: {seen[what]:,} rows")

        yield watch
