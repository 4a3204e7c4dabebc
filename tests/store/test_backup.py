"""Backups that are taken while somebody writes, and what is put back: whole, the same, or not at all."""

import random
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, text

from app.domain import Draft
from app.pipeline import Pipeline
from app.store.backup import BackedUp, back_up, connect, execute
from app.store.errors import Refused
from app.store.restoring import restore
from app.store.session import make_engine, migrate, read_session
from app.store.tables import Article, Claim, Version
from tests.plain_reader import PlainReader


def _draft(number: int) -> Draft:
    return Draft(f"Ada Lund said number {number} stands.\n\nIt rained.", title=f"Number {number}")


def _store(engine: Engine, *numbers: int) -> None:
    pipeline = Pipeline(engine, PlainReader(), ())
    for number in numbers:
        pipeline.ingest(_draft(number))


def _articles(path: Path) -> int:
    """How many there are, once the file is found to be sound."""
    engine = make_engine(f"sqlite:///{path}")
    with read_session(engine) as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar() == "ok"
        assert session.execute(text("PRAGMA foreign_key_check")).all() == []
        counts = (select(func.count()).select_from(each) for each in (Article, Version, Claim))
        articles, versions, claims = map(session.scalar, counts)
        indexed = session.execute(text("SELECT count(*) FROM claim_words WHERE claim_words MATCH 'number'"))
        assert articles == versions == claims == indexed.scalar()
    engine.dispose()
    return int(articles or 0)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()
    return path


@pytest.fixture
def engine(empty: Path, tmp_path: Path) -> Iterator[Engine]:
    engine = make_engine(f"sqlite:///{shutil.copy(empty, tmp_path / 'news.db')}")
    yield engine
    engine.dispose()


@pytest.fixture
def backup(engine: Engine, tmp_path: Path) -> BackedUp:
    """Of three articles."""
    _store(engine, 1, 2, 3)
    return back_up(engine, tmp_path / "three.db")


def test_a_backup_is_of_one_moment_whoever_writes(engine: Engine, tmp_path: Path) -> None:
    stop, stored = threading.Event(), [0, 0]

    def write(who: int) -> None:
        while not stop.is_set():
            _store(engine, who * 1000 + stored[who])
            stored[who] += 1

    writers = [threading.Thread(target=write, args=(who,)) for who in range(2)]
    for writer in writers:
        writer.start()
    try:
        for number in range(3):
            while sum(stored) <= 2 * number:
                stop.wait(0.01)
            before = sum(stored)
            taken = back_up(engine, tmp_path / f"{number}.db")
            after = sum(stored) + len(writers)
            target = tmp_path / f"restored-{number}.db"
            restored = restore(taken.path, target)
            assert restored.backed_up.contents == taken.contents
            assert restored.kept is None
            assert before <= _articles(target) <= after
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    assert _articles(tmp_path / "news.db") == sum(stored)


def test_what_is_restored_is_the_same_and_can_be_backed_up_again(backup: BackedUp, tmp_path: Path) -> None:
    restore(backup.path, tmp_path / "again.db")
    engine = make_engine(f"sqlite:///{tmp_path / 'again.db'}")
    again = back_up(engine, tmp_path)
    assert again.path.parent == tmp_path
    assert again.contents.digest == backup.contents.digest
    _store(engine, 4)
    assert back_up(engine, tmp_path / "four.db").contents.digest != backup.contents.digest
    engine.dispose()


def test_nothing_that_was_erased_is_in_a_backup(engine: Engine, tmp_path: Path) -> None:
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("CREATE TABLE scratch (words TEXT)"))
        connection.execute(text("INSERT INTO scratch VALUES ('the name of the child')"))
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("DROP TABLE scratch"))
    assert b"the name of the child" not in back_up(engine, tmp_path / "b.db").path.read_bytes()


def test_a_backup_is_for_its_owner_alone_and_overwrites_nothing(backup: BackedUp, engine: Engine) -> None:
    assert backup.path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(Refused, match="overwrites nothing"):
        back_up(engine, backup.path)
    with pytest.raises(Refused, match="no folder"):
        back_up(engine, backup.path.parent / "nowhere" / "b.db")
    if Path("/proc").is_dir():  # a folder that takes no files, whoever asks
        with pytest.raises(Refused, match="Nothing may be written into /proc"):
            back_up(engine, Path("/proc/b.db"))


def _unchanged(target: Path, damaged: Path) -> str:
    """Why a restore was refused; the database is as it was, and nothing was left beside it."""
    before, beside = target.read_bytes(), set(target.parent.iterdir())
    with pytest.raises(Refused) as refusal:
        restore(damaged, target)
    assert target.read_bytes() == before
    assert set(target.parent.iterdir()) == beside
    return str(refusal.value)


