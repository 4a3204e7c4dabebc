"""A full disk and a locked database: told as that, nothing lost, and mended as soon as they pass."""

import logging
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, event, func, select, text
from typer.testing import CliRunner

from app import actions
from app.cli import app as command_line
from app.domain import Draft, ItemState
from app.intake import Intake, Ways
from app.pipeline import Pipeline
from app.store import feeds, imports, links, queries
from app.store.backup import back_up
from app.store.errors import Unavailable
from app.store.session import make_engine, migrate, read_session, write_session
from app.store.tables import Article, Claim, ImportItem
from app.store.vectors import VectorFile
from tests.plain_reader import PlainReader
from tests.web.conftest import client_for

FULL = "The disk is full"
SAID = "Ann Lee said that the mill is closed. "


def _engine(client: TestClient) -> Engine:
    engine: Engine = client.app.state.pipeline.engine
    return engine


def _count(engine: Engine, table: type = Article) -> int:
    with read_session(engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


@contextmanager
def _full(engine: Engine) -> Iterator[None]:
    """The database's file may not grow any more."""

    def keep_small(raw: object, record: object) -> None:
        cursor = raw.cursor()
        (pages,) = cursor.execute("PRAGMA page_count").fetchone()
        cursor.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine, "connect", keep_small)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, "connect", keep_small)
        engine.dispose()


