"""Whole lists, however long, a batch at a time.

Each batch is read in a session of its own, so that a slow reader holds no transaction open. A batch begins
after the last row of the one before: what comes in meanwhile shifts nothing, and no row comes twice.
"""

from collections.abc import Callable, Iterator
from itertools import chain, islice
from typing import TypeVar

from pydantic import TypeAdapter
from sqlalchemy.orm import Session

from app.store.list_pages import ArticleFilter, Line, SourceFilter
from app.store.pages import ArticleRow, ClaimFilter, ClaimRow, SourceRow
from app.store.queries.articles import articles_after
from app.store.queries.claims import claims_after
from app.store.queries.concordance import KEYS, LineOrder, lines_of
from app.store.queries.orders import SourceOrder, sources_in_order
from app.store.queries.runs import in_order
from app.store.queries.sources import source_conditions
from app.store.queries.tallies import source_rows

BATCH = 500  # rows
LINES = TypeAdapter(Line)
MakeSession = Callable[[], Session]
Row = TypeVar("Row")


def claim_batches(make_session: MakeSession, chosen: ClaimFilter) -> Iterator[tuple[ClaimRow, ...]]:
    """All claims that pass, newest article first."""
    return _batches(make_session, lambda session, after: claims_after(session, chosen, after, limit=BATCH))


def line_batches(
    make_session: MakeSession, chosen: ClaimFilter, order: LineOrder
) -> Iterator[tuple[Line, ...]]:
    """The lines of all claims that pass. By date they come as they are read; else all are read before the
    first one comes, and an empty batch says meanwhile that the question could be answered."""
    batches = claim_batches(make_session, chosen)
    first = next(batches)
    yield ()
    lines: Iterator[Line] = (
        line for batch in chain((first,), batches) for row in batch for line in lines_of(row, chosen.q)
    )
    if key := KEYS.get(order):
        lines = in_order(lines, key, LINES)
    while batch := tuple(islice(lines, BATCH)):
        yield batch


def article_batches(make_session: MakeSession, chosen: ArticleFilter) -> Iterator[tuple[ArticleRow, ...]]:
    """All articles that pass, newest first."""

    def read(session: Session, after: str | None) -> tuple[tuple[ArticleRow, ...], str | None]:
        return articles_after(session, chosen, after, limit=BATCH)

    return _batches(make_session, read)


def source_batches(
    make_session: MakeSession, chosen: SourceFilter, order: SourceOrder
) -> Iterator[tuple[SourceRow, ...]]:
    """All sources that pass."""

    def read(session: Session, after: str | None) -> tuple[tuple[SourceRow, ...], str | None]:
        where = source_conditions(chosen, order)
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
