"""What docs/operations.md and deploy/ name is there: commands, options, settings, files, metrics, routes."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from typer.main import get_command

from app.cli import app as command_line
from app.main import GRACE
from app.settings import ROOT, Settings
from app.store.session import make_engine, migrate
from tests.web.conftest import client_for

DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs" / "operations.md").read_text()
FILES = {path.name: path.read_text() for path in sorted(DEPLOY.iterdir())}
PREFIX = "SOURCELIGHT_"
OF_THE_SCRIPT = ("ENVIRONMENT", "PROGRAM", "USER")  # where it is tried
COMMAND = re.compile(r"(?:bin/|sudo |sourcelight |`|^)sourcelight ([a-z][^`\n]*)", re.MULTILINE)


def _commands() -> Iterator[str]:
    for text in (GUIDE, *FILES.values()):
        for match in COMMAND.finditer(text):
            yield match[1].partition("   ")[0].partition(" && ")[0].partition("; ")[0]


@pytest.mark.parametrize("written", sorted(set(_commands())))
def test_each_command_is_one(written: str) -> None:
    command = get_command(command_line)
    words = iter(shlex.split(written))
    for word in words:
        if word.startswith("--"):
            names = {
                name for parameter in command.params for name in (*parameter.opts, *parameter.secondary_opts)
            }
            assert word.partition("=")[0] in names, written
        elif hasattr(command, "commands"):
            assert word in command.commands, written
            command = command.commands[word]
    assert not hasattr(command, "commands"), f"{written}: which of its commands?"


def test_many_commands_were_looked_at() -> None:
    first = {written.split()[0] for written in _commands()}
    assert first >= {
        "serve",
        "migrate",
        "user",
        "token",
        "backup",
        "restore",
        "doctor",
        "migrate-to",
        "worker",
    }


def test_each_setting_is_one() -> None:
    known = {name.upper() for name in (*Settings.model_fields, *OF_THE_SCRIPT)}
    for text in (GUIDE, *FILES.values()):
        assert set(re.findall(rf"{PREFIX}([A-Z_]+)", text)) <= known


def test_the_example_s_settings_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [line for line in FILES["environment"].splitlines() if not line.startswith("#")]
    for line in lines:
        name, value = line.split("=", 1)
        assert shlex.quote(value) == value or "," in value  # as systemd and the shell both read it
        monkeypatch.setenv(name, value)
    settings = Settings()
    assert settings.base_url == "https://desk.example"
    assert {PREFIX + name.upper() for name in settings.model_fields_set} == {
        line.partition("=")[0] for line in lines
    }


def test_each_file_is_there() -> None:
    named = re.findall(r"(?<![\w/])(?:deploy|docs)/[\w.-]+", "\n".join((GUIDE, *FILES.values())))
    assert len(named) > 8
    for name in (*named, "requirements.run.lock", "CHANGELOG.md"):
        assert (ROOT / name).is_file(), name
    for name in re.findall(r"\]\((\w+\.md)\)", GUIDE):
        assert (ROOT / "docs" / name).is_file(), name
    for name in FILES:
        assert name in GUIDE, f"{name} is explained nowhere"


def test_each_metric_and_each_address_is_there(desk: TestClient) -> None:
    desk.get("/healthz")
    written = desk.get("/metrics").text
    for name in set(re.findall(r"\b(?:sourcelight|process)_[a-z_]+", GUIDE)) - {"process_cpu_seconds"}:
        assert name in written, name
    paths = {each.path for each in iter_route_contexts(desk.app.routes)}
    for address in set(re.findall(r"(?:`|127\.0\.0\.1:8000)(/[a-z]+)`?(?=[\s`'])", GUIDE)):
        assert address in paths, address


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestClient]:
    url = f"sqlite:///{tmp_path / 'news.db'}"
    migrate(make_engine(url))
    with client_for(url) as client:
        yield client


def test_the_server_has_time_to_end() -> None:
    assert (
        int(re.search(r"^TimeoutStopSec=(\d+)$", FILES["sourcelight.service"], re.MULTILINE)[1]) > 2 * GRACE
    )
    assert int(re.search(r"--stop-timeout (\d+)", GUIDE)[1]) > 2 * GRACE
    assert f"{GRACE} seconds" in GUIDE


def test_the_image_copies_what_is_there_and_asks_for_what_is_served() -> None:
    image = FILES["Dockerfile"]
    copied = [line.split()[1:-1] for line in image.splitlines() if re.match(r"COPY (?!--from)", line)]
    taken = (ROOT / ".dockerignore").read_text().splitlines()
    for name in (name for names in copied for name in names):
        assert (ROOT / name).exists(), name
        assert f"!{name}" in taken, name
    assert "/healthz" in image
    assert image.index("\nUSER sourcelight") < image.index("\nENTRYPOINT")


def test_the_script_hands_over_settings_and_words(tmp_path: Path) -> None:
    (environment := tmp_path / "environment").write_text("# a remark\nSOURCELIGHT_LOG=json\n")
    (program := tmp_path / "program").write_text(
        '#!/bin/sh\necho "$SOURCELIGHT_LOG"\nprintf "%s|" "$@"\numask\n'
    )
    program.chmod(0o755)
    done = subprocess.run(  # noqa: S603
        [DEPLOY / "sourcelight", "user", "add", "Ada Moss"],
        env={
            "PATH": "/usr/bin:/bin",
            "SOURCELIGHT_ENVIRONMENT": str(environment),
            "SOURCELIGHT_PROGRAM": str(program),
            "SOURCELIGHT_USER": "root",
        },
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "json\nuser|add|Ada Moss|0077\n"


def test_a_server_installs_what_is_developed_with() -> None:
    pins = [
        dict(re.findall(r"^([\w.\[\]-]+)==(\S+)", (ROOT / name).read_text(), re.MULTILINE))
        for name in ("requirements.run.lock", "requirements.lock")
    ]
    assert len(pins[0]) > 50
    assert pins[0].items() <= pins[1].items()
    assert "pysqlite3" in pins[0]
    assert "pytest" not in pins[0]
