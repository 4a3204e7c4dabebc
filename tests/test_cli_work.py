"""sourcelight worker and backfill, as they are called."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from app import cli_work
from app.bulk import Outcome, Reader, Task
from app.cli import app
from app.domain import Draft
from app.parcels import Loader
from app.pipeline import Pipeline
from app.read import Record, record_line
from app.store.session import make_engine, write_session
from tests.plain_reader import PlainReader

Call = Callable[..., Result]


def _read_here(tasks: Iterable[Task | Outcome], make: Callable[[], Reader]) -> Iterator[Outcome]:
    reader = Reader(PlainReader(), ())
    return (task if isinstance(task, Outcome) else reader.read(task) for task in tasks)


@pytest.fixture
def call(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Call]:
    """Calls the command line in an empty folder, with a reader that is quick."""
    engine = make_engine(database_url)
    pipeline = Pipeline(engine, PlainReader(), ())
    monkeypatch.setenv("SOURCELIGHT_DATABASE_URL", database_url)
    monkeypatch.setattr(cli_work, "make_pipeline", lambda settings: pipeline)
    monkeypatch.setattr(cli_work, "read_many", _read_here)
    monkeypatch.setattr(cli_work, "LOOK", 0.01)
    monkeypatch.chdir(tmp_path)
    yield lambda *arguments: CliRunner().invoke(app, arguments)
    engine.dispose()


@pytest.fixture
def call_with_worker(call: Call, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Call:
    """The same, with somebody who does a parcel at each look how far it is, where there is a queue."""
    loader = Loader(Pipeline(make_engine(database_url), PlainReader(), ()))
    left = cli_work._left

    def work_and_look(engine, imports):
        with write_session(loader.pipeline.engine) as session:
            found = session.execute(text("SELECT id FROM parcels WHERE data IS NOT NULL ORDER BY id LIMIT 1"))
            number = found.scalar()
        if number is not None:
            loader.load(number)
        return left(engine, imports)

    monkeypatch.setattr(cli_work, "_left", work_and_look)
    return call


def _archive(name: str, numbers: Iterable[int], *more: bytes) -> None:
    drafts = [Draft(f"Ada Lund said number {each} stands.", outlet="The Courier") for each in numbers]
    lines = [record_line(Record(str(at), draft)) for at, draft in enumerate(drafts)]
    Path(name).write_bytes(b"\n".join([*lines, *more]))


def test_a_backfill_tells_what_became_of_it_and_repeats_nothing(call_with_worker: Call) -> None:
    _archive("old.jsonl", range(7), b"{")
    _archive("older.jsonl", range(6, 9))
    first = call_with_worker("backfill", "--parcel", "3", "old.jsonl", "older.jsonl")
    assert first.exit_code == 1
    assert first.stdout == "11 articles: 9 stored, 0 in a new version, 1 there already, 1 failed\n"
    assert "old.jsonl, record 8: this is no JSON" in first.stderr
    again = call_with_worker("backfill", "--parcel", "3", "old.jsonl", "older.jsonl")
    assert again.stdout == first.stdout
    assert "handed over" not in again.stderr or "0 parcels handed over" in again.stderr


def test_an_archive_that_cannot_be_read_does_not_stop_the_others(call_with_worker: Call) -> None:
    _archive("old.jsonl", range(2))
    found = call_with_worker("backfill", "none.jsonl", "old.jsonl")
    assert found.exit_code == 1
    assert "none.jsonl: the file cannot be read" in found.stderr
    assert found.stdout == "2 articles: 2 stored, 0 in a new version, 0 there already, 0 failed\n"


@pytest.mark.parametrize("make_database", ["sqlite"], indirect=True, scope="session")
def test_workers_need_postgresql(call: Call) -> None:
    found = call("worker")
    assert found.exit_code == 2
    assert "Workers need PostgreSQL" in found.stderr
