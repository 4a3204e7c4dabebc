"""Runs on the connection it is handed, or on the database of the settings (command line)."""

from alembic import context
from sqlalchemy import Connection
from sqlalchemy.schema import SchemaItem

from app.settings import Settings
from app.store.link_tables import Base
from app.store.search import TABLES as SEARCH_TABLES
from app.store.session import make_engine


def is_ours(item: SchemaItem, name: str | None, kind: str, reflected: bool, other: SchemaItem | None) -> bool:
    """Full-text tables differ by database and are written by hand; SQLite adds shadow tables."""
    return not (kind == "table" and (name or "").startswith(SEARCH_TABLES))


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=is_ours,
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    with make_engine(Settings().database_url).execution_options(writes=True).begin() as connection:
        run(connection)
