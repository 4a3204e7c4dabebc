"""Who may call which route: the table in docs/security.md is the application's, and each keeps to it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from app.domain import Role, Scope
from app.web.access import Access
from app.web.origin import SAFE
from tests.web.conftest import client_for
from tests.web.people import add_people, browser, program
from tests.web.route_table import Route, routes, table
from tests.web.sample import fill

SECURITY = Path(__file__).parents[2] / "docs" / "security.md"
NEEDS = {Access.READER: Role.READER, Access.EDITOR: Role.EDITOR, Access.ADMIN: Role.ADMIN}
WHO = [None, *Role]
# For people and their programs alone, also where everybody may read; none of it is there for a stranger.
DESK = ("/collections", "/notes", "/filters", "/claims/{key}/notes", "/claims/{key}/gather", "/metrics")
ELSEWHERE = ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"})


@pytest.fixture(scope="module", params=[False, True], ids=["closed", "public"])
def site(
    request: pytest.FixtureRequest, make_database: Callable[[], str]
) -> Iterator[tuple[FastAPI, dict[Role, int], bool]]:
    """An application with accounts, their ids, and whether everybody may read."""
    client = client_for(make_database(), public_read=request.param)
    engine = client.app.state.pipeline.engine
    fill(engine)
    yield client.app, add_people(engine), request.param
    engine.dispose()


def call(client: TestClient, route: Route, **headers: str) -> int:
    """The status where every name in the path stands for something that is not there."""
    path = re.sub(r"{\w+}", "987654", route.path).replace(".987654", ".csv")
    return client.request(route.method, path, headers=headers).status_code


def expected(access: Access, role: Role | None, *, public: bool) -> set[int] | None:
    """The refusals that are right, or None where there must be none."""
    if access is Access.ANYBODY or (public and access is Access.READER):
        return None
    if role is None:
        return {303, 401}
    return None if access is Access.SIGNED_IN or role.covers(NEEDS[access]) else {403}


def test_the_documented_table_is_the_application_s(site: tuple[FastAPI, dict[Role, int], bool]) -> None:
    documented = [line for line in SECURITY.read_text().splitlines() if line.startswith("| `/")]
    assert documented == table(site[0]), "python -m tests.web.route_table prints the table"


@pytest.mark.parametrize("role", WHO, ids=str)
def test_each_route_in_each_role(site: tuple[FastAPI, dict[Role, int], bool], role: Role | None) -> None:
    app, _, public = site
    client = browser(app, role, raise_server_exceptions=False)
    for route in routes(app):
        if route.path in ("/logout", "/static"):
            continue
        status = call(client, route)
        right = expected(route.access, role, public=public)
        if role is None and public and route.path.startswith(DESK):
            assert status in (303, 401), (route, status)
        elif right is None:
            assert status not in (401, 403) or route.path == "/login", (route, status)
        else:
            assert status in right, (route, status)
            is_page = not route.path.startswith(("/api/", "/metrics")) and "." not in route.path
            assert (status == 303) is (role is None and is_page and route.method in SAFE), route


@pytest.mark.parametrize("scope", Scope)
def test_each_route_by_a_token(site: tuple[FastAPI, dict[Role, int], bool], scope: Scope) -> None:
    """An admin's token reaches as far as its scope, and never to the account itself."""
    app, ids, public = site
    client = program(app, ids[Role.ADMIN], scope, raise_server_exceptions=False)
    for route in routes(app):
        if route.path in ("/logout", "/static"):
            continue
        status = call(client, route)
        if route.access is Access.SIGNED_IN:
            assert status == 403, route
        elif (right := expected(route.access, scope.role, public=public)) is not None:
            assert status in right, (route, status)
        else:
            assert status not in (401, 403) or route.path == "/login", (route, status)


