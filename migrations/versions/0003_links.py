"""Cross-references between claims: wordings, vectors, links, figures, and what people decide of links."""

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
WORD = sa.String(length=16)
TABLES = ("embeddings", "wordings", "links", "figures", "verdicts")


def _claim(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["claims.id"], name=f"fk_{table}_{column}")


def upgrade() -> None:
    op.create_table(
        "embeddings",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("relater", WORD, nullable=False),
        sa.Column("vectors", sa.LargeBinary(), nullable=False),
        _claim("embeddings", "claim_id"),
    )
    op.create_index("ix_embeddings_by_relater", "embeddings", ["relater", "id"])
    op.create_table(
        "wordings",
        sa.Column("claim_id", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("embedding_id", sa.Integer(), nullable=True),
        sa.Column("digest", sa.String(length=32), nullable=False),
        sa.Column("relater", WORD, nullable=False),
        _claim("wordings", "claim_id"),
        _claim("wordings", "first_id"),
        sa.ForeignKeyConstraint(["embedding_id"], ["embeddings.id"], name="fk_wordings_embedding_id"),
    )
    op.create_index("ix_wordings_digest", "wordings", ["digest"])
    op.create_index("ix_wordings_first_id", "wordings", ["first_id"])
    op.create_table(
        "links",
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column("relation", WORD, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("verbatim", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("low_shared", sa.JSON(), nullable=False),
        sa.Column("high_shared", sa.JSON(), nullable=False),
        sa.Column("low_figure", sa.Text(), nullable=False),
        sa.Column("high_figure", sa.Text(), nullable=False),
        sa.Column("low_when", sa.Text(), nullable=False),
        sa.Column("high_when", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        _claim("links", "low_id"),
        _claim("links", "high_id"),
        sa.PrimaryKeyConstraint("low_id", "high_id", name="pk_links"),
    )
    op.create_index("ix_links_by_high", "links", ["high_id", "low_id"])
    op.create_index("ix_links_by_time", "links", ["relation", "at"])
    op.create_table(
        "figures",
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("phrase", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("low", sa.Float(), nullable=True),
        sa.Column("high", sa.Float(), nullable=True),
        sa.Column("counted", sa.JSON(), nullable=False),
        sa.Column("at", sa.Date(), nullable=True),
        _claim("figures", "claim_id"),
        sa.PrimaryKeyConstraint("claim_id", "position", name="pk_figures"),
    )
    op.create_table(
        "verdicts",
        sa.Column("low_id", sa.Integer(), nullable=False),
        sa.Column("high_id", sa.Integer(), nullable=False),
        sa.Column("now_low_id", sa.Integer(), nullable=False),
        sa.Column("now_high_id", sa.Integer(), nullable=False),
        sa.Column("verdict", WORD, nullable=False),
        sa.Column("relation", WORD, nullable=False),
        _claim("verdicts", "low_id"),
        _claim("verdicts", "high_id"),
        _claim("verdicts", "now_low_id"),
        _claim("verdicts", "now_high_id"),
        sa.PrimaryKeyConstraint("low_id", "high_id", name="pk_verdicts"),
    )
    op.create_index("ix_verdicts_by_high", "verdicts", ["now_high_id"])
    op.create_index("ix_verdicts_by_low", "verdicts", ["now_low_id", "now_high_id"])


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
