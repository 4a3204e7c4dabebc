"""Share links."""

import sqlalchemy as sa
from alembic import op

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "shares",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=True),
        sa.Column("version_id", sa.Integer(), nullable=True),
        sa.Column("whole", sa.Boolean(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("opened_at", MOMENT, nullable=True),
        sa.Column("openings", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_shares_article_id"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_shares_version_id"),
        sa.UniqueConstraint("token_hash", name="uq_shares_token_hash"),
    )
    op.create_index("ix_shares_article_id", "shares", ["article_id"])
    op.create_table(
        "shared_claims",
        sa.Column("share_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("claim_id", sa.Integer(), nullable=False),
        sa.Column("article_id", sa.Integer(), nullable=False),
        sa.Column("version_id", sa.Integer(), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["share_id"], ["shares.id"], name="fk_shared_claims_share_id"),
        sa.ForeignKeyConstraint(["claim_id"], ["claims.id"], name="fk_shared_claims_claim_id"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_shared_claims_article_id"),
        sa.ForeignKeyConstraint(["version_id"], ["versions.id"], name="fk_shared_claims_version_id"),
        sa.PrimaryKeyConstraint("share_id", "position", name="pk_shared_claims"),
    )
    op.create_index("ix_shared_claims_article_id", "shared_claims", ["article_id"])


def downgrade() -> None:
    op.drop_table("shared_claims")
    op.drop_table("shares")
