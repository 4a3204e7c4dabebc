"""The queue of reading: Procrastinate's tables (on PostgreSQL alone), parcels of archives, what was done when."""

from pathlib import Path

import sqlalchemy as sa
from alembic import op

revision: str = "0011"
down_revision: str | None = "0010"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def where(condition: str) -> dict[str, sa.TextClause]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def make_queue() -> None:
    """The tables of the Procrastinate that is installed; the schema's comment says how far they are.

    A later migration runs those of its own that come after what the comment names.
    """
    from procrastinate.schema import SchemaManager

    connection = op.get_bind()
    path = connection.scalar(sa.text("SHOW search_path"))
    op.execute("CREATE SCHEMA procrastinate")
    op.execute("SET LOCAL search_path TO procrastinate")  # its statements name no schema
    connection.connection.cursor().execute(SchemaManager.get_schema())
    op.execute(f"SET LOCAL search_path TO {path}")
    last = max(file.name for file in Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    op.execute(f"COMMENT ON SCHEMA procrastinate IS '{last}'")


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        make_queue()
    op.add_column("import_items", sa.Column("is_record", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_import_items_open", "import_items", ["id"], **where("state IN ('waiting', 'running')"))
    op.create_index("ix_import_items_failed", "import_items", ["id"], **where("state = 'failed'"))
    op.create_table(
        "parcels",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("articles", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("stored", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("there", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["imports.id"], name="fk_parcels_import_id"),
        sa.UniqueConstraint("digest", name="uq_parcels_digest"),
    )
    op.create_index("ix_parcels_import_id", "parcels", ["import_id"])
    op.create_index("ix_parcels_open", "parcels", ["id"], **where("data IS NOT NULL"))
    op.create_table(
        "work_minutes",
        sa.Column("minute", MOMENT, primary_key=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("work_minutes")
    op.drop_table("parcels")
    op.drop_index("ix_import_items_failed", "import_items")
    op.drop_index("ix_import_items_open", "import_items")
    with op.batch_alter_table("import_items") as table:
        table.drop_column("is_record")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP SCHEMA procrastinate CASCADE")
