"""Archives as lines of records: JSON Lines as they stand, Parquet row by row."""

import gzip
import json
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NoReturn

import pytest

from app.domain import Draft, Precision
from app.read import ReadError, Record, read_record, record_line, record_lines


@pytest.fixture
def arrow(require_or_skip: Callable[[str], NoReturn]):
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        require_or_skip("Parquet: pyarrow is not installed")
    return pyarrow


def test_a_parquet_archive_gives_its_rows(tmp_path: Path, arrow) -> None:
    columns = {
        "id": [7, 8],
        "text": ["Ada said a.", "Bo said “b”."],
        "title": ["A", None],
        "published_at": [date(2031, 1, 5), None],
        "editor_s_rating": [3.5, 1.0],
    }
    path = tmp_path / "old.parquet"
    arrow.parquet.write_table(arrow.table(columns), path)
    first, second = (read_record(line, "old") for line in record_lines(str(path)))
    assert first.id == "7"
    assert (first.draft.title, first.draft.published_at) == ("A", datetime(2031, 1, 5, tzinfo=UTC))
    assert first.draft.precision is Precision.DATE
    assert (second.draft.text, second.draft.title) == ("Bo said “b”.", "")


def test_moments_keep_their_zone(tmp_path: Path, arrow) -> None:
    moment = datetime(2031, 1, 5, 18, 30, tzinfo=UTC)
    path = tmp_path / "old.parquet"
    table = arrow.table({"id": ["a"], "text": ["Ada said a."], "published_at": [moment]})
    arrow.parquet.write_table(table, path)
    (line,) = record_lines(str(path))
    draft = read_record(line, "old").draft
    assert (draft.published_at, draft.precision) == (moment, Precision.TIME)


def test_bytes_are_read_as_text(tmp_path: Path, arrow) -> None:
    path = tmp_path / "old.parquet"
    texts = arrow.array(["Ada said „ja“.".encode(), b"\xff"], arrow.binary())
    arrow.parquet.write_table(arrow.table({"id": ["a", "b"], "text": texts}), path)
    good, bad = record_lines(str(path))
    assert read_record(good, "old").draft.text == "Ada said „ja“."
    with pytest.raises(ReadError, match="surrogate"):
        read_record(bad, "old, record 2")


def test_a_damaged_archive_is_told(tmp_path: Path) -> None:
    path = tmp_path / "old.jsonl.gz"
    whole = gzip.compress(record_line(Record("7", Draft("Ada said a."))) * 50)
    path.write_bytes(whole[:30] + bytes(8) + whole[38:])
    with pytest.raises(ReadError, match=r"old\.jsonl\.gz: the file cannot be read"):
        list(record_lines(str(path)))


def test_a_parquet_file_without_texts_is_refused(tmp_path: Path, arrow) -> None:
    path = tmp_path / "old.parquet"
    arrow.parquet.write_table(arrow.table({"id": ["a"], "body": ["b"]}), path)
    with pytest.raises(ReadError, match=r"old\.parquet: the column “text” is missing"):
        list(record_lines(str(path)))
    path.write_bytes(b"PAR1 and no more")
    with pytest.raises(ReadError, match=r"old\.parquet: the file cannot be read"):
        list(record_lines(str(path)))


def test_without_pyarrow_it_is_told_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ReadError, match=r"pip install 'sourcelight\[parquet\]'"):
        list(record_lines(str(tmp_path / "old.parquet")))


@pytest.mark.parametrize(
    "draft",
    [
        Draft("Ada said a.\n\nIt rained."),
        Draft(
            "Ada said a.",
            title="A",
            outlet="The Courier",
            author="Bo Lund",
            url="https://courier.example/a",
            published_at=datetime(2031, 1, 5, 18, 30, tzinfo=UTC),
            precision=Precision.TIME,
            captions=("A boat on the Ell", "Rain"),
        ),
        Draft("Ada said a.", published_at=datetime(2031, 1, 5, tzinfo=UTC), precision=Precision.DATE),
    ],
)
def test_a_record_s_line_is_read_as_the_record(draft: Draft) -> None:
    record = Record("7", draft)
    assert read_record(record_line(record), "x") == record
    assert json.loads(record_line(record))["text"] == draft.text
