"""Sources that belong to an article are indexed for themselves, and the directory's with all that is asked.

With an index of all articles' sources, SQLite looked for those that belong to none in it, and then one
by one in the table, rather than in the index of the directory's names.
"""

import sqlalchemy as sa
from alembic import op

revision: str = "0013"
down_revision: str | None = "0012"
branch_labels = None
depends_on = None

BELONGING, ENTRIES = "ix_sources_article_id", "ix_sources_entries"
BELONGS = sa.text("article_id IS NOT NULL")
IS_ENTRY = sa.text("last_at IS NOT NULL AND article_id IS NULL")


def upgrade() -> None:
    _index(BELONGING, "article_id", where=BELONGS)
    _index(ENTRIES, "sort_key", "last_at", "article_id", where=IS_ENTRY)


def downgrade() -> None:
    _index(BELONGING, "article_id")
    _index(ENTRIES, "sort_key", where=IS_ENTRY)


def _index(name: str, *columns: str, where: sa.TextClause | None = None) -> None:
    op.drop_index(name, "sources")
    op.create_index(name, "sources", columns, sqlite_where=where, postgresql_where=where)
