"""Whole lists, however long, a batch at a time.

Each batch is read in a session of its own, so that a slow reader holds no transaction open. A batch begins
after the last row of the one before: what comes in meanwhile shifts nothing, and no row comes twice.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

from sqlalchemy.orm import Session

from app.store.list_pages import ArticleFilter, Line, SourceFilter
from app.store.pages import ArticleRow, ClaimFilter, ClaimRow, SourceRow
from app.store.queries.articles import article_conditions, articles_after
from app.store.queries.claims import claims_after
from app.store.queries.concordance import lines_of
from app.store.queries.orders import SourceOrder, sources_in_order
from app.store.queries.sources import source_conditions, source_rows

BATCH = 500  # rows
MakeSession = Callable[[], Session]
Row = TypeVar("Row")


def claim_batches(make_session: MakeSession, chosen: ClaimFilter) -> Iterator[tuple[ClaimRow, ...]]:
    """All claims that pass, newest article first."""
    return _batches(make_session, lambda session, after: claims_after(session, chosen, after, limit=BATCH))


def line_batches(make_session: MakeSession, chosen: ClaimFilter) -> Iterator[tuple[Line, ...]]:
    """The lines of all claims that pass, in the order of the claims, for to sort them takes all at once."""
    for batch in claim_batches(make_session, chosen):
        yield tuple(line for row in batch for line in lines_of(row, chosen.q))


def article_batches(make_session: MakeSession, chosen: ArticleFilter) -> Iterator[tuple[ArticleRow, ...]]:
    """All articles that pass, newest first."""

    def read(session: Session, after: str | None) -> tuple[tuple[ArticleRow, ...], str | None]:
        where = list(article_conditions(session, chosen).values())
        return articles_after(session, where, after, limit=BATCH)

    return _batches(make_session, read)


def source_batches(
    make_session: MakeSession, chosen: SourceFilter, order: SourceOrder
) -> Iterator[tuple[SourceRow, ...]]:
    """All sources that pass."""

    def read(session: Session, after: str | None) -> tuple[tuple[SourceRow, ...], str | None]:
        where = source_conditions(chosen)
        found, goes_on = sources_in_order(session, where, order, after=after, limit=BATCH)
        return source_rows(session, found), goes_on

    return _batches(make_session, read)


def _batches(
    make_session: MakeSession, read: Callable[[Session, str | None], tuple[tuple[Row, ...], str | None]]
) -> Iterator[tuple[Row, ...]]:
    after: str | None = None
    while True:
        with make_session() as session:
            batch, after = read(session, after)
        yield batch
        if after is None:
            return
