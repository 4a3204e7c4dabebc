"""sourcelight withdraw, purge, undo."""

from typing import Annotated

import typer

from app import actions
from app.cli_feeds import open_store, refuse
from app.domain import SourcelightError
from app.main import make_pipeline
from app.settings import Settings

ArticleId = Annotated[int, typer.Argument(metavar="ARTICLE", help="its number, as in /articles/12")]
Reason = Annotated[str, typer.Option(help="told to everybody who asks for the article")]


def withdraw(article: ArticleId, reason: Reason = "") -> None:
    """Take an article out of all lists; its page and its claims' say why. “undo” brings it back."""
    try:
        done = actions.withdraw(open_store(), article, reason=reason)
    except SourcelightError as error:
        raise refuse(error) from error
    typer.echo(f"Article {article} is withdrawn. “sourcelight undo {done.event}” brings it back.")


def purge(
    article: ArticleId,
    reason: Reason = "",
    yes: Annotated[bool, typer.Option("--yes", help="do not ask")] = False,
) -> None:
    """Erase an article's words for good. That it was purged, when and why stays in the log."""
    if not yes:
        typer.confirm(f"Nothing brings article {article} back. Purge it?", abort=True)
    pipeline = make_pipeline(Settings())
    try:
        actions.purge(pipeline.engine, article, reason=reason)
    except SourcelightError as error:
        raise refuse(error) from error
    pipeline.scrub()
    typer.echo(f"Article {article} is purged.")


def undo(event: int, reason: Reason = "") -> None:
    """Take back what somebody decided, by the number of its event."""
    pipeline = make_pipeline(Settings())
    try:
        done = actions.undo(pipeline.engine, event, reason=reason)
        if done.article is not None:
            pipeline.relate(done.article)
    except SourcelightError as error:
        raise refuse(error) from error
    typer.echo(f"Event {event} is undone, by event {done.event}.")
