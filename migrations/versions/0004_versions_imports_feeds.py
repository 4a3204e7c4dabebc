"""Claims of earlier versions, withdrawn articles, imports and feeds."""

import sqlalchemy as sa
from alembic import op

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(length=16)
OPEN = {"sqlite_where": sa.text("finished_at IS NULL"), "postgresql_where": sa.text("finished_at IS NULL")}
STANDS = {"sqlite_where": sa.text("withdrawn_at IS NULL"), "postgresql_where": sa.text("withdrawn_at IS NULL")}
TABLES = ("earlier_claims", "feeds", "feed_entries", "imports", "import_items")
LISTS = {"ix_articles_by_time": ["sort_at", "id"], "ix_articles_by_outlet": ["outlet", "sort_at", "id"]}


def upgrade() -> None:
    op.add_column("articles", sa.Column("as_read", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("articles", sa.Column("withdrawn_at", MOMENT, nullable=True))
    op.add_column("articles", sa.Column("purged_at", MOMENT, nullable=True))
    op.add_column("versions", sa.Column("title", sa.Text(), nullable=False, server_default=""))
    op.execute(
        "UPDATE versions SET title = (SELECT title FROM articles WHERE articles.id = versions.article_id)"
    )
    for name, columns in LISTS.items():
        op.drop_index(name, "articles")
        op.create_index(name, "articles", columns, **STANDS)
    op.create_table(
        "earlier_claims",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=10), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("act", WORD, nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("mention", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("hedges", sa.JSON(), nullable=False),
        sa.Column("source_spans", sa.JSON(), nullable=False),
        sa.Column("cue_spans", sa.JSON(), nullable=False),
        sa.Column("content_spans", sa.JSON(), nullable=False),
        sa.Column("hedge_spans", sa.JSON(), nullable=False),
        sa.Column("nested_in", sa.String(length=10), nullable=True),
        sa.Column("margin", sa.Double(), nullable=False),
        sa.Column("voices", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_earlier_claims_claim_id"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_earlier_claims_version_id"),
        sa.PrimaryKeyConstraint("claim_id", "version_id", name="pk_earlier_claims"),
    )
    op.create_index("ix_earlier_claims_by_version", "earlier_claims", ["version_id", "start", "ordinal"])
    op.create_table(
        "feeds",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_key", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("etag", sa.Text(), nullable=False),
        sa.Column("modified", sa.Text(), nullable=False),
        sa.Column("checked_at", MOMENT, nullable=True),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.UniqueConstraint("url_key", name="uq_feeds_url_key"),
    )
    op.create_table(
        "feed_entries",
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_feed_entries_feed_id"),
        sa.PrimaryKeyConstraint("feed_id", "key", name="pk_feed_entries"),
    )
    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("feed_id", sa.Integer(), nullable=True),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("touched_at", MOMENT, nullable=True),
        sa.Column("finished_at", MOMENT, nullable=True),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("for_worker", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], name="fk_imports_feed_id"),
    )
    op.create_index("ix_imports_by_feed", "imports", ["feed_id", "id"])
    op.create_index("ix_imports_open", "imports", ["id"], **OPEN)
    op.create_table(
        "import_items",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", WORD, nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_import_items_import_id"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_import_items_article_id"),
    )
    op.create_index("ix_import_items_article_id", "import_items", ["article_id"])
    op.create_index("ix_import_items_by_state", "import_items", ["import_id", "state", "id"])


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
    for name, columns in LISTS.items():
        op.drop_index(name, "articles")
        op.create_index(name, "articles", columns)
    op.drop_column("versions", "title")
    op.drop_column("articles", "purged_at")
    op.drop_column("articles", "withdrawn_at")
    op.drop_column("articles", "as_read")
