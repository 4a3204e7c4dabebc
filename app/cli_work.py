"""sourcelight worker, backfill."""

import os
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from sqlalchemy import Engine

from app.backfill import ARTICLES, Handed, hand_over
from app.bulk import Reader, read_many
from app.domain import ItemState, SourcelightError
from app.main import make_pipeline
from app.parcels import Loader
from app.settings import Settings
from app.store import jobs, parcels
from app.store.session import make_engine, read_session

AHEAD = 100  # parcels that wait before the next is handed over: the database holds their text meanwhile
NAMED = 20  # failures that are told; the import's page lists all
LOOK = 1.0  # seconds between looks how far it is
STALLED = 30.0  # seconds after which a worker without a sign of life is not counted
notes = Console(stderr=True, highlight=False, soft_wrap=True)


def worker(
    processes: Annotated[int, typer.Option(min=1, help="one a core is right")] = os.cpu_count() or 1,
) -> None:
    """Read what comes in, beside the pages or on other machines (PostgreSQL alone)."""
    settings = Settings()
    if not jobs.has_queue(make_engine(settings.database_url)):
        notes.print(
            "Workers need PostgreSQL (SOURCELIGHT_DATABASE_URL=postgresql://...). With SQLite, "
            "“sourcelight serve” does their work itself."
        )
        raise typer.Exit(2)
    from app.workers import run  # noqa: PLC0415 - no other command needs the queue's library

    run(settings, processes)


def backfill(
    archives: Annotated[list[str], typer.Argument(metavar="ARCHIVE...")],
    parcel: Annotated[int, typer.Option(min=1, max=1000, help="articles handed over at once")] = ARTICLES,
) -> None:
    """Store archives of articles: .parquet, .jsonl, .jsonl.gz. Goes on where it was stopped."""
    settings = Settings()
    pipeline = make_pipeline(settings)
    engine, imports, unread = pipeline.engine, set[int](), 0
    with _progress() as shown:
        bar = shown.add_task("Handing over", total=None)
        for archive in archives:
            handed = _noted(hand_over(engine, archive, size=parcel), imports)
            try:
                if jobs.has_queue(engine):
                    _to_workers(engine, handed, imports, shown, bar)
                else:
                    make = partial(Reader.make, settings, relates=pipeline.linker is not None)
                    numbers = (each.parcel_id for each in handed)
                    for _ in Loader(pipeline).load_all(numbers, partial(read_many, make=make)):
                        _show(engine, imports, shown, bar)
            except SourcelightError as error:
                notes.print(str(error), markup=False)
                unread += 1
        while jobs.has_queue(engine) and _left(engine, imports):
            _show(engine, imports, shown, bar)
            time.sleep(LOOK)
    failed = _tell(engine, imports)
    raise typer.Exit(1 if failed or unread else 0)


def _noted(handed: Iterator[Handed], imports: set[int]) -> Iterator[Handed]:
    for each in handed:
        imports.add(each.import_id)
        yield each


def _to_workers(
    engine: Engine, handed: Iterator[Handed], imports: set[int], shown: Progress, bar: TaskID
) -> None:
    new = 0
    for each in handed:
        new += each.is_new
        if each.is_new:
            _show(engine, imports, shown, bar)
        while each.is_new and _left(engine, imports) >= AHEAD:
            _show(engine, imports, shown, bar)
            time.sleep(LOOK)
    notes.print(f"{new} {'parcel' if new == 1 else 'parcels'} handed over.")
    with read_session(engine) as session:
        if new and not jobs.work(session, stalled=STALLED).workers:
            notes.print("No worker is running: start “sourcelight worker” on this machine or on others.")


def _left(engine: Engine, imports: set[int]) -> int:
    with read_session(engine) as session:
        return parcels.waiting(session, sorted(imports))


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=notes, transient=True)


def _show(engine: Engine, imports: set[int], shown: Progress, bar: TaskID) -> None:
    with read_session(engine) as session:
        far = parcels.progress(session, sorted(imports))
    shown.update(bar, description="Articles", completed=far.done, total=far.articles)


def _tell(engine: Engine, imports: set[int]) -> int:
    """What became of the articles; how many failed."""
    with read_session(engine) as session:
        far = parcels.progress(session, sorted(imports))
        failures = parcels.failures(session, sorted(imports), NAMED + 1)
    counts: Counter[ItemState] = far.counts
    typer.echo(
        f"{far.articles} articles: {counts[ItemState.STORED]} stored, "
        f"{counts[ItemState.CHANGED]} in a new version, "
        f"{counts[ItemState.THERE]} there already, {counts[ItemState.FAILED]} failed"
    )
    for _, error in failures[:NAMED]:
        notes.print(error, markup=False)
    if len(failures) > NAMED:
        pages = ", ".join(f"/imports/{each}" for each in sorted(imports))
        notes.print(f"and {counts[ItemState.FAILED] - NAMED} more: see {pages}")
    return counts[ItemState.FAILED]
