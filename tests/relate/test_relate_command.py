"""sourcelight relate as a user meets it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app

GOOD = {
    "a": {"text": "the quay will stay closed", "source": "the harbour board", "cue": "said", "paragraph": ""},
    "b": {"text": "the quay will stay closed until March", "published_at": "2025-03-04T10:00:00Z"},
    "note": "Grüße",
}


def relate(path: Path) -> Result:
    return CliRunner().invoke(app, ["relate", str(path)])


def write(path: Path, *lines: object) -> Path:
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def test_each_line_comes_back_with_relation_and_score(tmp_path: Path) -> None:
    result = relate(write(tmp_path / "pairs.jsonl", GOOD, "", {"a": {"text": "yes"}, "b": {"text": "Nein."}}))
    assert result.exit_code == 0
    first, second = map(json.loads, result.stdout.splitlines())
    assert {name: first[name] for name in GOOD} == GOOD
    assert first["relation"] in ("agrees", "differs", "related", "none")
    assert 0 <= first["score"] <= 1
    assert second["a"] == {"text": "yes"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"a": {"text"', "not JSON"),
        ("[1, 2]", 'not an object with "a" and "b"'),
        ({"a": {"text": "x"}}, 'not an object with "a" and "b"'),
        ({"a": {"text": "x"}, "b": "y"}, '"b" is not an object'),
        ({"a": {"text": "x"}, "b": {"text": " "}}, '"b" has no text'),
        ({"a": {"text": "x", "cue": 3}, "b": {"text": "y"}}, '"a" has a cue that is not a text'),
        ({"a": {"text": "x", "published_at": "Monday"}, "b": {"text": "y"}}, "not an ISO 8601 date"),
        ('{"a": {"text": "x"}, "b": {"text": "\\ud800"}}', "half of a surrogate pair"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_printed(tmp_path: Path, line: object, reason: str) -> None:
    path = write(tmp_path / "pairs.jsonl", GOOD, line)
    result = relate(path)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"{path}, line 2: " in result.stderr
    assert reason in result.stderr


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    missing = relate(tmp_path / "none.jsonl")
    assert missing.exit_code == 1
    assert "none.jsonl: No such file" in missing.stderr
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe")
    assert "not UTF-8" in relate(tmp_path / "bytes.jsonl").stderr


def test_an_empty_file_has_no_answers(tmp_path: Path) -> None:
    assert relate(write(tmp_path / "empty.jsonl", "")).exit_code == 0