@pytest.mark.parametrize(
    "part", [0, 0.01, 0.3, 0.7, 0.999], ids=["empty", "a head", "a third", "most", "nearly all"]
)
def test_a_backup_that_was_cut_off_is_refused(
    backup: BackedUp, empty: Path, tmp_path: Path, part: float
) -> None:
    whole = backup.path.read_bytes()
    (cut := tmp_path / "cut.db").write_bytes(whole[: int(len(whole) * part)])
    target = Path(shutil.copy(empty, tmp_path / "target.db"))
    assert str(cut) in _unchanged(target, cut)


def test_a_backup_with_other_bytes_in_it_is_refused_or_holds_the_same(
    backup: BackedUp, tmp_path: Path
) -> None:
    whole, chance, refused = backup.path.read_bytes(), random.Random(3), 0  # noqa: S311
    used = [place for place, byte in enumerate(whole) if byte]
    for _ in range(24):
        other = bytearray(whole)
        other[chance.choice(used)] ^= 1 << chance.randrange(8)
        (damaged := tmp_path / "damaged.db").write_bytes(other)
        target = tmp_path / "target.db"
        try:
            found = restore(damaged, target, force=True)
        except Refused:
            refused += 1
        else:
            assert found.backed_up.contents == backup.contents
            assert _articles(target) == 3
    assert refused > 12


def test_words_that_were_changed_in_a_backup_are_found(backup: BackedUp, empty: Path, tmp_path: Path) -> None:
    with closing(connect(backup.path)) as connection:
        execute(connection, "UPDATE versions SET text = replace(text, 'stands', 'falls')")
    target = Path(shutil.copy(empty, tmp_path / "target.db"))
    assert "versions" in _unchanged(target, backup.path)


def test_other_files_are_no_backups(engine: Engine, empty: Path, tmp_path: Path) -> None:
    (letter := tmp_path / "letter.txt").write_text("Dear all")
    with closing(connect(tmp_path / "other.db", "mode=rwc")) as connection:
        execute(connection, "CREATE TABLE other (x)")
    target = Path(shutil.copy(empty, tmp_path / "target.db"))
    assert "no backup of Sourcelight" in _unchanged(target, letter)
    assert "was not made by" in _unchanged(target, tmp_path / "other.db")
    assert "no file" in _unchanged(target, tmp_path / "missing.db")
    assert "itself" in _unchanged(target, target)


def test_a_backup_of_a_newer_sourcelight_is_refused(engine: Engine, empty: Path, tmp_path: Path) -> None:
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer = back_up(engine, tmp_path / "newer.db").path
    target = Path(shutil.copy(empty, tmp_path / "target.db"))
    assert "newer Sourcelight (tables 9999)" in _unchanged(target, newer)


def test_a_database_with_data_is_kept_and_only_by_force(backup: BackedUp, tmp_path: Path) -> None:
    target = tmp_path / "target.db"
    engine = make_engine(f"sqlite:///{target}")
    migrate(engine)
    _store(engine, 7)
    engine.dispose()
    (vectors := Path(f"{target}.vectors")).mkdir()
    assert "has data already" in _unchanged(target, backup.path)
    restored = restore(backup.path, target, force=True)
    assert _articles(target) == 3
    assert restored.kept is not None
    assert _articles(restored.kept) == 1
    assert not vectors.exists()
    assert Path(f"{restored.kept}.vectors").is_dir()


def test_a_database_that_cannot_be_read_is_kept_too(backup: BackedUp, tmp_path: Path) -> None:
    (target := tmp_path / "target.db").write_bytes(b"no longer a database")
    Path(f"{target}-wal").write_bytes(b"a journal of it")
    _unchanged(target, backup.path)
    restored = restore(backup.path, target, force=True)
    assert _articles(target) == 3
    assert restored.kept is not None
    assert restored.kept.read_bytes() == b"no longer a database"
    assert Path(f"{restored.kept}-wal").read_bytes() == b"a journal of it"


def test_a_database_in_use_is_not_replaced(backup: BackedUp, engine: Engine, tmp_path: Path) -> None:
    with read_session(engine) as session:
        session.execute(text("SELECT * FROM articles")).all()
        with pytest.raises(Refused, match="stop Sourcelight first"):
            restore(backup.path, tmp_path / "news.db", force=True)
    assert _articles(tmp_path / "news.db") == 3


def test_a_journal_that_was_left_behind_is_not_read_into_what_is_restored(
    backup: BackedUp, tmp_path: Path
) -> None:
    target = tmp_path / "target.db"
    Path(f"{target}-wal").write_bytes(Path(tmp_path / "news.db-wal").read_bytes())
    restore(backup.path, target)
    assert _articles(target) == 3
