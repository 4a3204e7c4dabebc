"""sourcelight export: what people have put right, for programs."""

from typing import Annotated

import typer

from app.cli_feeds import open_store
from app.present.gold import gold_line
from app.store import queries
from app.store.correction_pages import SOURCES
from app.store.session import read_session


def export(
    gold: Annotated[bool, typer.Option("--gold", help="As data to train and measure the extractor with.")],
    everything: Annotated[
        bool, typer.Option("--all", help="Also articles with claims that nobody has reviewed yet.")
    ] = False,
) -> None:
    """Print articles whose claims people have reviewed, one JSON object a line."""
    if not gold:
        raise typer.BadParameter("Give --gold: there is no other form to export in.")
    engine = open_store()
    with read_session(engine) as session:
        articles = queries.corrected_articles(session, in_part=everything)
    for article in articles:
        with read_session(engine) as session:  # one at a time: there may be many
            try:
                page = queries.article_page(session, article)
                differing = queries.article_diff(session, article)
            except queries.Gone:  # withdrawn meanwhile
                continue
        renamed = {each.claim.id for each in differing if SOURCES in each.differs}
        typer.echo(gold_line(page, renamed))
    typer.echo(f"{len(articles)} articles", err=True)
