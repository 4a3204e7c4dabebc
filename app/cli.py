"""The command line: sourcelight serve, ingest, extract, relate, migrate."""

import logging
from collections.abc import Callable, Iterator
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from rich.console import Console
from rich.progress import Progress, track

from app.bulk import RECORDS, Outcome, Reader, read_many, tasks_of
from app.domain import SourcelightError
from app.extract.extractor import Extractor
from app.main import create_app
from app.pipeline import Pipeline
from app.present.jsonl import reading_line
from app.read import load_known, read_path
from app.relate.pairs import PairError, related_lines
from app.relate.relater import Relater
from app.settings import Settings
from app.store.session import make_engine
from app.store.session import migrate as migrate_store
from app.store.write import is_empty
from training import evaluate as evaluation

app = typer.Typer(help="Reads news articles and shows who says so.", no_args_is_help=True)
notes = Console(stderr=True, highlight=False, soft_wrap=True)
for chatty in ("pypdf", "trafilatura"):  # what they make of a page is not what the user asked
    logging.getLogger(chatty).setLevel(logging.CRITICAL)
FEW = 4  # files


class Format(StrEnum):
    JSONL = "jsonl"


def make_pipeline(settings: Settings) -> Pipeline:
    """A pipeline over a database that is up to date and holds the known sources."""
    known = load_known(settings.seeds / "sources.toml")
    pipeline = Pipeline(make_engine(settings.database_url), Extractor(settings.model), known)
    pipeline.prepare()
    return pipeline


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
    if not is_loopback(host) and not public_read:
        notes.print(
            f"Not serving on {host}: everybody who reaches this machine could read and write. "
            "Give --public-read to let everybody read and nobody write."
        )
        raise typer.Exit(2)
    settings = Settings(public_read=public_read)
    if "base_url" not in settings.model_fields_set:
        settings = settings.model_copy(update={"base_url": f"http://{host}:{port}"})
    pipeline = make_pipeline(settings)
    with pipeline.session() as session:
        empty = is_empty(session)
    if empty:
        samples = sorted((settings.seeds / "articles").glob("*.txt"))
        for path in track(samples, "Reading the sample articles", console=notes, transient=True):
            pipeline.ingest(read_path(path))
    uvicorn.run(create_app(settings, pipeline), host=host, port=port, log_level="warning")


@app.command()
def ingest(paths: Annotated[list[str], typer.Argument(metavar="PATH...")]) -> None:
    """Store articles from .txt, .html, .pdf and .jsonl files."""
    settings = Settings()
    pipeline = make_pipeline(settings)
    stored = there = failed = 0
    for outcome in outcomes(paths, settings, lambda: Reader(pipeline.extractor, pipeline.known)):
        if outcome.draft is None:
            failed += 1
            notes.print(outcome.error, markup=False)
            continue
        try:
            created = pipeline.store(outcome.draft, outcome.reading).created
        except SourcelightError as error:
            failed += 1
            notes.print(f"{outcome.id}: {error}", markup=False)
            continue
        stored += created
        there += not created
    typer.echo(f"{stored} stored, {there} there already, {failed} failed")
    raise typer.Exit(1 if failed else 0)


@app.command()
def extract(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...")],
    output: Annotated[Format, typer.Option("--format")] = Format.JSONL,
) -> None:
    """Print the attributions of each file's articles, one JSON object a line; stores nothing."""
    failed = 0
    settings = Settings()
    for outcome in outcomes(paths, settings, lambda: Reader.make(settings)):
        if outcome.draft is None:
            failed += 1
            notes.print(outcome.error, markup=False)
        else:
            typer.echo(reading_line(outcome.id, outcome.draft, outcome.reading))
    raise typer.Exit(1 if failed else 0)


@app.command()
def relate(pairs: Annotated[Path, typer.Argument(metavar="PAIRS.jsonl")]) -> None:
    """Print each pair of claims with how they bear on each other, one JSON object a line."""
    relater = Relater(Settings().model / "tokenizer.json")
    try:
        for line in related_lines(pairs, relater):
            typer.echo(line)
    except PairError as error:
        notes.print(str(error), markup=False)
        raise typer.Exit(1) from error


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


def outcomes(paths: list[str], settings: Settings, reader: Callable[[], Reader]) -> Iterator[Outcome]:
    """What is read from the files, in order, with a progress bar where somebody watches.

    `reader` makes the one that reads a few files here, where starting processes would take longer.
    """
    tasks = tasks_of(paths)
    if len(paths) < FEW and not any(path.endswith(RECORDS) for path in paths):
        one = reader()
        found: Iterator[Outcome] = (task if isinstance(task, Outcome) else one.read(task) for task in tasks)
    else:
        found = read_many(tasks, settings)
    total = None if any(path.endswith(RECORDS) for path in paths) else len(paths)
    yield from track(found, "Reading articles", total=total, console=notes, transient=True)
