"""The command line as a user meets it: what is stored, what is said, the exit status."""

import json
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner, Result

from app.cli import app
from app.store.session import make_engine
from tests.read.documents import make_docx, paragraph

ARTICLE = """date 2025-03-04 Harbour board counts the injured
outlet: Sample Gazette

Twelve people were injured when the ferry struck the quay, the Harbour Safety Board said on Tuesday.

“We were lucky,” said Mara Lindqvist, the board’s chairwoman. She added that the crew had been tired.
"""

Run = Callable[..., Result]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    url = f"sqlite:///{tmp_path / 'news.db'}"
    monkeypatch.setenv("SOURCELIGHT_DATABASE_URL", url)
    return url


@pytest.fixture
def run(database: str) -> Run:
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def stored_titles(url: str) -> list[str]:
    with make_engine(url).connect() as connection:
        return list(connection.scalars(text("SELECT title FROM articles ORDER BY id")))


def test_an_article_is_stored_once(run: Run, article: Path, database: str) -> None:
    first, second = run("ingest", article), run("ingest", article)
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "1 stored" in first.output
    assert "0 stored, 1 there already" in second.output
    assert stored_titles(database) == ["Harbour board counts the injured"]


BAD = {
    "empty.txt": (b"", "empty"),
    "blank.txt": (b" \n\n ", "no text"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture.txt"),
    "nul.txt": (b"The board\0said so.", "NUL"),
    "surrogate.txt": (b"The board \xed\xa0\x80 said so.", "surrogate.txt"),
    "large.txt": (b"The board said so. " * 270_000, "1,000,000"),
    "page.xyz": (b"The board said so.", "page.xyz"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_named_with_the_reason_and_the_others_are_stored(
    run: Run, article: Path, database: str, tmp_path: Path, name: str
) -> None:
    content, reason = BAD[name]
    bad = tmp_path / name
    bad.write_bytes(content)
    result = run("ingest", bad, article)
    assert result.exit_code == 1
    assert str(bad) in result.stderr
    assert reason in result.stderr
    assert "1 stored, 0 there already, 1 failed" in result.stdout
    assert stored_titles(database) == ["Harbour board counts the injured"]


@pytest.mark.parametrize("path", ["missing.txt", "http://127.0.0.1/article", "ftp://a.example"])
def test_what_is_not_there_is_said(run: Run, article: Path, path: str) -> None:
    result = run("ingest", path, article)
    assert result.exit_code == 1
    assert path in result.stderr
    assert "1 stored, 0 there already, 1 failed" in result.stdout


ODD = {
    "long paragraph": "The board said that it was so. " * 2_900,
    "odd marks": "“We were lucky, said Mara Lindqvist. «No, said the board. 'Yes\", they said.",
    "mixed line ends": "The board said so.\r\n\r\nThe mayor denied it.\rThe crew did not.\n",
    "right to left": "قالت الوزارة إن السفينة رست في الميناء مساء الثلاثاء بعد رحلة طويلة وصعبة للغاية.",
    "Korean": "국가정보원은 목요일 국회 정보위원회 비공개 회의에서 이같이 보고했다고 여당 간사가 전했다.",
    "no date": "The board said on Tuesday that twelve people were injured.",
}


@pytest.mark.parametrize("name", ODD)
def test_odd_texts_are_stored_as_they_stand(run: Run, database: str, tmp_path: Path, name: str) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(ODD[name].encode())
    assert run("ingest", path).exit_code == 0
    with make_engine(database).connect() as connection:
        stored = connection.scalar(text("SELECT text FROM versions"))
    assert stored == ODD[name].strip()


def test_an_article_in_another_language_is_not_read_for_claims(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "korean.txt"
    path.write_text(ODD["Korean"], encoding="utf-8")
    [line] = run("extract", path).stdout.splitlines()
    assert json.loads(line)["language"] == "ko"
    assert json.loads(line)["attributions"] == []


def test_extract_prints_what_it_finds_and_stores_nothing(run: Run, article: Path, tmp_path: Path) -> None:
    result = run("extract", article)
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["id"] == str(article)
    assert found["title"] == "Harbour board counts the injured"
    said = {name for attribution in found["attributions"] for name in attribution["sources"]}
    assert {"Harbour Safety Board", "Mara Lindqvist"} <= said
    for attribution in found["attributions"]:
        assert set(attribution) >= {"source", "cue", "content", "relay", "kind", "act", "hedges", "nested_in"}
        for start, end in attribution["content"]:
            assert found["text"][start:end].strip()
    assert not (tmp_path / "news.db").exists()


def test_extract_takes_records_in_their_order(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    records = [{"id": f"no {n}", "text": f"The mayor said {n} ships came."} for n in (2, 1, 3)]
    path.write_text("\n".join(json.dumps(record) for record in records))
    lines = [json.loads(line) for line in run("extract", path).stdout.splitlines()]
    assert [(line["id"], line["text"]) for line in lines] == [(r["id"], r["text"]) for r in records]


def test_extract_says_which_files_failed_and_prints_the_others(run: Run, article: Path) -> None:
    result = run("extract", "missing.txt", article)
    assert result.exit_code == 1
    assert "missing.txt" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_documents_and_mails_are_read_and_what_was_left_out_is_said(run: Run, tmp_path: Path) -> None:
    document, mail = tmp_path / "harbour.docx", tmp_path / "harbour.eml"
    document.write_bytes(make_docx(paragraph("Twelve ships came, the mayor said.")))
    message = EmailMessage()
    message["From"], message["Subject"] = "Mara Lindqvist <mara@gazette.example>", "Harbour counts its ships"
    message.set_content("Twelve ships came, the mayor said.")
    message.add_attachment(b"1, 2", maintype="text", subtype="csv", filename="ships.csv")
    mail.write_bytes(bytes(message))
    result = run("extract", document, mail)
    assert result.exit_code == 0
    assert {json.loads(line)["text"] for line in result.stdout.splitlines()} == {
        "Twelve ships came, the mayor said."
    }
    assert "harbour.eml: read without what is attached to it (ships.csv)" in result.stderr


def test_other_machines_are_not_served_without_a_word(run: Run) -> None:
    result = run("serve", "--host", "0.0.0.0")
    assert result.exit_code == 2
    assert "--public-read" in result.stderr


def test_a_bad_id_loses_no_other_record(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    ids = ('"a"', '"\\ud800"', '"c"')
    path.write_text("\n".join(f'{{"id": {id_}, "text": "The mayor said it rained."}}' for id_ in ids))
    result = run("extract", path)
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "c"]
    assert "line 2" in result.stderr
