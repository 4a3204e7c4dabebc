"""The command line: sourcelight serve, ingest, extract, relate, feed, withdraw, purge, undo,
export, migrate."""

import gc
import logging
from collections.abc import Callable, Iterator
from enum import StrEnum
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer
import uvicorn
from rich.console import Console
from rich.progress import Progress, track

from app.bulk import Outcome, Reader, read_many, tasks_of
from app.cli_articles import purge, undo, withdraw
from app.cli_backup import backup, restore
from app.cli_doctor import doctor
from app.cli_export import export
from app.cli_feeds import feeds, open_store
from app.cli_group import Commands
from app.cli_move import migrate_to
from app.cli_people import tokens, users
from app.cli_work import backfill, worker
from app.domain import ItemState
from app.extract.extractor import Extractor
from app.intake import store_many
from app.logs import configuration
from app.main import GRACE, create_app, make_pipeline
from app.present.jsonl import reading_line
from app.read import archive_reader, read_path
from app.relate.pairs import PairError, related_lines
from app.relate.relater import Relater
from app.settings import Settings
from app.store import queries
from app.store.session import make_engine, read_session
from app.store.session import migrate as migrate_store
from app.store.write import is_empty
from training import evaluate as evaluation

app = typer.Typer(help="Reads news articles and shows who says so.", no_args_is_help=True, cls=Commands)
notes = Console(stderr=True, highlight=False, soft_wrap=True)
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it makes of a page is not what users asked
FEW = 4  # files
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - what is asked for is only looked at # nosec
app.add_typer(feeds, name="feed")
app.add_typer(users, name="user")
app.add_typer(tokens, name="token")
for command in (withdraw, purge, undo, export, migrate_to, doctor, backup, restore, worker, backfill):
    app.command()(command)


class Format(StrEnum):
    JSONL = "jsonl"


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@app.command()
def migrate() -> None:
    """Bring the database up to date."""
    migrate_store(make_engine(Settings().database_url))


@app.command()
def serve(
    host: str = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 8000,
    public_read: bool = False,
) -> None:
    """Serve the pages. An empty database gets the sample articles first."""
    settings = Settings(public_read=True) if public_read else Settings()
    if "base_url" not in settings.model_fields_set:
        name = f"[{host}]" if ":" in host else host
        settings = settings.model_copy(update={"base_url": f"http://{name}:{port}"})
    refuse_strangers(host, settings)
    pipeline = make_pipeline(settings)
    with pipeline.session() as session:
        empty = is_empty(session)
    if empty:
        samples = sorted((settings.seeds / "articles").glob("*.txt"))
        watched = notes.is_terminal  # else the log would begin with an empty line
        told = "Reading the sample articles"
        for path in track(samples, told, console=notes, transient=True, disable=not watched):
            pipeline.ingest(read_path(path))
    site = create_app(settings, pipeline)
    gc.freeze()  # all this stays; looking through it for garbage would hold up a page now and then
    # Whose word is taken for a client's address is settled in create_app.
    uvicorn.run(
        site,
        host=host,
        port=port,
        log_config=configuration(settings),
        proxy_headers=False,
        timeout_graceful_shutdown=GRACE,
        server_header=False,
    )


def refuse_strangers(host: str, settings: Settings) -> None:
    """Stop unless only this machine reaches the site, or it is settled who may do what there."""
    named = (host, urlsplit(settings.base_url).hostname or "")
    elsewhere = next((each for each in named if not is_loopback(each)), None)
    if elsewhere is None:
        return
    with read_session(open_store()) as session:
        has_accounts = queries.has_accounts(session)
    if not has_accounts and not settings.public_read:
        notes.print(
            f"Not serving on {elsewhere}: everybody who reaches this machine could read and write. "
            "Add accounts (sourcelight user add NAME), or give --public-read to let everybody read; "
            "then only accounts write."
        )
        raise typer.Exit(2)
    if host in EVERYWHERE and elsewhere == urlsplit(settings.base_url).hostname:
        notes.print(
            "Set SOURCELIGHT_BASE_URL to the address that people use: the site answers to no other name."
        )


