"""The tables are those of the migrations, in both databases."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from app.domain import Draft
from app.store.errors import BadAddress
from app.store.session import alembic_config, make_engine, migrate, read_session, write_session
from app.store.tables import Article
from app.store.write import is_empty, store_article


def test_migrations_make_the_tables_that_the_code_knows(engine: Engine) -> None:
    with engine.connect() as connection:
        command.check(alembic_config(connection))  # raises where they differ


def test_migrations_can_be_taken_back(database_url: str) -> None:
    engine = make_engine(database_url)
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    migrate(engine)
    with read_session(engine) as session:
        assert is_empty(session)
    engine.dispose()


def test_migrating_again_changes_nothing(database_url: str) -> None:
    engine = make_engine(database_url)
    with write_session(engine) as session:
        store_article(session, Draft(text="Kept."), None, extractor="1", known=())
    migrate(engine)
    with read_session(engine) as session:
        assert not is_empty(session)
    engine.dispose()


def test_a_session_for_writing_commits_or_leaves_no_trace(database_url: str) -> None:
    engine = make_engine(database_url)

    def fail_halfway() -> None:
        with write_session(engine) as session:
            store_article(session, Draft(text="Lost."), None, extractor="1", known=())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    with read_session(engine) as session:
        assert is_empty(session)
    engine.dispose()


def test_writers_take_turns(database_url: str) -> None:
    """Each reads before it writes; without turns they would see the same number, or fail."""
    engine = make_engine(database_url)

    def add(number: int) -> None:
        with write_session(engine) as session:
            seen = session.query(Article).count()
            draft = Draft(text=f"Text {number}.", title=str(seen))
            store_article(session, draft, None, extractor="1", known=())

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(add, range(12)))
    with read_session(engine) as session:
        assert sorted(int(article.title) for article in session.query(Article)) == list(range(12))
    engine.dispose()


def test_a_session_for_reading_sees_one_moment(database_url: str) -> None:
    engine = make_engine(database_url)
    with read_session(engine) as reader:
        assert is_empty(reader)
        with write_session(engine) as session:
            store_article(session, Draft(text="Meanwhile."), None, extractor="1", known=())
        assert is_empty(reader)
    with read_session(engine) as reader:
        assert not is_empty(reader)
    engine.dispose()


def test_sqlite_is_set_for_safety(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'deep' / 'folder' / 'new.db'}")
    with engine.connect() as connection:
        settings = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 30_000}
    engine.dispose()


def test_what_belongs_together_stays_together(engine: Engine) -> None:
    with pytest.raises(DBAPIError), engine.begin() as connection:
        connection.execute(
            text("INSERT INTO claim_sources (claim_id, source_id, part, position) VALUES (9, 9, 'by', 0)")
        )


@pytest.mark.parametrize("address", ["news.db", "mysql://localhost/news", ""])
def test_other_addresses_are_refused(address: str) -> None:
    with pytest.raises(BadAddress, match="address"):
        make_engine(address)
