"""sourcelight feed add, list, pause, resume, remove, run."""

from typing import Annotated

import typer
from sqlalchemy import Engine

from app import actions
from app.domain import FeedState, SourcelightError
from app.intake import Intake, ways_through
from app.main import make_pipeline
from app.read import Fetcher
from app.settings import Settings
from app.store import queries
from app.store.intake_pages import FeedRow
from app.store.session import make_engine, read_session
from app.store.session import migrate as migrate_store
from app.turns import step_of

feeds = typer.Typer(help="Follow feeds: what they announce is read every so often.", no_args_is_help=True)
FeedId = Annotated[int, typer.Argument(metavar="FEED", help="its number in “feed list”")]


def open_store() -> Engine:
    """The database of the settings, brought up to date."""
    engine = make_engine(Settings().database_url)
    migrate_store(engine)
    return engine


def refuse(error: SourcelightError) -> typer.Exit:
    typer.echo(str(error), err=True)
    return typer.Exit(1)


@feeds.command()
def add(
    url: str,
    every: Annotated[int, typer.Option(help="minutes between visits")] = actions.USUAL,
) -> None:
    """Follow a feed (RSS, Atom or JSON Feed), or the feed that a page names."""
    try:
        done = actions.add_feed(open_store(), url, every)
    except SourcelightError as error:
        raise refuse(error) from error
    typer.echo(f"Feed {done.feed} is followed. “sourcelight serve” visits it, and so does “feed run”.")


@feeds.command("list")
def list_feeds() -> None:
    """The feeds that are followed or paused."""
    with read_session(open_store()) as session:
        rows = queries.feeds_page(session).rows
    for row in rows:
        typer.echo(f"{row.id:>4}  {row.title or row.url}: {_state(row)}")


def _state(row: FeedRow) -> str:
    if row.state is FeedState.PAUSED:
        return f"paused, {row.articles} articles"
    due = f"{row.articles} articles, next visit {row.due_at:%Y-%m-%d %H:%M} UTC"
    return f"{due}; it failed {row.failures} times: {row.error}" if row.failures else due


@feeds.command()
def pause(feed: FeedId) -> None:
    """Visit a feed no more until it is resumed."""
    try:
        actions.pause_feed(open_store(), feed)
    except SourcelightError as error:
        raise refuse(error) from error


@feeds.command()
def resume(feed: FeedId) -> None:
    """Visit a paused feed again."""
    try:
        actions.resume_feed(open_store(), feed)
    except SourcelightError as error:
        raise refuse(error) from error


@feeds.command()
def remove(feed: FeedId) -> None:
    """Follow a feed no more; its articles stay."""
    try:
        actions.remove_feed(open_store(), feed)
    except SourcelightError as error:
        raise refuse(error) from error


@feeds.command()
def run(
    everything: Annotated[bool, typer.Option("--all", help="also those that are not due yet")] = False,
) -> None:
    """Visit the feeds that are due, and read what they and unfinished imports announce."""
    pipeline = make_pipeline(Settings())
    step = step_of(Intake(pipeline, ways_through(Fetcher())), waits=True)
    if everything:
        actions.visit_soon(pipeline.engine)
    steps = 0
    while step():
        steps += 1
    typer.echo(f"{steps} visits and articles")
    with pipeline.session() as session:
        failed = [row for row in queries.feeds_page(session).rows if row.failures]
    for row in failed:
        typer.echo(f"{row.url}: {row.error}", err=True)
    raise typer.Exit(1 if failed else 0)
