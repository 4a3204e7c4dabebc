"""Why a source was linked, what people decide of it, and the log of that."""

import sqlalchemy as sa
from alembic import op

revision: str = "0002"
down_revision: str | None = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(length=16)
IN_DOUBT = {"sqlite_where": sa.text("doubt <> ''"), "postgresql_where": sa.text("doubt <> ''")}
TABLES = ("namings", "sightings", "voices", "merges", "rulings", "events")


def upgrade() -> None:
    op.add_column("sources", sa.Column("read_name", sa.Text(), nullable=True))
    op.add_column("sources", sa.Column("read_type", WORD, nullable=True))
    op.add_column("sources", sa.Column("doubt", WORD, nullable=True))
    op.add_column("aliases", sa.Column("last_word", sa.String(length=200), nullable=True))
    op.create_index("ix_aliases_last_word", "aliases", ["last_word"])
    op.create_table(
        "namings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("alias_key", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("reason", WORD, nullable=False),
        sa.Column("doubt", WORD, nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_namings_article_id"),
        sa.ForeignKeyConstraint(["entry_id"], ["sources.id"], name="fk_namings_entry_id"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_namings_source_id"),
    )
    op.create_index("ix_namings_article_id", "namings", ["article_id"])
    op.create_index("ix_namings_by_entry", "namings", ["entry_id", "alias_key"])
    op.create_index("ix_namings_in_doubt", "namings", ["alias_key"], **IN_DOUBT)
    op.create_index("ix_namings_source_id", "namings", ["source_id"])
    op.create_table(
        "sightings",
        sa.Column("alias_id", sa.Integer(), nullable=False),
        sa.Column("naming_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["alias_id"], ["aliases.id"], name="fk_sightings_alias_id"),
        sa.ForeignKeyConstraint(["naming_id"], ["namings.id"], name="fk_sightings_naming_id"),
        sa.PrimaryKeyConstraint("alias_id", "naming_id", name="pk_sightings"),
    )
    op.create_index("ix_sightings_naming_id", "sightings", ["naming_id"])
    op.create_table(
        "voices",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("part", WORD, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("naming_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_voices_claim_id"),
        sa.ForeignKeyConstraint(["naming_id"], ["namings.id"], name="fk_voices_naming_id"),
        sa.PrimaryKeyConstraint("claim_id", "part", "position", name="pk_voices"),
    )
    op.create_index("ix_voices_naming_id", "voices", ["naming_id"])
    op.create_table(
        "merges",
        sa.Column("source_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_merges_source_id"),
        sa.ForeignKeyConstraint(["into_id"], ["sources.id"], name="fk_merges_into_id"),
    )
    op.create_index("ix_merges_into_id", "merges", ["into_id"])
    op.create_table(
        "rulings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("alias_key", sa.Text(), nullable=False),
        sa.Column("doubt", WORD, nullable=True),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["sources.id"], name="fk_rulings_entry_id"),
        sa.ForeignKeyConstraint(["to_id"], ["sources.id"], name="fk_rulings_to_id"),
    )
    op.create_index("ix_rulings_by_form", "rulings", ["alias_key", "entry_id", "doubt"], unique=True)
    op.create_index("ix_rulings_to_id", "rulings", ["to_id"])
    op.create_table(
        "events",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("action", sa.String(length=16), nullable=False),
        sa.Column("subject_kind", sa.String(length=16), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["undoes"], ["events.id"], name="fk_events_undoes"),
    )
    op.create_index("ix_events_by_other", "events", ["subject_kind", "other_id"])
    op.create_index("ix_events_by_subject", "events", ["subject_kind", "subject_id"])
    op.create_index("ix_events_undoes", "events", ["undoes"])
    _take_over()


def _take_over() -> None:
    """What was read before: each source of an article by its entry's name, for want of better."""
    op.execute("""
        INSERT INTO namings (article_id, entry_id, source_id, name, alias_key, role, reason, doubt)
        SELECT DISTINCT claims.article_id, sources.id, sources.id, sources.name, sources.sort_key,
               sources.role, CASE WHEN sources.article_id IS NULL THEN 'name' ELSE 'article' END, ''
        FROM claim_sources
        JOIN claims ON claims.id = claim_sources.claim_id AND claims.gone_at IS NULL
        JOIN sources ON sources.id = claim_sources.source_id
    """)
    op.execute("""
        INSERT INTO voices (claim_id, part, position, naming_id)
        SELECT claim_sources.claim_id, claim_sources.part, claim_sources.position, namings.id
        FROM claim_sources
        JOIN claims ON claims.id = claim_sources.claim_id AND claims.gone_at IS NULL
        JOIN namings ON namings.article_id = claims.article_id
                    AND namings.entry_id = claim_sources.source_id
    """)
    op.execute("""
        INSERT INTO sightings (alias_id, naming_id)
        SELECT aliases.id, namings.id
        FROM namings
        JOIN aliases ON aliases.source_id = namings.entry_id AND aliases.form <> 'capital'
                    AND aliases.alias_key = namings.alias_key
    """)
    aliases = sa.table(
        "aliases", sa.column("id"), sa.column("alias_key"), sa.column("form"), sa.column("last_word")
    )
    names = sa.select(aliases.c.id, aliases.c.alias_key).where(aliases.c.form.in_(("seed", "name")))
    rows = [{"alias": id_, "word": key.split()[-1]} for id_, key in op.get_bind().execute(names)]
    if rows:
        update = sa.update(aliases).where(aliases.c.id == sa.bindparam("alias"))
        op.get_bind().execute(update.values(last_word=sa.bindparam("word")), rows)


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
    op.drop_index("ix_aliases_last_word", "aliases")
    op.drop_column("aliases", "last_word")
    op.drop_column("sources", "doubt")
    op.drop_column("sources", "read_type")
    op.drop_column("sources", "read_name")