@app.command()
def ingest(paths: Annotated[list[str], typer.Argument(metavar="PATH|URL...")]) -> None:
    """Store articles: .txt, .html, .pdf, .docx, .eml, URLs; many at once from .jsonl and .warc."""
    settings = Settings()
    pipeline = make_pipeline(settings)
    relater = pipeline.linker.relater if pipeline.linker else None
    here = Reader(pipeline.extractor, pipeline.known, relater)
    found = outcomes(paths, lambda: here, partial(Reader.make, settings, relates=True))
    more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
    counts = store_many(pipeline, f"{paths[0]}{more}", found, partial(notes.print, markup=False))
    changed = counts[ItemState.CHANGED]
    versions = f"{changed} in a new version, " if changed else ""
    typer.echo(
        f"{counts[ItemState.STORED]} stored, {versions}{counts[ItemState.THERE]} there already, "
        f"{counts[ItemState.FAILED]} failed"
    )
    raise typer.Exit(1 if counts[ItemState.FAILED] else 0)


@app.command()
def extract(
    paths: Annotated[list[str], typer.Argument(metavar="PATH|URL...")],
    output: Annotated[Format, typer.Option("--format")] = Format.JSONL,
) -> None:
    """Print the attributions of each file's articles, one JSON object a line; stores nothing."""
    failed = 0
    make = partial(Reader.make, Settings())
    for outcome in outcomes(paths, make, make):
        if outcome.draft is None:
            failed += 1
            notes.print(outcome.error, markup=False)
        else:
            typer.echo(reading_line(outcome.id, outcome.draft, outcome.reading))
    raise typer.Exit(1 if failed else 0)


@app.command()
def relate(
    pairs: Annotated[Path | None, typer.Argument(metavar="PAIRS.jsonl")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="Link what is stored and not linked yet.")
    ] = False,
) -> None:
    """Print each pair of claims with how they bear on each other, one JSON object a line."""
    if everything == (pairs is not None):
        raise typer.BadParameter("Give either a file of pairs or --all.")
    if pairs is None:
        relate_stored()
        return
    relater = Relater(Settings().model / "tokenizer.json")
    try:
        for line in related_lines(pairs, relater):
            typer.echo(line)
    except PairError as error:
        notes.print(str(error), markup=False)
        raise typer.Exit(1) from error


def relate_stored() -> None:
    """Article by article, each on its own: what was done stays done if this is stopped."""
    pipeline = make_pipeline(Settings())
    articles = pipeline.unlinked()
    for article in track(articles, "Linking claims", console=notes, transient=True):
        pipeline.relate(article)
    typer.echo(f"{len(articles)} articles linked")


@app.command()
def evaluate(gold: Path, pin: bool = False, lower: bool = False) -> None:
    """Measure the extractor on gold attributions (JSON Lines) and hold it to the pinned floors."""
    extractor = Extractor(Settings().model)
    with Progress(console=notes, transient=True) as progress:
        bar = progress.add_task("Reading articles", total=None)
        figures = evaluation.measure(gold, extractor, lambda: progress.advance(bar))
    for name, figure in figures.items():
        typer.echo(f"{name:14} {figure:5.1f}")
    if pin:
        evaluation.pin(figures, lower=lower)
    try:
        evaluation.check(figures, evaluation.read_floors())
    except evaluation.BelowFloor as error:
        notes.print(str(error))
        raise typer.Exit(1) from error


def outcomes(
    paths: list[str], here: Callable[[], Reader], elsewhere: Callable[[], Reader]
) -> Iterator[Outcome]:
    """What is read, in order, with a progress bar where somebody watches; what was left out is said.

    `here` makes the one that reads a few files here, where starting processes would take longer;
    `elsewhere` makes those of the processes.
    """
    tasks = tasks_of(paths)
    archives = any(map(archive_reader, paths))
    if len(paths) < FEW and not archives:
        one = here()
        found: Iterator[Outcome] = (task if isinstance(task, Outcome) else one.read(task) for task in tasks)
    else:
        found = read_many(tasks, elsewhere)
    total = None if archives else len(paths)
    for outcome in track(found, "Reading articles", total=total, console=notes, transient=True):
        for note in outcome.draft.notes if outcome.draft else ():
            notes.print(note, markup=False)
        yield outcome
