"""How doubtful the reading of each claim is."""

import sqlalchemy as sa
from alembic import op

revision: str = "0009"
down_revision: str | None = "0008"
branch_labels = None
depends_on = None

TO_REVIEW = {
    "sqlite_where": sa.text("gone_at IS NULL AND standing = 'machine'"),
    "postgresql_where": sa.text("gone_at IS NULL AND standing = 'machine'"),
}


def upgrade() -> None:
    op.add_column("claims", sa.Column("doubt", sa.Integer(), nullable=False, server_default="0"))
    # As far as it can be told without the spans; the rest is known when an article is read again.
    op.execute(
        """
        UPDATE claims SET doubt =
            CASE WHEN margin > 0 AND margin < 4 THEN CAST(round(1000 * (4 - margin)) AS INTEGER) ELSE 0 END
            + CASE WHEN mention = '' THEN 1500 ELSE 0 END
            + CASE WHEN length(quote) - length(replace(quote, ' ', '')) < 2 THEN 1000 ELSE 0 END
            + CASE WHEN quote LIKE '% … % … %' THEN 500 ELSE 0 END
        """
    )
    op.create_index("ix_claims_to_review", "claims", ["doubt", "id"], **TO_REVIEW)


def downgrade() -> None:
    op.drop_index("ix_claims_to_review", "claims")
    op.drop_column("claims", "doubt")
