"""What is dear to answer has a limit that no reader at work meets, once others can reach the site."""

import re

import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient

from app.web.rates import CHANGING, INCOME, MOST_CLIENTS, PURSE, READING, Purses, cost_of
from tests.web.conftest import client_for


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_purse_empties_and_fills_up_again() -> None:
    clock = Clock()
    purses = Purses(clock)
    assert purses.take("a", PURSE) == 0
    assert purses.take("a", 8) == 8 / INCOME
    assert purses.take("b", 8) == 0, "another client has a purse of its own"
    clock.now += 8 / INCOME
    assert purses.take("a", 8) == 0
    clock.now += 1e6
    assert purses.take("a", PURSE) == 0
    assert purses.take("a", 1) > 0, "a purse holds no more than it can"


def test_only_so_many_purses_are_kept() -> None:
    purses = Purses(Clock())
    purses.take("first", PURSE)
    for number in range(MOST_CLIENTS):
        purses.take(str(number), 1)
    assert purses.take("first", PURSE) == 0


def test_each_cost_is_of_a_route_that_there_is(client: TestClient) -> None:
    routes = [each for each in iter_route_contexts(client.app.routes) if each.methods]
    for costs, method in ((READING, "GET"), (CHANGING, "POST")):
        paths = [each.path for each in routes if method in each.methods]
        for pattern, cost in costs:
            assert [path for path in paths if re.fullmatch(pattern, path)], pattern
            assert 0 < cost <= PURSE / 10


@pytest.mark.parametrize(
    ("method", "path", "cost"),
    [
        ("GET", "/claims", 0),
        ("GET", "/articles/{article_id}", 0),
        ("GET", "/concordance", 4),
        ("HEAD", "/concordance", 4),
        ("POST", "/api/v1/articles", 8),
        ("GET", "/api/v1/articles", 0),
    ],
)
def test_reading_costs_nothing_and_what_is_dear_does(method: str, path: str, cost: float) -> None:
    assert cost_of(method, path, searches=False) == cost
    assert cost_of(method, path, searches=True) == cost + 1


def ask_for_too_much(client: TestClient, path: str) -> int:
    """How many answers come before the first that is refused."""
    return next((count for count in range(100) if client.get(path).status_code == 429), 100)


def test_whoever_asks_for_too_much_is_told_when_to_go_on(filled: tuple[str, dict[str, int]]) -> None:
    client = client_for(filled[0], public_read=True)
    client.app.state.purses = Purses(Clock())
    assert ask_for_too_much(client, "/concordance?q=bridge") == PURSE / 5
    page = client.get("/concordance?q=bridge")
    assert 1 <= int(page.headers["retry-after"]) <= 60
    assert "Too much was asked for" in page.text
    told = client.get("/api/v1/concordance?q=bridge")
    assert (told.status_code, told.json()["title"]) == (429, "Too many requests")
    assert client.get("/claims").status_code == 200, "what is cheap has no limit"


def test_one_person_on_their_own_machine_has_no_limit(client: TestClient) -> None:
    assert ask_for_too_much(client, "/suggestions?q=renn") == 100
