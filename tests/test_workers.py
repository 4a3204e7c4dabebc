"""Workers on PostgreSQL: nothing is lost and nothing done twice, however often they are killed."""

import asyncio
import multiprocessing
import os
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

import pytest
from procrastinate.schema import SchemaManager
from sqlalchemy import Engine, text

from app import actions
from app.backfill import hand_over
from app.domain import Draft, ItemState
from app.intake import Intake, Ways
from app.pipeline import Pipeline
from app.queue import Timing, do_jobs, do_one, make_queue
from app.read import Record, record_line
from app.store import imports, queries
from app.store.errors import Unavailable
from app.store.session import make_engine, read_session
from tests.plain_reader import PlainReader

SOAK = os.environ.get("SOURCELIGHT_SOAK") == "1"
ARTICLES = 1000 if SOAK else 50
KILLS = 40 if SOAK else 3
WORKERS = 3
LONGEST = 120.0  # seconds from the last kill until all is done
QUICK = Timing(heartbeat=0.25, stalled=1.5, look="* * * * * *", poll=0.25, again=0)
pytestmark = pytest.mark.parametrize("make_database", ["postgresql"], indirect=True, scope="session")


class SlowReader(PlainReader):
    """Takes long enough to be killed while it reads."""

    def extract(self, text: str):
        time.sleep(1.0 if "slowly" in text else 0.03)
        return super().extract(text)


def _said(number: int) -> str:
    return f"Ada Lund said number {number} stands.\n\nIt rained."


def _intake(url: str) -> Intake:
    def refuse(*given: object):
        raise AssertionError("nothing is fetched here")

    ways = Ways(refuse, lambda name, data: Draft(data.decode(), title=name), refuse)
    return Intake(Pipeline(make_engine(url), SlowReader(), ()), ways)


def _run(intake: Intake) -> None:
    """Do one job in this process."""
    asyncio.run(do_one(make_queue(intake, QUICK, keeps_time=False), QUICK))


def _work(url: str) -> None:
    do_jobs(lambda: _intake(url), QUICK)


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Processes that have this file loaded when they begin."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


@pytest.fixture
def engine(own_engine: Engine) -> Engine:
    return own_engine


@pytest.fixture
def start(processes: ForkServerContext, database_url: str) -> Iterator[Callable[[], ForkServerProcess]]:
    """Starts workers, which are gone after the test."""
    started: list[ForkServerProcess] = []

    def start() -> ForkServerProcess:
        started.append(processes.Process(target=_work, args=(database_url,)))
        started[-1].start()
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.join()


def _count(engine: Engine, what: str) -> int:
    with read_session(engine) as session:
        return session.execute(text(f"SELECT count(*) FROM {what}")).scalar_one()  # noqa: S608


def _wait(until: Callable[[], bool], seconds: float = LONGEST) -> None:
    last = time.monotonic() + seconds
    while not until():
        assert time.monotonic() < last, f"it took longer than {seconds} seconds"
        time.sleep(0.05)


