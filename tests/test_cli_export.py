"""sourcelight export --gold: what people put right, in the form that training and evaluation read."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app import actions
from app.cli import app
from app.extract.extractor import Extractor
from app.settings import Settings
from app.store import queries
from app.store.session import make_engine, migrate, read_session
from tests.actions.clerk import APPEAL, COUNTED, REOPEN, SANK, TEXT, Clerk, span, spans
from training import evaluate
from training.records import read_records

KEYS = {"id", "text", "attributions"}


@pytest.fixture
def clerk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Clerk:
    url = f"sqlite:///{tmp_path / 'news.db'}"
    monkeypatch.setenv("SOURCELIGHT_DATABASE_URL", url)
    migrate(make_engine(url))
    return Clerk.at(url)


def _export(*options: str) -> Result:
    return CliRunner().invoke(app, ["export", *options])


def _review(clerk: Clerk) -> None:
    keys = clerk.keys()
    clerk.correct(keys[SANK], content=spans(TEXT, "the ferry sank"))
    actions.remove(clerk.engine, keys[COUNTED])
    clerk.correct(keys[APPEAL], sources=())
    clerk.add("It rained all week in Sudmark")
    for claim in clerk.page().claims:
        if claim.standing == "machine":
            actions.confirm(clerk.engine, claim.id)


def test_a_source_that_people_gave_is_looked_for_beside_the_claim(clerk: Clerk) -> None:
    keys = clerk.keys()
    clerk.correct(keys[SANK], sources=("new:organization:The company",))
    clerk.add("It rained all week in Sudmark", sources=("new:group:Nobody else",))
    for claim in clerk.page().claims:
        if claim.standing == "machine":
            actions.confirm(clerk.engine, claim.id)
    record = json.loads(_export("--gold").stdout)
    sources = {tuple(map(tuple, each["content"])): each["source"] for each in record["attributions"]}
    assert sources[spans(TEXT, "It rained all week in Sudmark")] == [list(span(TEXT, "Nobody else"))]
    assert all(start not in range(*span(TEXT, SANK)) for start, _ in sources[spans(TEXT, SANK)])


def test_reviewed_articles_come_out_as_they_stand(clerk: Clerk, tmp_path: Path) -> None:
    _review(clerk)
    clerk.store("Bo Vik said nobody came.", [{"content": "nobody came", "by": "Bo Vik"}])
    result = _export("--gold")
    assert (result.exit_code, result.stderr.strip()) == (0, "1 articles")
    path = tmp_path / "gold.jsonl"
    path.write_text(result.stdout, encoding="utf-8")
    [record] = read_records(path)
    assert record.keys() == KEYS
    assert (record["id"], record["text"]) == (str(clerk.article), TEXT)
    first, *rest = record["attributions"]
    assert first == {
        "source": [list(span(TEXT, "Ada Lund, the harbour master"))],
        "cue": [list(span(TEXT, "said"))],
        "content": [list(span(TEXT, "the ferry sank"))],
    }
    by_content = {tuple(map(tuple, each["content"])): each for each in rest}
    assert by_content[spans(TEXT, APPEAL)]["source"] == []  # the text gives none
    assert by_content[spans(TEXT, "It rained all week in Sudmark")]["cue"] == []
    assert spans(TEXT, COUNTED) not in by_content
    assert spans(TEXT, REOPEN) not in by_content  # it stands inside another one


def test_the_form_is_that_of_the_gold_that_evaluation_reads(clerk: Clerk, tmp_path: Path) -> None:
    _review(clerk)
    path = tmp_path / "gold.jsonl"
    path.write_text(_export("--gold").stdout, encoding="utf-8")
    figures = evaluate.measure(path, Extractor(Settings().model))
    assert figures.keys() >= evaluate.read_floors().keys()
    shared = Path("../shared/data/polnear-dev.jsonl.gz")
    if shared.exists():
        gold = read_records(shared)[0]
        [ours] = read_records(path)
        assert ours.keys() == gold.keys()
        assert ours["attributions"][0].keys() == gold["attributions"][0].keys()


def test_an_article_is_reviewed_when_every_claim_is(clerk: Clerk) -> None:
    def articles(*, in_part: bool) -> list[int]:
        with read_session(clerk.engine) as session:
            return queries.corrected_articles(session, in_part=in_part)

    assert articles(in_part=True) == []
    first, *rest = clerk.keys().values()
    actions.confirm(clerk.engine, first)
    assert (articles(in_part=True), articles(in_part=False)) == ([clerk.article], [])
    assert len(_export("--gold", "--all").stdout.splitlines()) == 1
    for key in rest:
        actions.remove(clerk.engine, key)
    assert articles(in_part=False) == [clerk.article]
    actions.withdraw(clerk.engine, clerk.article)
    assert articles(in_part=True) == []


def test_without_a_form_nothing_is_exported(clerk: Clerk) -> None:
    assert _export().exit_code == 2
    assert json.loads(json.dumps(_export("--gold").stdout)) == ""
