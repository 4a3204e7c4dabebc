"""Either driver of SQLite does, and what is wrong with one is said at the start."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError

from app.domain import Draft, Precision
from app.pipeline import Pipeline
from app.store import driver, pages, queries
from app.store.backup import back_up, connect, execute
from app.store.driver import loses_pages, warning_of
from app.store.errors import Unavailable
from app.store.restoring import restore
from app.store.session import close, make_engine, migrate, read_session, scrub, write_session
from tests.plain_reader import PlainReader
from tests.web.conftest import client_for


@pytest.mark.parametrize(
    ("version", "loses"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((3, 53, 4), False),
        ((), False),
    ],
)
def test_versions_that_lose_pages_are_known(version: tuple[int, ...], loses: bool) -> None:
    assert loses_pages(version) is loses


def test_the_warning_says_what_it_is_and_what_to_do() -> None:
    told = warning_of(SimpleNamespace(sqlite_version="3.40.1", sqlite_version_info=(3, 40, 1)))
    for part in ("SQLite 3.40.1", "WAL-reset", "pip install 'pysqlite3>=0.6.1'", "sourcelight backup"):
        assert part in told
    assert warning_of(SimpleNamespace(sqlite_version="3.53.4", sqlite_version_info=(3, 53, 4))) == ""
    assert warning_of(SimpleNamespace()) == ""  # of another database


def test_a_start_warns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    url = f"sqlite:///{tmp_path / 'news.db'}"
    for version, warns in (((3, 51, 2), True), ((3, 53, 4), False)):
        client = client_for(url)
        monkeypatch.setattr("app.main.warning_of", lambda _, v=version: "mind" if loses_pages(v) else "")
        caplog.clear()
        with caplog.at_level(logging.WARNING), client:
            assert ("mind" in caplog.messages) is warns


def test_the_newest_there_is_is_used() -> None:
    pysqlite3 = pytest.importorskip("pysqlite3.dbapi2")
    newest = max(sqlite3, pysqlite3, key=lambda module: module.sqlite_version_info)
    assert driver.newest.__module__ != "app.store.driver" or driver.newest() is newest


def _drivers() -> list[ModuleType]:
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return [sqlite3]
    return [sqlite3, dbapi2]


@pytest.fixture(params=_drivers(), ids=lambda module: module.__name__)
def engine(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Engine]:
    monkeypatch.setattr(driver, "newest", lambda: request.param)
    engine = make_engine(f"sqlite:///{tmp_path / 'news.db'}")
    migrate(engine)
    assert engine.dialect.dbapi is request.param
    yield engine
    engine.dispose()


def _value(engine: Engine, pragma: str) -> object:
    with engine.connect() as connection:
        return connection.exec_driver_sql(f"PRAGMA {pragma}").scalar()


def test_what_is_committed_is_on_the_disk_and_writers_take_turns(engine: Engine, tmp_path: Path) -> None:
    assert _value(engine, "journal_mode") == "wal"
    assert _value(engine, "synchronous") == 2  # FULL
    assert _value(engine, "foreign_keys") == 1
    assert _value(engine, "busy_timeout") == 30_000
    with write_session(engine) as session:
        session.execute(text("SELECT 1"))  # a writer has its turn before it has written anything
        with closing(connect(tmp_path / "news.db")) as other:
            execute(other, "BEGIN")
            assert execute(other, "SELECT count(*) FROM articles").fetchone() == (0,)
            execute(other, "ROLLBACK")
            with pytest.raises(driver.newest().OperationalError, match="database is locked"):
                execute(other, "BEGIN IMMEDIATE")


def test_an_article_goes_in_and_comes_out(engine: Engine, tmp_path: Path) -> None:
    at = datetime(2031, 1, 5, 9, 30, tzinfo=UTC)
    draft = Draft("Ada Lund said it rained.", published_at=at, precision=Precision.TIME)
    ingested = Pipeline(engine, PlainReader(), ()).ingest(draft)
    with read_session(engine) as session:
        page = queries.article_page(session, ingested.article_id)
        assert page.article.published.at == at
        assert queries.claims_page(session, pages.ClaimFilter(q="rains")).total == 1
    scrub(engine)
    taken = back_up(engine, tmp_path / "b.db")
    assert restore(taken.path, tmp_path / "r.db").backed_up.contents == taken.contents
    close(engine)
    assert _value(engine, "integrity_check") == "ok"


def test_its_errors_are_told_alike(engine: Engine, tmp_path: Path) -> None:
    with pytest.raises(IntegrityError), write_session(engine) as session:
        session.execute(text("INSERT INTO versions (article_id) VALUES (77)"))
    engine.dispose()
    with closing(connect(tmp_path / "news.db")) as other:
        execute(other, "BEGIN IMMEDIATE")
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA busy_timeout = 20")
            connection.rollback()
            with pytest.raises(Unavailable, match="Somebody else") as refusal:
                connection.execution_options(writes=True).exec_driver_sql("SELECT 1")
    assert refusal.value.seconds > 0


def test_what_is_in_memory_names_no_file() -> None:
    for url in ("sqlite://", "sqlite:///:memory:"):
        engine = make_engine(url)
        assert not engine.url.database
        migrate(engine)
        engine.dispose()
