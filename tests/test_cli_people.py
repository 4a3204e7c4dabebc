"""Accounts and tokens from the command line, and the server that will not start without them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app import cli
from app.cli import app

PASSWORD = "nine heron feathers\n"
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("SOURCELIGHT_DATABASE_URL", f"sqlite:///{tmp_path / 'news.db'}")
    return lambda *words, given="": CliRunner().invoke(app, [str(word) for word in words], input=given)


def test_accounts_come_and_go(run: Run) -> None:
    assert "as admin" in run("user", "add", "Ada Moss", given=PASSWORD).output
    link = run("user", "add", "Edda Lund", "--email", "edda@desk.example", "--link").output
    assert "as editor" in link
    assert "/reset/" in link
    assert run("user", "role", "edda lund", "reader").exit_code == 0
    assert run("user", "password", "Edda Lund", given=PASSWORD).exit_code == 0
    assert "/reset/" in run("user", "password", "Edda Lund", "--link").output
    assert run("user", "deactivate", "Edda Lund").exit_code == 0
    listed = run("user", "list").output
    assert "Ada Moss: admin" in listed
    assert "Edda Lund: deactivated" in listed
    assert "edda@desk.example" in listed
    assert run("user", "activate", "Edda Lund").exit_code == 0
    assert "Edda Lund: reader" in run("user", "list").output


def test_tokens_come_and_go(run: Run) -> None:
    run("user", "add", "Ada Moss", given=PASSWORD)
    secret = run("token", "add", "Ada Moss", "nightly import", "--scope", "write").output.strip()
    assert len(secret) == 43
    listed = run("token", "list").output
    assert "Ada Moss: nightly import, may write, not used yet" in listed
    assert secret not in listed
    assert run("token", "revoke", 1).exit_code == 0
    assert run("token", "list").output == ""
    assert run("token", "revoke", 1).exit_code == 1


@pytest.mark.parametrize(
    ("words", "given", "reason"),
    [
        (("user", "add", "Ada Moss"), "short\n", "at least 12"),
        (("user", "add", "Ada Moss"), "", "No password"),
        (("user", "add", "..."), PASSWORD, "letter or a digit"),
        (("user", "role", "Nobody", "admin"), "", "no account named Nobody"),
        (("user", "deactivate", "Nobody"), "", "no account named Nobody"),
        (("token", "add", "Nobody", "x"), "", "no account named Nobody"),
    ],
)
def test_what_cannot_be_is_told(run: Run, words: tuple[str, ...], given: str, reason: str) -> None:
    result = run(*words, given=given)
    assert result.exit_code == 1
    assert reason in result.stderr


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """What the server would have been started with."""
    calls: list[dict[str, object]] = []
    monkeypatch.setattr(cli.uvicorn, "run", lambda app, **options: calls.append(options | {"app": app}))
    monkeypatch.setattr(cli, "is_empty", lambda session: False)
    return calls


def test_others_are_let_in_once_there_are_accounts(run: Run, started: list[dict[str, object]]) -> None:
    refused = run("serve", "--host", "0.0.0.0")
    assert refused.exit_code == 2
    assert "sourcelight user add" in refused.stderr
    assert "--public-read" in refused.stderr
    assert not started
    run("user", "add", "Ada Moss", given=PASSWORD)
    served = run("serve", "--host", "0.0.0.0")
    assert served.exit_code == 0, served.output
    assert "SOURCELIGHT_BASE_URL" in served.stderr
    assert started[0]["proxy_headers"] is False


def test_a_name_for_others_is_a_door_for_others(
    run: Run, started: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy on the same machine reaches what listens to the machine alone."""
    monkeypatch.setenv("SOURCELIGHT_BASE_URL", "https://desk.example")
    assert run("serve").exit_code == 2
    assert run("serve", "--public-read").exit_code == 0
    assert started[0]["app"].state.settings.public_read