@contextmanager
def _files_no_larger_than(size: int) -> Iterator[None]:
    """Writing behind that end fails, as on a disk that is full there."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def sqlite_desk(tmp_path: Path) -> Iterator[TestClient]:
    url = f"sqlite:///{tmp_path / 'news.db'}"
    migrate(make_engine(url))
    with client_for(url) as client:
        yield client


def _post(client: TestClient, words: str) -> int:
    return client.post("/api/v1/articles", json={"text": words}).status_code


def test_a_full_disk_is_told_and_passes(sqlite_desk: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    engine, long = _engine(sqlite_desk), SAID * 100
    assert _post(sqlite_desk, SAID) == 201
    with _full(engine), caplog.at_level(logging.ERROR):
        told = sqlite_desk.post("/api/v1/articles", json={"text": long})
        assert (told.status_code, told.headers["content-type"]) == (503, "application/problem+json")
        assert int(told.headers["retry-after"]) > 0
        assert FULL in told.json()["detail"]
        page = sqlite_desk.post("/add", data={"text": long, "title": "Mill"})
        assert (page.status_code, "retry-after" in page.headers) == (503, True)
        for words in (FULL, "What you sent was not stored", "Wait 60 seconds."):
            assert words in page.text
        line = next(each for each in caplog.messages if "POST /api/v1/articles" in each)
        assert "503" in line
        assert "database or disk is full" in line
        assert sqlite_desk.get("/").status_code == sqlite_desk.get("/claims?q=mill").status_code == 200
        assert _count(engine) == 1
    assert _post(sqlite_desk, long) == 201
    assert _count(engine) == 2
    with read_session(engine) as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"


def test_a_disk_that_takes_no_more_of_the_journal_is_told_and_passes(sqlite_desk: TestClient) -> None:
    engine, long = _engine(sqlite_desk), SAID * 300
    with _files_no_larger_than(2**16):  # of the journal, which is written first
        told = sqlite_desk.post("/api/v1/articles", json={"text": long})
    assert (told.status_code, "retry-after" in told.headers) == (503, True)
    assert "disk" in told.json()["detail"]
    assert _count(engine) == 0
    assert _post(sqlite_desk, long) == 201
    assert (_count(engine), _count(engine, Claim) > 0) == (1, True)


HOLDER = """
import sys
from pathlib import Path
from app.store.backup import connect, execute
connection = connect(Path(sys.argv[1]))
execute(connection, "BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
execute(connection, "ROLLBACK")
"""


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits long for their turn."""
    monkeypatch.setattr("app.store.session.BUSY", 0.05)


@pytest.mark.usefixtures("impatient")
def test_another_process_that_writes_for_long_is_told_and_passes(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'news.db'}"
    migrate(make_engine(url))
    command = [sys.executable, "-c", HOLDER, str(tmp_path / "news.db")]
    with (
        client_for(url) as client,
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder,  # noqa: S603
    ):
        assert holder.stdout.readline() == "held\n"
        told = client.post("/api/v1/articles", json={"text": SAID})
        page = client.post("/add", data={"text": SAID})
        reading = client.get("/")
        holder.communicate()
        assert (told.status_code, page.status_code, reading.status_code) == (503, 503, 200)
        assert told.headers["retry-after"] == page.headers["retry-after"] == "5"
        assert "Somebody else is writing" in page.text
        assert told.json()["title"] == "Not now"
        assert _post(client, SAID) == 201
        assert _count(_engine(client)) == 1


@pytest.mark.usefixtures("impatient")
def test_a_turn_is_not_waited_for_without_end(database_url: str) -> None:
    """On PostgreSQL too, whose advisory lock has no end of its own."""
    engine, other = make_engine(database_url), make_engine(database_url)
    with write_session(other) as holder:
        holder.connection()
        with pytest.raises(Unavailable, match="Somebody else"), write_session(engine) as session:
            session.connection()
    with write_session(engine) as session:
        session.connection()
    engine.dispose()
    other.dispose()


def test_the_command_line_says_it_in_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCELIGHT_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    result = CliRunner().invoke(command_line, ["migrate"])
    why = 'connection failed: connection to server at "127.0.0.1", port 1 failed: Connection refused'
    assert (result.exit_code, result.stderr) == (1, f"The database cannot be reached. ({why})\n")
    monkeypatch.setenv("SOURCELIGHT_LOG", "loud")
    result = CliRunner().invoke(command_line, ["migrate"])
    assert result.exit_code == 1
    assert result.stderr == "SOURCELIGHT_LOG: Input should be 'plain' or 'json'\n"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{tmp_path / 'news.db'}")
    migrate(engine)
    yield engine
    engine.dispose()


def _wordings(count: int, width: int) -> dict[int, links.Worded]:
    chance = np.random.default_rng(2)
    vectors = chance.integers(-127, 127, (count, width), np.int8)
    return {number + 1: links.Worded(f"{number}", vectors[number].tobytes(), ()) for number in range(count)}


def test_vectors_that_the_disk_does_not_take_are_written_later(engine: Engine, tmp_path: Path) -> None:
    width, count = 384, 40
    pipeline = Pipeline(engine, PlainReader(), ())
    pipeline.ingest(Draft("\n\n".join(f"Ada Lund said it was {number}." for number in range(count))))
    with write_session(engine) as session:
        links.add_wordings(session, "v", _wordings(count, width), datetime(2031, 1, 5, tzinfo=UTC))
    file = VectorFile(tmp_path / "vectors", version="v", width=width)
    for size in (4, 1000, count * width - 1):
        with _files_no_larger_than(size), pytest.raises(Unavailable, match=FULL):
            file.refresh(engine)
    found = file.refresh(engine)
    assert len(found.claims) == count
    assert found.vectors[5].tobytes() == _wordings(count, width)[6].vectors[:width]


def test_a_backup_without_room_leaves_nothing(engine: Engine, tmp_path: Path) -> None:
    (folder := tmp_path / "backups").mkdir()
    with _files_no_larger_than(100_000), pytest.raises(Exception, match="disk"):
        back_up(engine, folder)
    assert list(folder.iterdir()) == []
    assert back_up(engine, folder).path.is_file()


def _ways(read: Callable[[str], Draft]) -> Ways:
    return Ways(read_url=read, read_file=lambda name, data: Draft(data.decode()), visit_feed=_no_feed)


def _no_feed(*_: str) -> object:
    raise Unavailable("Not now.")


def test_an_import_goes_on_where_the_database_was_away_however_often(engine: Engine) -> None:
    pipeline, away = Pipeline(engine, PlainReader(), ()), [2 * imports.MOST_TRIES]
    ingest = pipeline.ingest

    def interrupted(*given: object) -> object:
        if away[0]:
            away[0] -= 1
            raise Unavailable("Somebody else is writing for too long.")
        return ingest(*given)

    pipeline.ingest = interrupted
    intake = Intake(pipeline, _ways(lambda url: Draft(f"Ada Lund said {url}.")), manners=0)
    actions.import_files(engine, [("a.txt", b"Ada Lund said a."), ("b.txt", b"Ada Lund said b.")])
    tries = 0
    while away[0]:
        tries += 1
        with pytest.raises(Unavailable):
            intake.step()
    while intake.step():
        tries += 1
    with read_session(engine) as session:
        assert set(session.scalars(select(ImportItem.state))) == {ItemState.STORED}
    assert _count(engine) == 2


def test_a_feed_whose_visit_could_not_be_noted_is_visited_soon(engine: Engine) -> None:
    actions.add_feed(engine, "https://courier.example/feed", who="ed")
    intake = Intake(Pipeline(engine, PlainReader(), ()), _ways(Draft), manners=0)
    for _ in range(2):
        with pytest.raises(Unavailable):
            intake.step()
    with read_session(engine) as session:
        assert not feeds.is_due(session, datetime.now(UTC))  # until the next step puts it back
        assert queries.feeds_page(session).rows[0].failures == 0
    with pytest.raises(Unavailable):
        intake.step()


def test_many_requests_at_once_wait_for_no_connection(engine: Engine) -> None:
    """More than there are connections that are kept, all at once."""
    ready = threading.Barrier(40, timeout=60)

    def read() -> None:
        with read_session(engine) as session:
            session.execute(text("SELECT 1"))
            ready.wait()

    threads = [threading.Thread(target=read) for _ in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not ready.broken
