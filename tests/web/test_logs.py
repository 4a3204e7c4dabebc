"""The log tells what happened, to which request, and no secret."""

import io
import json
import logging
import logging.config
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Role, Scope
from app.logs import REQUESTS, Json, Plain, configuration, without_secrets
from app.pipeline import Pipeline
from app.settings import Settings
from app.store import queries
from app.store.session import read_session
from tests.web.people import PASSWORD, add_people, browser, program

SECRET = st.text("abcdefghijkmnopqrstuvwxyzABCDEFGH0123456789-_", min_size=12, max_size=50)


@given(SECRET)
def test_nothing_secret_is_left_in_a_line(secret: str) -> None:
    for line in (
        f'127.0.0.1 - "GET /s/{secret} HTTP/1.1" 200',
        f"GET /s/{secret}/preview.png 200",
        f"GET /reset/{secret}?x=1 200",
        f"https://desk.example/reset/{secret}",
        f"Authorization: Bearer {secret}",
        f"{{'authorization': 'Bearer {secret}'}}",
        f"Authorization: Basic {secret}==",
        f"Cookie: theme=dark; sourcelight={secret}",
        f"'set-cookie': 'sourcelight={secret}; HttpOnly'",
        f"POST /login?name=a&password={secret}&x=1",
        f'{{"password": "{secret}", "name": "a"}}',
        f"client_secret={secret}",
        f"/login/provider/back?state={secret}&code={secret}",
        f"postgresql://desk:{secret}@db.example/news",
        f"SOURCELIGHT_OIDC_CLIENT_SECRET={secret}",
    ):
        assert secret not in without_secrets(line), line


@pytest.mark.parametrize(
    "line", ["GET /sources/ann-lee 200", "GET /claims?q=the+secret+talks 200", "state of the art"]
)
def test_what_is_not_secret_stays(line: str) -> None:
    assert without_secrets(line) == line


@pytest.mark.parametrize("form", [Plain, Json])
def test_an_error_is_told_without_what_its_message_repeats(form: type[logging.Formatter]) -> None:
    error = ValueError("no route for /s/abcdefabcdefabcdef with password=hunter22")
    record = logging.makeLogRecord({"msg": "failed", "exc_info": (ValueError, error, None)})
    line = form().format(record)
    assert "ValueError" in line
    assert "abcdefabcdef" not in line
    assert "hunter22" not in line


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """What the server writes to standard error."""
    stream, settings = io.StringIO(), Settings(log="json")
    made = configuration(settings)
    made["handlers"]["stderr"]["stream"] = stream
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    logging.config.dictConfig(made)
    yield stream
    root.handlers[:], root.level = handlers, level
    for name in ("uvicorn", "uvicorn.access", REQUESTS):
        logging.getLogger(name).setLevel(logging.NOTSET)


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_no_secret_of_a_day_at_the_desk_is_logged(desk: TestClient, logged: io.StringIO) -> None:
    app: FastAPI = desk.app
    people = add_people(app.state.pipeline.engine)
    somebody = browser(app)
    somebody.post("/login", data={"name": "Ada Moss", "password": PASSWORD})
    admin = browser(app, Role.ADMIN)
    session = admin.cookies["sourcelight"]
    admin.get("/")
    link = admin.post(f"/people/{people[Role.READER]}/link").text.partition("/reset/")[2][:43]
    admin.get(f"/reset/{link}")
    token = program(app, people[Role.READER], Scope.READ)
    token.get("/api/v1/claims")
    admin.post("/api/v1/articles", json={"text": "Ann Lee said that the mill is closed."})
    key = admin.get("/api/v1/claims").json()["rows"][0]["claim"]["id"]
    shared = admin.post(f"/claims/{key}/share").text.partition("/s/")[2][:32]
    assert admin.get(f"/s/{shared}").status_code == 200
    told = logged.getvalue()
    assert "/s/…" in told
    assert "/reset/…" in told
    for secret in (PASSWORD, session, link, shared, token.headers["authorization"].split()[1]):
        assert len(secret) > 10
        assert secret not in told


def test_a_request_has_an_id_from_its_first_line_to_its_answer(desk: TestClient, logged: io.StringIO) -> None:
    answer = desk.get("/claims?q=mill")
    (line,) = [each for each in lines(logged) if each["logger"] == REQUESTS]
    assert line["request"] == answer.headers["x-request-id"]
    assert (line["method"], line["path"], line["status"]) == ("GET", "/claims", 200)
    assert 0 <= line["milliseconds"] < 60_000
    assert desk.get("/", headers={"X-Request-ID": "proxy-7.a"}).headers["x-request-id"] == "proxy-7.a"
    for odd in ("a b", "x" * 65, '"}\\n', "é"):
        given = desk.get("/", headers={"X-Request-ID": odd.encode()}).headers["x-request-id"]
        assert len(given) == 16


def test_a_fault_is_logged_with_its_request(
    desk: TestClient, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("broken at /s/abcdefabcdefabcdef")

    monkeypatch.setattr(queries, "claims_page", fail)
    server = uvicorn.Server(uvicorn.Config(desk.app, port=0, log_config=None, lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
        assert thread.is_alive(), "the server did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    answer = httpx.get(f"http://127.0.0.1:{port}/claims", headers={"X-Request-ID": "night-shift"}, timeout=60)
    server.should_exit = True
    thread.join(10)
    assert answer.status_code == 500
    (fault,) = [each for each in lines(logged) if "error" in each]
    assert fault["request"] == "night-shift"
    assert "RuntimeError" in fault["error"]
    assert "abcdef" not in logged.getvalue()


def test_errors_of_the_database_do_not_repeat_its_values(desk: TestClient) -> None:
    pipeline: Pipeline = desk.app.state.pipeline
    assert pipeline.engine.hide_parameters
    with read_session(pipeline.engine) as session:
        assert session.get_bind().hide_parameters