def _ask(engine: Engine, folder: Path) -> None:
    """Half of the articles one by one, half in parcels."""
    half = ARTICLES // 2
    for first in range(0, half, 500):
        numbers = range(first, min(first + 500, half))
        actions.import_files(engine, [(f"{each}.txt", _said(each).encode()) for each in numbers])
    lines = [record_line(Record(str(each), Draft(_said(each)))) for each in range(half, ARTICLES)]
    archive = folder / "old.jsonl"
    archive.write_bytes(b"\n".join(lines) + b"\n")
    assert all(each.is_new for each in hand_over(engine, str(archive), size=ARTICLES // 10))


def test_every_result_is_there_once_though_workers_are_killed(
    engine: Engine, start: Callable[[], ForkServerProcess], tmp_path: Path
) -> None:
    chance = random.Random(7)  # noqa: S311 - which one is killed, the same each time
    _ask(engine, tmp_path)
    at_work = [start() for _ in range(WORKERS)]
    for kill in range(1, KILLS + 1):
        stored = kill * ARTICLES * 8 // (KILLS * 10)  # some more each time, and never all
        _wait(lambda stored=stored: _count(engine, "articles") >= stored)
        place = chance.randrange(WORKERS)
        at_work[place].kill()
        at_work[place] = start()
    _wait(lambda: _count(engine, "imports WHERE finished_at IS NULL") == 0)
    with read_session(engine) as session:
        texts = session.execute(text("SELECT text FROM versions")).scalars().all()
        rows = queries.imports_page(session).rows
    assert sorted(texts) == sorted(map(_said, range(ARTICLES)))
    assert _count(engine, "claims") == ARTICLES
    assert [(row.stored, row.there, row.failed, row.left) for row in rows] == [
        (row.total, 0, 0, 0) for row in rows
    ]
    assert sum(row.total for row in rows) == ARTICLES
    _wait(lambda: _count(engine, "procrastinate.procrastinate_jobs WHERE queueing_lock IS NULL") == 0)
    at_work[0].terminate()
    at_work[0].join(LONGEST)
    assert at_work[0].exitcode == 0


def test_a_worker_that_is_stopped_finishes_its_job(
    engine: Engine, start: Callable[[], ForkServerProcess]
) -> None:
    actions.import_files(engine, [(f"{each}.txt", f"Ada said {each} slowly.".encode()) for each in "abc"])
    worker = start()
    _wait(lambda: _count(engine, "import_items WHERE state = 'running'") == 1)
    worker.terminate()
    worker.join(LONGEST)
    assert worker.exitcode == 0
    assert _count(engine, "import_items WHERE state = 'running'") == 0
    assert _count(engine, "import_items WHERE state = 'stored'") >= 1
    assert _count(engine, "import_items WHERE tries > 1") == 0
    assert _count(engine, "procrastinate.procrastinate_workers") == 0


def test_what_breaks_off_each_time_is_told_in_the_end(engine: Engine, database_url: str) -> None:
    def break_off(name: str, data: bytes) -> Draft:
        raise ZeroDivisionError(name)

    intake = _intake(database_url)
    broken = Intake(intake.pipeline, replace(intake.ways, read_file=break_off))
    number = actions.import_files(engine, [("a.txt", b"Ada said a.")])
    for _ in range(imports.WORKERS_TRIES + 1):
        assert _count(engine, "import_items WHERE state = 'failed'") == 0
        _run(broken)
    with read_session(engine) as session:
        (item,) = queries.import_page(session, number).items
        (failed,) = queries.queue_page(session).failures
    assert item.state is ItemState.FAILED
    assert f"broke off {imports.WORKERS_TRIES} times" in item.error
    assert _count(engine, "procrastinate.procrastinate_jobs") == 0
    assert failed.can_retry
    actions.retry_item(engine, failed.id)
    _run(intake)
    assert _count(engine, "import_items WHERE state = 'stored'") == 1


def test_a_database_that_is_away_is_not_the_article_s_fault(engine: Engine, database_url: str) -> None:
    away = [True] * (imports.WORKERS_TRIES + 3)

    def read(name: str, data: bytes) -> Draft:
        if away:
            away.pop()
            raise Unavailable("The disk is full.")
        return Draft(data.decode(), title=name)

    intake = _intake(database_url)
    full = Intake(intake.pipeline, replace(intake.ways, read_file=read))
    actions.import_files(engine, [("a.txt", b"Ada said a.")])
    while _count(engine, "procrastinate.procrastinate_jobs"):
        _run(full)
    assert _count(engine, "import_items WHERE state = 'stored' AND tries = 1") == 1


def test_the_queue_is_that_of_the_library(engine: Engine) -> None:
    """A newer Procrastinate may need a migration of ours that runs its own."""
    newest = max(file.name for file in Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    with read_session(engine) as session:
        comment = "SELECT obj_description('procrastinate'::regnamespace)"
        assert session.execute(text(comment)).scalar() == newest
