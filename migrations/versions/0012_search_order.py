"""What is searched in SQLite, numbered by time and id instead of by id alone."""

from collections.abc import Callable
from datetime import datetime

import sqlalchemy as sa
from alembic import op

from app.store.base import UtcDateTime
from app.store.search import place_of
from app.store.words import index_words

revision: str = "0012"
down_revision: str | None = "0011"
branch_labels = None
depends_on = None

AT_ONCE = 1000  # rows
FTS5 = "CREATE VIRTUAL TABLE {name} USING fts5(words, content='', tokenize='porter ascii')"
INSERT = "INSERT INTO {name} (rowid, words) VALUES (:place, :words)"
# What a withdrawn article's claims are found by is kept until it is purged.
TEXTS = {
    "claim_words": """
        SELECT claims.id, claims.sort_at, claims.quote || ' ' || claims.mention
        FROM claims JOIN articles ON articles.id = claims.article_id
        WHERE articles.purged_at IS NULL
            AND (claims.gone_at IS NULL OR claims.gone_at = articles.withdrawn_at)
        ORDER BY claims.sort_at, claims.id
    """,
    "article_words": """
        SELECT articles.id, articles.sort_at, articles.title || char(10) || versions.text
        FROM articles JOIN versions ON versions.article_id = articles.id
        WHERE articles.purged_at IS NULL
            AND versions.number = (SELECT max(number) FROM versions WHERE article_id = articles.id)
        ORDER BY articles.sort_at, articles.id
    """,
}


def upgrade() -> None:
    _number(place_of)


def downgrade() -> None:
    _number(lambda id_, at: id_)


def _number(place: Callable[[int, datetime], int]) -> None:
    """Make the tables anew: FTS5 keeps no copy of the words, and takes them in ascending order best."""
    connection = op.get_bind()
    if connection.dialect.name != "sqlite":
        return
    for name, texts in TEXTS.items():
        op.execute(f"DROP TABLE {name}")
        op.execute(FTS5.format(name=name))
        columns = sa.column("id", sa.Integer), sa.column("sort_at", UtcDateTime), sa.column("text", sa.Text)
        for rows in connection.execute(sa.text(texts).columns(*columns)).partitions(AT_ONCE):
            found = [{"place": place(row.id, row.sort_at), "words": index_words(row.text)} for row in rows]
            connection.execute(sa.text(INSERT.format(name=name)), found)
