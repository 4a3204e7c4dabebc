"""Each migration goes up and down, on both databases, and over rows that are there."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pytest_alembic import Config, MigrationContext, runner, tests
from sqlalchemy import Connection, Engine, MetaData, Table, inspect, select

from app.store import queries, search
from app.store.health import texts
from app.store.health.doctor import examine
from app.store.pages import ArticlePage, ClaimFilter
from app.store.session import MIGRATIONS, read_session
from tests.store.filled import fill
from tests.store.health.conftest import WIDTH, grow

Rows = dict[str, list[dict[str, Any]]]
# The tables are made and filled at each of these, brought up to date, and taken back to the next.
REVISIONS = ("0011", "0008", "0003", "0001")
LAST_OF_READING = "0009"  # what came later repeats what was there


@pytest.fixture
def engine(own_engine: Engine) -> Engine:
    return own_engine


@pytest.fixture
def migrations(engine: Engine) -> Iterator[MigrationContext]:
    """On a connection of its own, of a database that is up to date."""
    with (
        engine.connect() as connection,
        runner(Config.from_raw_config({"script_location": str(MIGRATIONS)}), connection) as context,
    ):
        yield context


def test_there_is_one_newest_form(migrations: MigrationContext) -> None:
    tests.test_single_head_revision(migrations)


def test_an_empty_database_goes_down_and_up_step_by_step(migrations: MigrationContext) -> None:
    migrations.migrate_down_to("base")
    tests.test_up_down_consistency(migrations)
    tests.test_upgrade(migrations)
    tests.test_model_definitions_match_ddl(migrations)


def test_what_is_there_stays_whatever_form_it_was_stored_in(
    engine: Engine, migrations: MigrationContext
) -> None:
    grow(engine)
    fill(engine, rows=2)
    connection = migrations.connection_executor.connection
    before, page = _rows(connection), _page(engine)
    assert all(before.values())
    for revision in REVISIONS:
        migrations.migrate_down_to(revision)
        connection.commit()
        there = _rows(connection)
        assert there == _only(before, there), revision
        migrations.migrate_up_to("head")
        connection.commit()
        assert _only(_rows(connection), there) == there, revision
        assert _told(engine) <= {texts.AROUND.what}, revision
        assert _seen(_page(engine)) == _seen(page)
        if revision >= LAST_OF_READING:
            assert _page(engine) == page
        with read_session(engine) as session:
            assert queries.claims_page(session, ClaimFilter(q="valves", sources=("bo-vik",))).total == 2


def _rows(connection: Connection) -> Rows:
    """All that is there, as the tables are now."""
    found: Rows = {}
    metadata = MetaData()
    for name in inspect(connection).get_table_names():
        if not name.startswith(("alembic_version", *search.TABLES)):
            table = Table(name, metadata, autoload_with=connection)
            rows = connection.execute(select(table).order_by(*table.primary_key))
            found[name] = [dict(row) for row in rows.mappings()]
    connection.commit()
    return found


def _only(rows: Rows, which: Rows) -> Rows:
    """The tables and columns that `which` has."""
    return {
        name: [{column: row[column] for column in listed[0]} for row in rows[name]]
        for name, listed in which.items()
    }


def _page(engine: Engine) -> ArticlePage:
    with read_session(engine) as session:
        return queries.article_page(session, 1)


def _seen(page: ArticlePage) -> list[object]:
    return [
        (
            claim.id,
            claim.quote,
            claim.content_spans,
            claim.kind,
            claim.act,
            [each.slug for each in claim.sources],
        )
        for claim in page.claims
    ]


def _told(engine: Engine) -> set[str]:
    """What the doctor finds of the tables that tell what was read (the others hold anything at all)."""
    of_reading = ("claims", "Claim", "Article", "Version")
    found = examine(engine, Path("no vectors"), WIDTH, lambda what, rows: None)
    return {each.trouble.what for each in found if each.row.startswith(of_reading)}
