"""The file of vectors is a copy of the database, whatever happens to it."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine

from app.store.link_tables import Embedding
from app.store.session import make_engine, write_session
from app.store.tables import Claim
from app.store.vectors import Searched, VectorFile, folder_of
from tests.store.conftest import Press

WIDTH = 8
AT = datetime(2031, 1, 5, tzinfo=UTC)


@pytest.fixture
def desk(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    with write_session(engine) as session:
        Press(session).store()
    yield engine
    engine.dispose()


@pytest.fixture
def file(desk: Engine, tmp_path: Path) -> VectorFile:
    return VectorFile(folder_of(desk, tmp_path), version="one", width=WIDTH)


def add(engine: Engine, *numbers: int, version: str = "one") -> None:
    with write_session(engine) as session:
        claim = session.query(Claim).first()
        for number in numbers:
            vectors = bytes([number] * 2 * WIDTH)
            session.add(Embedding(claim_id=claim.id, at=AT, relater=version, vectors=vectors))
            session.flush()


def numbers(found: Searched) -> list[int]:
    assert found.vectors.shape == (len(found.claims), WIDTH)
    assert all((row == row[0]).all() for row in found.vectors)
    return [int(row[0]) for row in found.vectors]


def test_it_grows_with_the_database(desk: Engine, file: VectorFile) -> None:
    assert numbers(file.refresh(desk)) == []
    add(desk, 1, 2)
    before = file.refresh(desk)
    assert numbers(before) == [1, 2]
    assert (before.days == (AT - datetime(1970, 1, 1, tzinfo=UTC)).days).all()
    add(desk, 3)
    assert numbers(file.refresh(desk)) == [1, 2, 3]
    assert numbers(before) == [1, 2]  # what was handed out stays


def test_only_one_version_is_searched(desk: Engine, file: VectorFile, tmp_path: Path) -> None:
    add(desk, 1)
    add(desk, 2, version="two")
    assert numbers(file.refresh(desk)) == [1]
    other = VectorFile(folder_of(desk, tmp_path), version="two", width=WIDTH)
    assert numbers(other.refresh(desk)) == [2]
    assert numbers(file.refresh(desk)) == [1]


@pytest.mark.parametrize("lost", ["rows", "vectors", "both", "folder"])
def test_it_is_made_again_where_it_is_missing(desk: Engine, file: VectorFile, lost: str) -> None:
    add(desk, 1, 2)
    file.refresh(desk)
    for path in file.folder.iterdir():
        if lost in (path.name, "both", "folder"):
            path.unlink()
    if lost == "folder":
        file.folder.rmdir()
    assert numbers(file.refresh(desk)) == [1, 2]


def test_what_a_killed_process_left_behind_the_end_is_written_again(desk: Engine, file: VectorFile) -> None:
    add(desk, 1, 2)
    file.refresh(desk)
    for name in ("rows", "vectors"):
        with (file.folder / name).open("ab") as half:
            half.write(b"\xff" * 13)
    add(desk, 3)
    assert numbers(file.refresh(desk)) == [1, 2, 3]


@pytest.mark.parametrize("name", ["rows", "vectors"])
def test_a_file_that_was_cut_short_is_made_again(desk: Engine, file: VectorFile, name: str) -> None:
    add(desk, 1, 2, 3)
    file.refresh(desk)
    path = file.folder / name
    path.write_bytes(path.read_bytes()[:-5])
    assert numbers(file.refresh(desk)) == [1, 2, 3]


def test_another_database_in_its_place_is_noticed(desk: Engine, file: VectorFile) -> None:
    add(desk, 1, 2, 3)
    file.refresh(desk)
    with write_session(desk) as session:
        session.query(Embedding).delete()
    add(desk, 7, 8, 9, 10)
    assert numbers(file.refresh(desk)) == [7, 8, 9, 10]


def test_an_older_state_of_the_database_is_noticed(desk: Engine, file: VectorFile) -> None:
    add(desk, 1, 2, 3)
    file.refresh(desk)
    with write_session(desk) as session:
        newest = session.query(Embedding).order_by(Embedding.id.desc()).first()
        session.delete(newest)
    assert numbers(file.refresh(desk)) == [1, 2]


def test_threads_grow_it_together(desk: Engine, file: VectorFile) -> None:
    def grow(number: int) -> Searched:
        add(desk, number)
        return file.refresh(desk)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(grow, range(1, 17)))
    assert sorted(numbers(file.refresh(desk))) == list(range(1, 17))
    for number, each in enumerate(found, 1):
        assert number in numbers(each)


def _grow(url: str, folder: Path, first: int) -> None:
    engine = make_engine(url)
    file = VectorFile(folder, version="one", width=WIDTH)
    for number in range(first, first + 8):
        add(engine, number)
        assert number in numbers(file.refresh(engine))
    engine.dispose()


def test_processes_grow_it_together(
    desk: Engine, file: VectorFile, database_url: str, tmp_path: Path
) -> None:
    spawn = get_context("spawn")
    folder = folder_of(desk, tmp_path)
    processes = [spawn.Process(target=_grow, args=(database_url, folder, first)) for first in (1, 21, 41)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    found = file.refresh(desk)
    assert sorted(numbers(found)) == [*range(1, 9), *range(21, 29), *range(41, 49)]
    assert (np.diff(found.embeddings) > 0).all()
