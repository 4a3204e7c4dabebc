"""The command line for feeds, and for taking articles back."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app

Run = Callable[..., Result]
FEED = "https://courier.example/feed"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SOURCELIGHT_DATABASE_URL", f"sqlite:///{tmp_path / 'news.db'}")
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])


def test_an_article_is_withdrawn_brought_back_and_purged(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "harbour.txt"
    article.write_text("The ferry struck the quay, the Harbour Safety Board said on Tuesday.")
    assert run("ingest", article).exit_code == 0
    withdrawn = run("withdraw", 1, "--reason", "mixed up")
    assert withdrawn.output.strip() == "Article 1 is withdrawn. “sourcelight undo 1” brings it back."
    again = run("ingest", article)
    assert again.exit_code == 1
    assert "mixed up" in again.output
    assert "0 stored, 0 there already, 1 failed" in again.output
    assert run("undo", 1).output.strip() == "Event 1 is undone, by event 2."
    assert "1 there already" in run("ingest", article).output
    assert run("purge", 1).exit_code == 1  # nobody answers the question
    assert run("purge", 1, "--yes").output.strip() == "Article 1 is purged."
    assert "nothing is left of it" in run("undo", 3).output
    assert run("withdraw", 7).output.strip() == "There is no article 7."


def test_feeds_are_added_listed_paused_and_removed(run: Run) -> None:
    assert run("feed", "add", FEED, "--every", 60).output.startswith("Feed 1 is followed.")
    assert f"1  {FEED}: 0 articles, next visit" in run("feed", "list").output
    assert run("feed", "add", FEED).exit_code == 1
    assert run("feed", "pause", 1).exit_code == 0
    assert "paused" in run("feed", "list").output
    assert run("feed", "run", "--all").output.strip() == "0 visits and articles"
    assert run("feed", "remove", 1).exit_code == 0
    assert run("feed", "list").output == ""
    assert run("feed", "resume", 9).output.strip() == "There is no feed 9."
