"""Articles, sources and claims, and what is searched of them."""

import sqlalchemy as sa
from alembic import op

revision: str = "0001"
down_revision: str | None = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(length=16)
LIVE = {"sqlite_where": sa.text("gone_at IS NULL"), "postgresql_where": sa.text("gone_at IS NULL")}
# Words come here cut and plain (app/store/search.py); the engines only stem them.
FTS5 = "CREATE VIRTUAL TABLE {name} USING fts5(words, content='', tokenize='porter ascii')"
TOKENS = "asciiword, word, numword, int, uint, float, sfloat, version, hword, asciihword, numhword"


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("outlet_key", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_key", sa.String(length=64), nullable=True),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("published_at", MOMENT, nullable=True),
        sa.Column("precision", WORD, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("sort_at", MOMENT, nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("read_for_claims", sa.Boolean(), nullable=False),
        sa.Column("captions", sa.JSON(), nullable=False),
        sa.UniqueConstraint("text_hash", "outlet_key", name="uq_articles_text_hash_outlet_key"),
        sa.UniqueConstraint("url_key", name="uq_articles_url_key"),
    )
    op.create_index("ix_articles_by_outlet", "articles", ["outlet", "sort_at", "id"])
    op.create_index("ix_articles_by_time", "articles", ["sort_at", "id"])
    op.create_table(
        "sources",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column(
            "sort_key",
            sa.String(length=100).with_variant(sa.String(length=100, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("type", WORD, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("affiliation", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("label", sa.String(length=8), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("origin", WORD, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_sources_article_id"),
        sa.UniqueConstraint("slug", name="uq_sources_slug"),
    )
    op.create_index("ix_sources_article_id", "sources", ["article_id"])
    op.create_index("ix_sources_by_name", "sources", ["sort_key", "id"])
    op.create_index("ix_sources_slot", "sources", ["slot"])
    op.create_table(
        "versions",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("text_hash", sa.String(length=64), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("extractor", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_versions_article_id"),
        sa.UniqueConstraint("article_id", "number", name="uq_versions_article_id_number"),
    )
    op.create_index("ix_versions_text_hash", "versions", ["text_hash"])
    op.create_table(
        "aliases",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("alias_key", sa.Text(), nullable=False),
        sa.Column("form", WORD, nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_aliases_source_id"),
        sa.UniqueConstraint("source_id", "alias_key", "form", name="uq_aliases_source_id_alias_key_form"),
    )
    op.create_index("ix_aliases_alias_key", "aliases", ["alias_key"])
    op.create_table(
        "claims",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.String(length=10), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("act", WORD, nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("prefix", sa.String(length=32), nullable=False),
        sa.Column("suffix", sa.String(length=32), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("mention", sa.Text(), nullable=False),
        sa.Column("cue", sa.Text(), nullable=False),
        sa.Column("hedges", sa.JSON(), nullable=False),
        sa.Column("source_spans", sa.JSON(), nullable=False),
        sa.Column("cue_spans", sa.JSON(), nullable=False),
        sa.Column("content_spans", sa.JSON(), nullable=False),
        sa.Column("hedge_spans", sa.JSON(), nullable=False),
        sa.Column("nested_in", sa.Integer(), nullable=True),
        sa.Column("margin", sa.Double(), nullable=False),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("sort_at", MOMENT, nullable=False),
        sa.Column("gone_at", MOMENT, nullable=True),
        sa.Column("replaced_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_claims_article_id"),
        sa.ForeignKeyConstraint(["nested_in"], ["claims.id"], name="fk_claims_nested_in"),
        sa.ForeignKeyConstraint(["replaced_by"], ["claims.id"], name="fk_claims_replaced_by"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_claims_version_id"),
        sa.UniqueConstraint("key", name="uq_claims_key"),
    )
    op.create_index("ix_claims_by_act", "claims", ["act", "sort_at", "id"], **LIVE)
    op.create_index("ix_claims_by_article", "claims", ["article_id", "ordinal"])
    op.create_index("ix_claims_by_kind", "claims", ["kind", "sort_at", "id"], **LIVE)
    op.create_index("ix_claims_by_outlet", "claims", ["outlet", "sort_at", "id"], **LIVE)
    op.create_index("ix_claims_by_time", "claims", ["sort_at", "id"], **LIVE)
    op.create_index("ix_claims_nested_in", "claims", ["nested_in"])
    op.create_index("ix_claims_replaced_by", "claims", ["replaced_by"])
    op.create_index("ix_claims_version_id", "claims", ["version_id"])
    op.create_table(
        "claim_sources",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("part", WORD, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_claim_sources_claim_id"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_claim_sources_source_id"),
        sa.PrimaryKeyConstraint("claim_id", "source_id", "part", name="pk_claim_sources"),
    )
    op.create_index("ix_claim_sources_by_source", "claim_sources", ["source_id", "part", "claim_id"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(FTS5.format(name="claim_words"))
        op.execute(FTS5.format(name="article_words"))
        return
    op.execute("CREATE TEXT SEARCH DICTIONARY sourcelight_stem (TEMPLATE = snowball, LANGUAGE = porter)")
    op.execute("CREATE TEXT SEARCH CONFIGURATION sourcelight (COPY = simple)")
    op.execute(
        f"ALTER TEXT SEARCH CONFIGURATION sourcelight ALTER MAPPING FOR {TOKENS} WITH sourcelight_stem"
    )
    for name, of in (("claim_words", "claims"), ("article_words", "articles")):
        op.execute(f"CREATE TABLE {name} (id integer PRIMARY KEY REFERENCES {of}, words tsvector NOT NULL)")
        op.execute(f"CREATE INDEX ix_{name}_words ON {name} USING gin (words)")


def downgrade() -> None:
    for name in ("claim_words", "article_words"):
        op.drop_table(name)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TEXT SEARCH CONFIGURATION sourcelight")
        op.execute("DROP TEXT SEARCH DICTIONARY sourcelight_stem")
    for name in ("claim_sources", "claims", "aliases", "versions", "sources", "articles"):
        op.drop_table(name)
