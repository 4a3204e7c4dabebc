"""What belongs into the full-text index (search.py), and making it anew from that."""

from collections.abc import Callable, Iterator
from itertools import islice

from sqlalchemy import ColumnElement, and_, func, or_, select, text
from sqlalchemy.orm import Session, aliased, load_only

from app.store import details, search
from app.store.places import searched
from app.store.search import Entry
from app.store.tables import Article, Claim, Version

AT_ONCE = 200  # rows: a text may have a million code points
STREAMED = {"yield_per": AT_ONCE}
EMPTY = {  # FTS5 has no words to delete rows by
    "sqlite": "INSERT INTO {name} ({name}) VALUES ('delete-all')",
    "postgresql": "DELETE FROM {name}",
}
Entries = Iterator[Entry]


def belongs(name: str) -> ColumnElement[bool]:
    """True of claims, joined with their articles, or of articles, that are to be found.

    Claims are that are not gone, or that only their article's withdrawal took away.
    """
    words_are_there = Article.purged_at.is_(None)
    if name == search.ARTICLES:
        return words_are_there
    return or_(Claim.gone_at.is_(None), and_(Claim.gone_at == Article.withdrawn_at, words_are_there))


def searched_claims(session: Session) -> Entries:
    """The oldest first."""
    statement = (
        select(Claim)
        .options(load_only(Claim.sort_at, Claim.quote, Claim.mention))
        .join(Article, Article.id == Claim.article_id)
        .where(belongs(search.CLAIMS))
        .order_by(Claim.sort_at, Claim.id)
    )
    for part in session.scalars(statement, execution_options=STREAMED).partitions():
        yield from searched(part)


def searched_articles(session: Session) -> Entries:
    """The oldest first, with their newest text."""
    other = aliased(Version)
    newest = select(func.max(other.number)).where(other.article_id == Article.id).scalar_subquery()
    statement = (
        select(Article, Version.text)
        .join(Version, Version.article_id == Article.id)
        .where(Version.number == newest, belongs(search.ARTICLES))
        .order_by(Article.sort_at, Article.id)
    )
    for article, words in session.execute(statement, execution_options=STREAMED):
        yield from details.searched(article, words)


SEARCHED = {search.CLAIMS: searched_claims, search.ARTICLES: searched_articles}


def rebuild(session: Session, name: str, watch: Callable[[int], None] = lambda rows: None) -> None:
    """Make one of the two indexes (search.TABLES) anew; `watch` is told how many rows came in."""
    session.execute(text(EMPTY[session.get_bind().dialect.name].format(name=name)))
    rows = SEARCHED[name](session)
    while batch := list(islice(rows, AT_ONCE)):
        search.index(session, name, batch)
        watch(len(batch))
