"""What people decided of claims."""

import sqlalchemy as sa
from alembic import op

revision: str = "0005"
down_revision: str | None = "0004"
branch_labels = None
depends_on = None

DECIDED = {"sqlite_where": sa.text("standing <> 'machine'"), "postgresql_where": sa.text("standing <> 'machine'")}


def upgrade() -> None:
    for table in ("claims", "earlier_claims"):
        standing = sa.Column("standing", sa.String(length=16), nullable=False, server_default="machine")
        op.add_column(table, standing)
    for name in ("decided", "as_read"):
        op.add_column("claims", sa.Column(name, sa.JSON(), nullable=False, server_default="{}"))
    op.create_index("ix_claims_decided", "claims", ["article_id"], **DECIDED)


def downgrade() -> None:
    op.drop_index("ix_claims_decided", "claims")
    for name in ("as_read", "decided"):
        op.drop_column("claims", name)
    for table in ("earlier_claims", "claims"):
        op.drop_column(table, "standing")