@pytest.mark.parametrize("role", [None, Role.ADMIN], ids=str)
def test_pages_of_other_sites_change_nothing_whoever_is_signed_in(
    site: tuple[FastAPI, dict[Role, int], bool], role: Role | None
) -> None:
    client = browser(site[0], role)
    for route in routes(site[0]):
        if route.method not in SAFE:
            for headers in ELSEWHERE:
                assert call(client, route, **headers) == 403, (route, headers)
    if role is not None:
        assert client.get("/account").status_code == 200  # nobody was signed out by it


def test_a_program_needs_no_origin(site: tuple[FastAPI, dict[Role, int], bool]) -> None:
    app, ids, _ = site
    client = program(app, ids[Role.EDITOR], Scope.WRITE)
    path = "/sources/nobody/rename"
    assert (
        client.post(path, data={"name": "A"}, headers={"Origin": "https://elsewhere.example"}).status_code
        == 404
    )


def test_pages_lead_to_the_login_and_back(site: tuple[FastAPI, dict[Role, int], bool]) -> None:
    app, _, public = site
    answer = browser(app).get("/add?url=x" if not public else "/people")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/login?to=%2F")


def test_the_api_tells_programs_why(site: tuple[FastAPI, dict[Role, int], bool]) -> None:
    app, ids, public = site
    nobody = browser(app).post("/api/v1/feeds", json={"url": "https://news.example/feed"})
    assert (nobody.status_code, nobody.headers["content-type"]) == (401, "application/problem+json")
    assert nobody.headers["www-authenticate"] == "Bearer"
    reader = program(app, ids[Role.READER], Scope.READ)
    assert reader.get("/api/v1/articles").status_code == 200
    refused = reader.post("/api/v1/feeds", json={"url": "https://news.example/feed"})
    assert (refused.status_code, refused.json()["status"]) == (403, 403)
    unknown = browser(app).get("/api/v1/articles", headers={"Authorization": "Bearer made-up"})
    assert unknown.status_code == 401
    assert "invalid_token" in unknown.headers["www-authenticate"]
    assert browser(app).get("/claims.csv").status_code == (200 if public else 401)


def test_htmx_is_told_to_load_the_login(site: tuple[FastAPI, dict[Role, int], bool]) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://127.0.0.1:8000/claims?q=mill"}
    answer = browser(site[0]).post("/feeds", headers=headers)
    assert answer.status_code == 401
    assert answer.headers["hx-redirect"] == "/login?to=%2Fclaims%3Fq%3Dmill"


def test_what_accounts_see_is_kept_by_nobody_else(site: tuple[FastAPI, dict[Role, int], bool]) -> None:
    page = browser(site[0], Role.READER).get("/claims")
    assert page.headers["cache-control"] == "private, no-cache"
    assert '<body hx-history="false"' in page.text
    api = browser(site[0], Role.READER).get("/api/v1/claims")
    assert "private" in api.headers["cache-control"]
    assert browser(site[0], Role.READER).get("/account").headers["cache-control"] == "no-store"


def test_readers_see_no_buttons_that_would_be_refused(site: tuple[FastAPI, dict[Role, int], bool]) -> None:
    app = site[0]
    reader, editor, admin = (browser(app, role).get("/feeds").text for role in Role)
    assert "Follow a feed" not in reader
    assert "Follow a feed" in editor
    assert 'href="/people"' not in editor
    assert 'href="/people"' in admin


def test_without_accounts_all_is_open_and_the_account_s_pages_are_not_there(desk: TestClient) -> None:
    assert desk.get("/add").status_code == 200
    assert desk.get("/people").status_code == 200
    assert "sourcelight user add" in desk.get("/people").text
    for path in ("/login", "/account"):
        answer = desk.get(path)
        assert (answer.status_code, "no accounts" in answer.text) == (404, True)
    assert desk.post("/people", data={"name": "Zoe", "role": "admin"}).status_code == 422
    assert "Sign in" not in desk.get("/").text


def test_accounts_count_from_the_moment_that_there_is_one(desk: TestClient) -> None:
    assert desk.get("/claims").status_code == 200
    add_people(desk.app.state.pipeline.engine)
    answer = desk.get("/claims", follow_redirects=False)
    assert answer.headers["location"] == "/login?to=%2Fclaims"
