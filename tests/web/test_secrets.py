"""A secret is told once, to whoever asked for it, and is in no other answer, nor in the database."""

import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import select

from app.domain import Role
from app.store.session import read_session
from app.store.tables import Base
from app.web.rates import Purses
from tests.web.people import PASSWORD, add_people, browser
from tests.web.route_table import routes
from tests.web.sample import fill


@pytest.fixture
def site(desk: TestClient) -> FastAPI:
    desk.app.state.purses = Purses(clock=iter(range(0, 10**12, 10**6)).__next__)  # nobody has to wait
    return desk.app


def hidden(app: FastAPI, ids: dict[str, int]) -> dict[str, str]:
    """One secret of each kind, all of them valid."""
    people = add_people(app.state.pipeline.engine)
    admin, editor = browser(app, Role.ADMIN), browser(app, Role.EDITOR)
    made = editor.post("/account/tokens", data={"name": "nightly", "scope": "write"}).text
    return {
        "password": PASSWORD,
        "session": editor.cookies["sourcelight"],
        "token": re.search(r'class="secret">([^<]+)<', made)[1],
        "one-time link": admin.post(f"/people/{people[Role.READER]}/link").text.partition("/reset/")[2][:43],
        "link to share": editor.post(f"/articles/{ids['bridge']}/share").text.partition("/s/")[2][:32],
    }


def test_no_answer_and_no_row_holds_a_secret(site: FastAPI) -> None:
    ids = fill(site.state.pipeline.engine)
    secrets = hidden(site, ids)
    assert all(len(secret) > 15 for secret in secrets.values())
    admin, editor = browser(site, Role.ADMIN), browser(site, Role.EDITOR)
    paths = [re.sub(r"{\w+}", "1", route.path) for route in routes(site) if route.method == "GET"]
    for client, path in [*((admin, path) for path in paths), (editor, "/account"), (editor, "/shares")]:
        answer = client.get(path)
        told = f"{answer.headers} {answer.text}"
        assert not [name for name, secret in secrets.items() if secret in told], path
    with read_session(site.state.pipeline.engine) as session:
        rows = "".join(
            str(tuple(row)) for table in Base.metadata.sorted_tables for row in session.execute(select(table))
        )
    assert not [name for name, secret in secrets.items() if secret in rows]


def test_what_is_shown_once_is_kept_by_no_browser(site: FastAPI) -> None:
    ids = fill(site.state.pipeline.engine)
    people = add_people(site.state.pipeline.engine)
    admin = browser(site, Role.ADMIN)
    shown = [
        admin.post("/account/tokens", data={"name": "nightly", "scope": "read"}),
        admin.post(f"/people/{people[Role.READER]}/link"),
        admin.post(f"/articles/{ids['bridge']}/share"),
    ]
    for answer in shown:
        assert answer.headers["cache-control"] == "no-store"
        assert '<body hx-history="false"' in answer.text


def test_a_wrong_secret_is_not_told_back(site: FastAPI) -> None:
    add_people(site.state.pipeline.engine)
    nobody, wrong = browser(site), "wrong-but-long-enough-to-be-somebody-s"
    for answer in (
        nobody.get(f"/reset/{wrong}"),
        nobody.get(f"/s/{wrong}"),
        nobody.get("/api/v1/claims", headers={"Authorization": f"Bearer {wrong}"}),
        nobody.post("/login", data={"name": "Ada Moss", "password": wrong}),
        nobody.get("/oembed", params={"url": f"https://desk.example/s/{wrong}"}),
        nobody.get("/claims", headers={"Cookie": f"sourcelight={wrong}"}),
    ):
        assert wrong not in answer.text
        assert wrong not in str(answer.headers)
