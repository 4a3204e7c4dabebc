"""Archives handed over in parcels and loaded in bulk: each once, stopped and started, failures told."""

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app import actions
from app.backfill import hand_over
from app.bulk import Outcome, Reader, Task
from app.domain import Draft, ImportState, ItemState
from app.intake import Intake, Ways
from app.parcels import Loader, StoppedError
from app.pipeline import Pipeline
from app.read import ReadError, Record, record_line
from app.store import imports, jobs, parcels, queries
from app.store.imports import WORKERS_TRIES
from app.store.session import make_engine, read_session, write_session
from tests.plain_reader import PlainReader

AT_ONCE = 5  # articles of one transaction


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.parcels.AT_ONCE", AT_ONCE)


class Tired(PlainReader):
    """Breaks off at some words, as what kills its process would; `broke` counts how often."""

    def __init__(self, words: str = "") -> None:
        self.words, self.broke, self.read = words, 0, 0

    def extract(self, text: str):
        if self.words and self.words in text:
            self.broke += 1
            raise MemoryError(text)
        self.read += 1
        return super().extract(text)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def _draft(number: int) -> Draft:
    return Draft(f"Ada Lund said number {number} stands.", title=f"Number {number}", outlet="The Courier")


def _archive(path: Path, numbers: Iterable[int], *more: bytes) -> Path:
    lines = [record_line(Record(f"r{each}", _draft(each))) for each in numbers]
    path.write_bytes(b"\n".join([*lines, *more]) + b"\n")
    return path


def _loader(engine: Engine, extractor: PlainReader | None = None) -> Loader:
    return Loader(Pipeline(engine, extractor or PlainReader(), ()))


def _read_here(tasks: Iterable[Task | Outcome]) -> Iterator[Outcome]:
    reader = Reader(PlainReader(), ())
    return (task if isinstance(task, Outcome) else reader.read(task) for task in tasks)


def _titles(engine: Engine) -> list[str]:
    with read_session(engine) as session:
        return sorted(row.article.title for row in queries.articles_page(session, limit=500).rows)


def _row(engine: Engine, number: int):
    with read_session(engine) as session:
        return queries.import_page(session, number).row


def test_an_archive_is_handed_over_once_and_stored_once(engine: Engine, tmp_path: Path) -> None:
    archive = _archive(tmp_path / "old.jsonl", range(14))
    handed = list(hand_over(engine, str(archive), size=6))
    assert [(each.articles, each.is_new) for each in handed] == [(6, True), (6, True), (2, True)]
    (import_id,) = {each.import_id for each in handed}
    loader = _loader(engine)
    for each in (
        handed[0],
        handed[1],
        handed[0],
    ):  # the first one twice, as after a worker was taken for dead
        loader.load(each.parcel_id)
    row = _row(engine, import_id)
    assert (row.total, row.left, row.stored, row.state) == (14, 2, 12, ImportState.RUNNING)
    again = list(hand_over(engine, str(archive), size=6))
    assert [each._replace(is_new=True) for each in again] == handed
    assert not any(each.is_new for each in again)
    loader.load(handed[2].parcel_id)
    row = _row(engine, import_id)
    assert (row.left, row.stored, row.there, row.failed, row.state) == (0, 14, 0, 0, ImportState.FINISHED)
    assert _titles(engine) == sorted(f"Number {each}" for each in range(14))
    with read_session(engine) as session:
        assert session.execute(text("SELECT count(*) FROM parcels WHERE data IS NOT NULL")).scalar() == 0
        assert session.execute(text("SELECT sum(done) FROM work_minutes")).scalar() == 14


def test_what_is_added_to_an_archive_is_handed_over_later(engine: Engine, tmp_path: Path) -> None:
    path = tmp_path / "old.jsonl.gz"
    plain = _archive(tmp_path / "old.jsonl", range(4)).read_bytes()
    path.write_bytes(gzip.compress(plain))
    handed = list(hand_over(engine, str(path), size=2))
    path.write_bytes(gzip.compress(plain + record_line(Record("r4", _draft(4)))))
    more = list(hand_over(engine, str(path), size=2))
    assert [each.is_new for each in more] == [False, False, True]
    for each in {*handed, *more}:
        _loader(engine).load(each.parcel_id)
    assert len(_titles(engine)) == 5


def test_a_stop_in_the_midst_of_a_parcel_repeats_nothing(engine: Engine, tmp_path: Path) -> None:
    archive = _archive(tmp_path / "old.jsonl", range(AT_ONCE + 3))
    (handed,) = hand_over(engine, str(archive))
    tired = Tired("number 6 ")
    with pytest.raises(MemoryError):
        _loader(engine, tired).load(handed.parcel_id)
    assert len(_titles(engine)) == AT_ONCE
    fresh = Tired()
    _loader(engine, fresh).load(handed.parcel_id)
    assert fresh.read == 3
    row = _row(engine, handed.import_id)
    assert (row.stored, row.there, row.failed) == (AT_ONCE + 3, 0, 0)


def test_a_worker_that_is_stopped_leaves_the_rest_of_a_parcel(engine: Engine, tmp_path: Path) -> None:
    archive = _archive(tmp_path / "old.jsonl", range(AT_ONCE + 5))
    (handed,) = hand_over(engine, str(archive))
    with pytest.raises(StoppedError):
        Loader(_loader(engine).pipeline, lambda: True).load(handed.parcel_id)
    assert _row(engine, handed.import_id).left == 5
    _loader(engine).load(handed.parcel_id)
    assert _row(engine, handed.import_id).stored == AT_ONCE + 5


