"""Rows that are more than memory is to hold come in order all the same, and leave nothing behind."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from app.store.queries.runs import in_order

WORDS = TypeAdapter(tuple[str, int])


def by_word(row: tuple[str, int]) -> tuple[object, ...]:
    return (row[0],)


rows = st.lists(st.tuples(st.text(st.characters(codec="utf-8"), max_size=4), st.integers(0, 9)), max_size=40)


@given(rows, st.integers(1, 12))
def test_however_many_runs_it_takes(found: list[tuple[str, int]], run: int) -> None:
    assert list(in_order(found, by_word, WORDS, run)) == sorted(found, key=by_word)


def test_nothing_stays_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    stopped = in_order([("b", 1), ("a", 2), ("c", 3)], by_word, WORDS, 1)
    assert next(stopped) == ("a", 2)
    stopped.close()  # as by a reader who goes away
    assert not list(tmp_path.iterdir())
