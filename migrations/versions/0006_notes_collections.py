"""Notes, collections, saved filters."""

import sqlalchemy as sa
from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
TABLES = ("notes", "collections", "gathered", "saved_filters")


def where(condition: str) -> dict[str, sa.TextClause]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("edited_at", MOMENT, nullable=True),
        sa.Column("settled_at", MOMENT, nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_notes_claim_id"),
    )
    op.create_index("ix_notes_claim_id", "notes", ["claim_id"])
    op.create_index("ix_notes_open", "notes", ["id"], **where("text IS NOT NULL AND settled_at IS NULL"))
    op.create_table(
        "collections",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("key", sa.String(length=10), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("gone_at", MOMENT, nullable=True),
        sa.UniqueConstraint("key", name="uq_collections_key"),
    )
    op.create_table(
        "gathered",
        sa.Column("collection_id", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("speakers", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["collection_id"], ["collections.id"], name="fk_gathered_collection_id"),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_gathered_claim_id"),
        sa.PrimaryKeyConstraint("collection_id", "claim_id", name="pk_gathered"),
    )
    op.create_index("ix_gathered_claim_id", "gathered", ["claim_id"])
    op.create_index(
        "ix_gathered_in_order", "gathered", ["collection_id", "position"], **where("position IS NOT NULL")
    )
    op.create_table(
        "saved_filters",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("gone_at", MOMENT, nullable=True),
    )


def downgrade() -> None:
    for name in reversed(TABLES):
        op.drop_table(name)
