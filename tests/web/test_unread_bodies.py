"""Nobody's body is read before it is known that they may send it, and none is a bomb."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.domain import Role, Scope
from app.web.access import Access
from app.web.body_limit import LITTLE
from app.web.origin import SAFE
from tests.web.conftest import client_for
from tests.web.people import add_people, browser, program
from tests.web.route_table import routes

MB = 2**20
FORM = "application/x-www-form-urlencoded"
AS_FORM = {"Content-Type": FORM}
MULTIPART = "multipart/form-data; boundary=b"


@pytest.fixture(scope="module")
def site(make_database: Callable[[], str]) -> Iterator[tuple[FastAPI, dict[Role, int]]]:
    app = client_for(make_database()).app
    yield app, add_people(app.state.pipeline.engine)
    app.state.pipeline.engine.dispose()


def post(app: FastAPI, path: str, kind: str, **headers: str) -> tuple[int, int]:
    """The status for 20 MB in 20 pieces, and how many of the pieces were read."""
    pieces, status = iter([b"x" * MB] * 20), 0
    read = 0

    async def receive() -> dict[str, object]:
        nonlocal read
        piece = next(pieces, None)
        read += piece is not None
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(message: dict[str, object]) -> None:
        nonlocal status
        status = message.get("status", status)

    told = {"host": "127.0.0.1:8000", "content-type": kind, "content-length": str(20 * MB), **headers}
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "POST",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in told.items()],
        "client": ("203.0.113.9", 50000),
        "server": ("127.0.0.1", 8000),
        "state": {},
    }
    with ThreadPoolExecutor(1) as thread:  # where tests have driven a browser, a loop runs in this one
        thread.submit(asyncio.run, app(scope, receive, send)).result()
    return status, read


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/add", MULTIPART),
        ("/add/read", MULTIPART),
        ("/feeds", FORM),
        ("/api/v1/articles", "application/json"),
        ("/api/v1/articles/file", MULTIPART),
    ],
)
def test_nothing_is_read_of_who_may_not_send_it(
    site: tuple[FastAPI, dict[Role, int]], path: str, kind: str
) -> None:
    app, ids = site
    assert post(app, path, kind) == (401, 0)
    reader = browser(app, Role.READER).cookies["sourcelight"]
    assert post(app, path, kind, cookie=f"sourcelight={reader}") == (403, 0)
    token = program(app, ids[Role.ADMIN], Scope.READ).headers["authorization"]
    assert post(app, path, kind, authorization=token) == (403, 0)
    assert post(app, path, kind, authorization="Bearer made-up") == (401, 0)


def test_nothing_is_read_of_another_site_s_page(site: tuple[FastAPI, dict[Role, int]]) -> None:
    app, _ = site
    admin = browser(app, Role.ADMIN).cookies["sourcelight"]
    elsewhere = {"cookie": f"sourcelight={admin}", "sec-fetch-site": "cross-site"}
    for route in routes(app):
        if route.method == "POST":
            assert post(app, route.path.replace("{", "").replace("}", ""), FORM, **elsewhere) == (403, 0), (
                route
            )


def test_strangers_send_little_to_what_is_open_to_them(site: tuple[FastAPI, dict[Role, int]]) -> None:
    app, _ = site
    anybody_s = [
        each.path for each in routes(app) if each.access is Access.ANYBODY and each.method not in SAFE
    ]
    assert set(anybody_s) == {"/login", "/logout", "/reset/{secret}"}
    for path in ("/login", "/reset/guessed"):
        assert post(app, path, FORM) == (413, 0)
    nobody = browser(app)
    assert nobody.post("/login", data={"name": "a" * (LITTLE + 1)}).status_code == 413
    assert (
        nobody.post("/login", content=iter([b"name=", *[b"a" * 1000] * 70]), headers=AS_FORM).status_code
        == 413
    )
    reader = browser(app, Role.READER)
    assert reader.post("/account/tokens", data={"name": "a" * (LITTLE + 1)}).status_code == 413


def test_what_a_body_says_of_its_length_is_not_believed(site: tuple[FastAPI, dict[Role, int]]) -> None:
    """One that comes in chunks may name another length besides."""
    app, _ = site
    told = {"content-length": "5", "transfer-encoding": "chunked"}
    assert post(app, "/login", FORM, **told) == (413, 1)


def test_that_somebody_was_here_is_kept_where_they_send_something(
    site: tuple[FastAPI, dict[Role, int]],
) -> None:
    app, ids = site
    token = program(app, ids[Role.EDITOR], Scope.WRITE)
    token.post("/feeds", data={"url": "nowhere"})
    admin = browser(app, Role.EDITOR)
    assert "last used" in admin.get("/account").text.partition('id="tokens"')[2]


def part(head: str, body: bytes = b"a") -> bytes:
    return f"--b\r\nContent-Disposition: form-data; {head}\r\n\r\n".encode() + body + b"\r\n"


BOMBS = {
    "fields": b"".join(part(f'name="f{number}"') for number in range(5000)),
    "files": b"".join(part(f'name="file"; filename="{number}.txt"') for number in range(5000)),
    "headers": b"--b\r\n" + b"".join(b"X-%d: a\r\n" % number for number in range(5000)) + b"\r\na\r\n",
    "a header": part('name="file"; filename="' + "a" * 100_000 + '"'),
    "a header's name": b"--b\r\n" + b"X" * 100_000 + b": a\r\n\r\na\r\n",
    "preamble": b"\r\n" * 100_000,
    "nothing but borders": b"--b\r\n" * 50_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
@pytest.mark.parametrize("path", ["/add", "/add/read", "/api/v1/articles/file", "/feeds", "/login"])
def test_a_bomb_of_parts_is_refused(client: TestClient, path: str, bomb: str) -> None:
    body = BOMBS[bomb] + b"--b--\r\n"
    answer = client.post(path, content=body, headers={"Content-Type": MULTIPART})
    assert answer.status_code in (400, 404, 413, 422), bomb


def test_a_boundary_has_a_length(client: TestClient) -> None:
    kind = f"multipart/form-data; boundary={'b' * 100_000}"
    assert client.post("/add", content=b"--b", headers={"Content-Type": kind}).status_code == 400


def test_a_form_of_many_fields_is_refused(client: TestClient) -> None:
    for path in ("/review", "/login", "/sources/nobody/split"):
        assert client.post(path, content=b"a=1&" * 100_000, headers=AS_FORM).status_code in (
            400,
            404,
        )
