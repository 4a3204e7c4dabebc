import gzip
import json
from pathlib import Path

import pytest

from app.read import ReadError, read_jsonl


def test_records_in_order_with_their_text_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "piers.jsonl"
    records = [
        {"id": "a", "text": "\n  The pier is shut.\n", "title": "Pier shut", "published_at": "2025-03-31"},
        {"id": 7, "text": "date 2025-04-01 is a title elsewhere", "outlet": None, "extra": [1]},
    ]
    path.write_text("\n".join(map(json.dumps, records)) + "\n\n", encoding="utf-8")
    first, second = read_jsonl(path)
    assert first.id == "a"
    assert first.draft.text == "\n  The pier is shut.\n"
    assert first.draft.title == "Pier shut"
    assert first.draft.published_at is not None
    assert second.id == "7"
    assert second.draft.text == "date 2025-04-01 is a title elsewhere"


def test_gzipped_records(tmp_path: Path) -> None:
    path = tmp_path / "piers.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": "a", "text": "The pier is shut."}'))
    assert [record.id for record in read_jsonl(path)] == ["a"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "a record is an object"),
        ('{"text": "The pier is shut."}', "“id” is missing"),
        ('{"id": "b", "text": 7}', "“text” is not a string"),
        ('{"id": "b"}', "no text in it"),
        ('{"id": "b", "text": "\\ud800"}', "half of a surrogate pair"),
        ('{"id": "b", "text": "The pier", "title": "\\u0000"}', "NUL"),
        ('{"id": "b", "text": "The pier", "published_at": "last week"}', "“last week” is no date"),
    ],
)
def test_bad_line_is_named_and_loses_no_other(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "piers.jsonl"
    path.write_text('{"id": "a", "text": "A."}\n' + line + '\n{"id": "c", "text": "C."}\n', encoding="utf-8")
    records = read_jsonl(path)
    assert [next(records).id, next(records).id] == ["a", "c"]
    with pytest.raises(ReadError, match=rf"piers\.jsonl, line 2: .*{reason}"):
        next(records)


def test_many_bad_lines_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "piers.jsonl"
    path.write_text("{\n" * 25, encoding="utf-8")
    with pytest.raises(ReadError, match="and 15 more lines"):
        list(read_jsonl(path))


def test_missing_or_damaged_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"none\.jsonl: the file cannot be read"):
        list(read_jsonl(tmp_path / "none.jsonl"))
    (tmp_path / "bad.jsonl.gz").write_bytes(b"not gzipped")
    with pytest.raises(ReadError, match=r"bad\.jsonl\.gz: the file cannot be read"):
        list(read_jsonl(tmp_path / "bad.jsonl.gz"))
    whole = gzip.compress(b'{"id": "a", "text": "Ada said a."}\n' * 50)
    (tmp_path / "bad.jsonl.gz").write_bytes(whole[:30] + bytes(8) + whole[38:])
    with pytest.raises(ReadError, match=r"bad\.jsonl\.gz: the file cannot be read"):
        list(read_jsonl(tmp_path / "bad.jsonl.gz"))
