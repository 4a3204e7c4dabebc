"""sourcelight backup and restore, as a user meets them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from app.store.session import make_engine, migrate

Run = Callable[..., Result]
CHECKSUM = re.compile(r"^checksum [0-9a-f]{32} of [\d,]+ rows in \d+ tables$", re.MULTILINE)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    def run(*words: object, url: str = f"sqlite:///{tmp_path / 'news.db'}") -> Result:
        monkeypatch.setenv("SOURCELIGHT_DATABASE_URL", url)
        return CliRunner().invoke(app, [str(word) for word in words])

    return run


def test_both_print_the_same_checksum(run: Run, tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'news.db'}")
    migrate(engine)
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("INSERT INTO imports (name, who, asked_at, seconds, for_worker) "
                                   "VALUES ('a', '', '2031-01-05', 0, 0)")  # fmt: skip
    engine.dispose()
    taken = run("backup", tmp_path / "b.db")
    assert taken.exit_code == 0
    assert CHECKSUM.search(taken.output)
    refused = run("restore", tmp_path / "b.db")
    assert (refused.exit_code, "--force" in refused.stderr) == (1, True)
    forced = run("restore", tmp_path / "b.db", "--force")
    assert forced.exit_code == 0
    assert "news.db.before-" in forced.output
    elsewhere = run("restore", tmp_path / "b.db", url=f"sqlite:///{tmp_path / 'new' / 'news.db'}")
    assert (
        CHECKSUM.findall(elsewhere.output)
        == CHECKSUM.findall(forced.output)
        == CHECKSUM.findall(taken.output)
    )


def test_what_cannot_be_backed_up_is_said(run: Run, tmp_path: Path) -> None:
    missing = run("backup", tmp_path / "b.db")
    assert (missing.exit_code, "no database" in missing.stderr) == (1, True)
    memory = run("backup", tmp_path / "b.db", url="sqlite://")
    assert (memory.exit_code, "in memory" in memory.stderr) == (1, True)
    assert not (tmp_path / "b.db").exists()


@pytest.mark.parametrize(
    ("words", "command"),
    [
        (
            ("backup", "my desk.dump"),
            "pg_dump --format=custom --file='my desk.dump' --dbname=postgresql://ada@db.example:5433/desk",
        ),
        (
            ("restore", "desk.dump"),
            "pg_restore --clean --if-exists --no-owner --exit-on-error --single-transaction "
            "--dbname=postgresql://ada@db.example:5433/desk desk.dump",
        ),
    ],
)
def test_postgresql_has_its_own_tools_and_no_password_is_shown(
    run: Run, words: tuple[str, str], command: str
) -> None:
    for url in (
        "postgresql+psycopg://ada:hunter22@db.example:5433/desk",
        "postgresql://ada@db.example:5433/desk?password=hunter22",
    ):
        result = run(*words, url=url)
        assert result.exit_code == 1
        assert command in result.stderr.splitlines()[-1]
        assert "hunter22" not in result.output
