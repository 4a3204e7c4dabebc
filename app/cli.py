"""The command line: sourcelight serve, ingest, extract, migrate."""

import logging
from collections.abc import Iterator
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from rich.console import Console
from rich.progress import track

from app.domain import Draft, SourcelightError
from app.extract.extractor import Extractor
from app.main import create_app
from app.pipeline import Pipeline, read_draft
from app.present.jsonl import reading_line
from app.read import load_known, read_jsonl, read_path
from app.settings import Settings
from app.store.session import make_engine
from app.store.session import migrate as migrate_store
from app.store.write import is_empty

app = typer.Typer(help="Reads news articles and shows who says so.", no_args_is_help=True)
notes = Console(stderr=True, highlight=False, soft_wrap=True)
for chatty in ("pypdf", "trafilatura"):  # what they make of a page is not what the user asked
    logging.getLogger(chatty).setLevel(logging.CRITICAL)


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
def serve(host: str = "127.0.0.1", port: int = 8000, public_read: bool = False) -> None:
    """Serve the pages. An empty database gets the sample articles first."""
    if not is_loopback(host) and not public_read:
        notes.print(
            f"Not serving on {host}: everybody who reaches this machine could read and write. "
            "Give --public-read to let everybody read and nobody write."
        )
        raise typer.Exit(2)
    settings = Settings(public_read=public_read)
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
    pipeline = make_pipeline(Settings())
    stored = there = failed = 0
    for path in track(paths, "Reading articles", console=notes, transient=True):
        try:
            for _, draft in drafts(path):
                if pipeline.ingest(draft).created:
                    stored += 1
                else:
                    there += 1
        except SourcelightError as error:
            failed += 1
            notes.print(str(error), markup=False)
    typer.echo(f"{stored} stored, {there} there already, {failed} failed")
    raise typer.Exit(1 if failed else 0)


@app.command()
def extract(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...")],
    output: Annotated[Format, typer.Option("--format")] = Format.JSONL,
) -> None:
    """Print the attributions of each file's articles, one JSON object a line; stores nothing."""
    settings = Settings()
    extractor = Extractor(settings.model, threads=1)
    known = load_known(settings.seeds / "sources.toml")
    failed = 0
    for path in paths:
        try:
            for record_id, draft in drafts(path):
                typer.echo(reading_line(record_id, draft, read_draft(draft, extractor, known)))
        except SourcelightError as error:
            failed += 1
            notes.print(str(error), markup=False)
    raise typer.Exit(1 if failed else 0)


def drafts(path: str) -> Iterator[tuple[str, Draft]]:
    """The articles of one file, each under its id: the path, or the record's own."""
    if path.endswith((".jsonl", ".jsonl.gz")):
        yield from read_jsonl(Path(path))
    else:
        yield path, read_path(path)
