"""The command line for moving to another database, and for looking whether all is well."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from app.cli import app
from app.store.session import make_engine, migrate, read_session, write_session
from tests.store.conftest import Press

Run = Callable[..., Result]


@pytest.fixture
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a database in use, with an article in it."""
    url = f"sqlite:///{tmp_path / 'news.db'}"
    monkeypatch.setenv("SOURCELIGHT_DATABASE_URL", url)
    monkeypatch.setenv("SOURCELIGHT_DATA", str(tmp_path / "data"))
    engine = make_engine(url)
    migrate(engine)
    with write_session(engine) as session:
        Press(session).store()
    engine.dispose()
    return url


@pytest.fixture
def run(url: str) -> Run:
    return lambda *words: CliRunner().invoke(app, words)


def harm(url: str, statement: str) -> None:
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_the_database_in_use_is_moved_and_said_to_be_the_same(run: Run, tmp_path: Path) -> None:
    target = f"sqlite:///{tmp_path / 'new.db'}"
    moved = run("migrate-to", target)
    assert moved.exit_code == 0, moved.output
    assert f"All of it is in {target}, and the same." in moved.output
    assert "SOURCELIGHT_DATABASE_URL" in moved.output
    again = run("migrate-to", target)
    assert again.exit_code == 1
    assert "not empty" in again.output


def test_a_database_that_cannot_be_reached_is_told_without_its_password(run: Run) -> None:
    found = run("migrate-to", "postgresql://eva:secret@127.0.0.1:1/news?password=secret")
    assert found.exit_code == 1
    assert "cannot be reached" in found.output
    assert "secret" not in found.output
    assert "refused" in found.output
    assert run("migrate-to", "news.db").exit_code == 1


def test_nothing_is_moved_to_where_nothing_stays(run: Run, tmp_path: Path) -> None:
    for address in ("sqlite://", "sqlite:///:memory:"):
        moved = run("migrate-to", address)
        assert moved.exit_code == 1
        assert "in memory" in moved.output
    (tmp_path / "file").touch()
    nowhere = run("migrate-to", f"sqlite:///{tmp_path}/file/new.db")
    assert nowhere.exit_code == 1
    assert f"folder {tmp_path}/file cannot be made" in nowhere.output


def test_a_healthy_database_is_said_to_be_so(run: Run) -> None:
    found = run("doctor")
    assert found.exit_code == 0, found.output
    assert found.stdout.startswith("Nothing is wrong: ")


def test_what_is_wrong_is_told_with_what_to_do_and_mended_when_asked(run: Run, url: str) -> None:
    harm(url, "DELETE FROM appearances")
    harm(url, "UPDATE claims SET prefix = 'x'")
    found = run("doctor")
    assert found.exit_code == 1
    assert "Article 1: how often source" in found.stdout
    assert "its prefix" in found.stdout
    assert found.stdout.count("What to do: “--repair”") == 2
    mended = run("doctor", "--repair")
    assert mended.exit_code == 0, mended.output
    assert mended.stdout.count("Mended: ") >= 2
    assert mended.stdout.splitlines()[-1].startswith("Nothing is wrong: ")


def test_what_cannot_be_mended_stays_and_many_rows_are_counted(run: Run, url: str) -> None:
    harm(url, "UPDATE claims SET quote = 'other words'")
    harm(
        url,
        "INSERT INTO feeds SELECT value, '', value, '', 'followed', 5, '', '', NULL, '2031-01-01 00:00:00', "
        "0, '' FROM json_each('[1,2,3,4,5,6,7,8,9,10,11,12]')",
    )
    found = run("doctor", "--repair")
    assert found.exit_code == 1
    assert "its quote is “other words”" in found.stdout
    assert "Keys that are none (12):" in found.stdout
    assert "and 2 more" in found.stdout
    engine = make_engine(url)
    with read_session(engine) as session:
        assert set(session.scalars(text("SELECT quote FROM claims"))) == {"other words"}
    engine.dispose()


def test_a_damaged_file_is_told_as_that(run: Run, url: str) -> None:
    path = Path(url.removeprefix("sqlite:///"))
    whole = path.read_bytes()
    middle = len(whole) // 2
    path.write_bytes(whole[:middle] + bytes(8192) + whole[middle + 8192 :])
    damaged = run("doctor")
    assert damaged.exit_code == 1
    assert "The database's file is damaged" in damaged.stdout
    path.write_bytes(b"no database" * 1000)
    none = run("doctor")
    assert none.exit_code == 1
    assert "cannot be opened: file is not a database" in none.output
