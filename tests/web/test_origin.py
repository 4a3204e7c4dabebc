"""Who may change something: every route that does is behind one guard."""

import re

import pytest
from fastapi.testclient import TestClient

from app.web.access import Access
from app.web.origin import SAFE
from tests.web.conftest import client_for
from tests.web.route_table import Route, routes

ROUTES = {
    "/api/v1/articles",
    "/sources/1/rename",
    "/merge",
    "/review",
    "/events/1/undo",
    "/claims/1/verdicts",
}
ELSEWHERE = (
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:9000"},
    {"Sec-Fetch-Site": "same-origin", "Origin": "https://elsewhere.example"},
)


def unsafe(client: TestClient) -> list[tuple[str, str]]:
    """Method and path of all routes that change something; 1 stands for whatever is changed."""
    return [(each.method, path_of(each)) for each in routes(client.app) if each.method not in SAFE]


def path_of(route: Route) -> str:
    return re.sub(r"{\w+}", "1", route.path)


def test_the_guard_is_tried_on_every_route_that_changes_something(client: TestClient) -> None:
    assert {path for _, path in unsafe(client)} >= ROUTES


@pytest.mark.parametrize("headers", ELSEWHERE)
def test_pages_of_other_sites_change_nothing(client: TestClient, headers: dict[str, str]) -> None:
    for method, path in unsafe(client):
        answer = client.request(method, path, data={"name": "A"}, headers=headers)
        assert answer.status_code == 403, path


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8000"},
        {"Origin": "http://127.0.0.1:8000"},
        {"Sec-Fetch-Site": "none"},
        {"Host": "desk.example"},
        {"Host": "localhost:8000", "Origin": "http://localhost:8000"},
    ],
)
def test_the_site_itself_and_programs_may(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post("/sources/nobody/rename", data={"name": "A"}, headers=headers).status_code == 404


def test_nobody_writes_where_everybody_reads(filled: tuple[str, dict[str, int]]) -> None:
    client = client_for(filled[0], public_read=True)
    for route in routes(client.app):
        if route.method not in SAFE and route.access in (Access.EDITOR, Access.ADMIN):
            answer = client.request(route.method, path_of(route), data={"name": "A"})
            assert answer.status_code == 403, route
            assert "nobody may write" in answer.text


def test_an_origin_that_is_none_is_refused(desk: TestClient) -> None:
    headers = {"Origin": "http://["}
    assert desk.post("/sources/x/rename", data={"name": "x"}, headers=headers).status_code == 403