def test_an_article_that_breaks_its_reader_is_left_out_and_told_and_tried_again(
    engine: Engine, tmp_path: Path
) -> None:
    archive = _archive(tmp_path / "old.jsonl", range(6))
    (handed,) = hand_over(engine, str(archive))
    tired = Tired("number 2 ")
    for _ in range(WORKERS_TRIES):
        with pytest.raises(MemoryError):
            _loader(engine, tired).load(handed.parcel_id)
    _loader(engine, tired).load(handed.parcel_id)
    assert tired.broke == WORKERS_TRIES
    row = _row(engine, handed.import_id)
    assert (row.total, row.stored, row.failed, row.state) == (6, 5, 1, ImportState.FINISHED)
    with read_session(engine) as session:
        ((name, error),) = parcels.failures(session, [handed.import_id], 9)
        (failed,) = queries.queue_page(session).failures
    assert name == f"{archive}, record 3"
    assert f"broke off {WORKERS_TRIES} times" in error
    actions.retry_item(engine, failed.id)
    assert _row(engine, handed.import_id).state is ImportState.RUNNING
    Intake(Pipeline(engine, PlainReader(), ()), Ways(str, str, str)).read(failed.id)  # no way is gone
    row = _row(engine, handed.import_id)
    assert (row.total, row.stored, row.failed, row.state) == (6, 6, 0, ImportState.FINISHED)
    assert "Number 2" in _titles(engine)


def test_bad_records_cost_the_others_nothing(engine: Engine, tmp_path: Path) -> None:
    bad = [b"{", b"", b'{"id": 1}', b'{"id": 2, "text": "x", "captions": [1]}']
    archive = _archive(tmp_path / "old.jsonl", [1, 2, 1], *bad)
    with write_session(engine) as session:
        kept = imports.create(session, "kept", ())
        assert kept
    handed = list(hand_over(engine, str(archive)))
    _loader(engine).load(handed[0].parcel_id)
    row = _row(engine, handed[0].import_id)
    assert (row.total, row.stored, row.there, row.failed) == (6, 2, 1, 3)
    with read_session(engine) as session:
        errors = [error for _, error in parcels.failures(session, [handed[0].import_id], 9)]
    assert "record 4: this is no JSON" in errors[0]
    assert "record 5: the text is empty" in errors[1] or "record 5" in errors[1]
    assert "record 6: “captions” is no list" in errors[2]


def test_processes_here_do_the_same(engine: Engine, tmp_path: Path) -> None:
    first = _archive(tmp_path / "a.jsonl", range(8), b"{")
    second = _archive(tmp_path / "b.jsonl", range(6, 10))
    loader = _loader(engine)
    handed = [*hand_over(engine, str(first), size=3), *hand_over(engine, str(second), size=3)]
    stopped = loader.load_all((each.parcel_id for each in handed), _read_here)
    assert next(stopped) == 3
    stopped.close()
    assert sum(loader.load_all((each.parcel_id for each in handed), _read_here)) == 10
    assert len(_titles(engine)) == 10
    with read_session(engine) as session:
        far = parcels.progress(session, [each.import_id for each in handed])
    assert (far.articles, far.done) == (13, 13)
    assert far.counts == {
        ItemState.STORED: 10,
        ItemState.CHANGED: 0,
        ItemState.THERE: 2,
        ItemState.FAILED: 1,
    }


def test_what_waits_after_a_move_gets_its_jobs(engine: Engine, tmp_path: Path) -> None:
    if not jobs.has_queue(engine):
        return
    archive = _archive(tmp_path / "old.jsonl", range(3))
    actions.import_urls(engine, ["https://a.example/1", "https://b.example/2", "https://a.example/3"])
    handed = list(hand_over(engine, str(archive), size=2))
    queue = "SELECT task_name, args ->> 'number', lock FROM procrastinate.procrastinate_jobs ORDER BY 1, 3, 2"
    with write_session(engine) as session:
        before = session.execute(text(queue)).all()
        session.execute(text(jobs.REACH.format(for_now="true")))
        session.execute(text("DELETE FROM procrastinate_jobs WHERE mod(id, 2) = 0"))
    with write_session(engine) as session:
        jobs.catch_up(session)
        assert session.execute(text(queue)).all() == before
    assert [(task, lock) for task, _, lock in before] == [
        ("load", None),
        ("load", None),
        ("read", "a.example"),
        ("read", "a.example"),
        ("read", "b.example"),
    ]
    assert len(handed) == 2


def test_a_job_is_committed_with_what_it_is_about_or_not_at_all(engine: Engine) -> None:
    def fail_halfway() -> None:
        with write_session(engine) as session:
            imports.create(session, "lost", [imports.Asked("a.txt", b"a")])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_halfway()
    with read_session(engine) as session:
        assert queries.imports_page(session).total == 0
        assert jobs.work(session, stalled=9) == (0, False, False)
    actions.import_files(engine, [("a.txt", b"a")])
    with read_session(engine) as session:
        assert jobs.work(session, stalled=9).is_waiting is jobs.has_queue(engine)


@pytest.mark.parametrize("name", ["news.txt", "there.jsonl", "there.jsonl.gz", "there.parquet"])
def test_what_is_no_archive_is_told(engine: Engine, tmp_path: Path, name: str) -> None:
    if name == "there.jsonl.gz":
        (tmp_path / name).write_bytes(b"not gzipped")
    with pytest.raises(ReadError, match=name):
        list(hand_over(engine, str(tmp_path / name)))
