"""What machines that watch this one are told, and who may know how much there is."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from app.domain import Role, Scope
from app.main import create_app
from app.pipeline import Pipeline
from app.settings import Settings
from app.store import queries
from app.store.session import make_engine, migrate, read_session
from app.web.metrics import Metrics
from tests.web.conftest import OnlySaid, client_for
from tests.web.people import add_people, browser, program

NOWHERE = "postgresql://nobody@127.0.0.1:1/none"
FINE = {"database": "ok", "tables": "ok", "model": "ok"}


def values(text: str) -> dict[tuple[str, ...], float]:
    """By name and labels, in the order of their names."""
    return {
        (sample.name, *(sample.labels[name] for name in sorted(sample.labels))): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_server_that_can_be_used_says_so(desk: TestClient, method: str) -> None:
    assert desk.request(method, "/healthz").status_code == 200
    answer = desk.request(method, "/readyz")
    assert answer.status_code == 200
    if method == "GET":
        assert answer.json() == FINE


def test_without_its_database_it_lives_and_is_not_ready() -> None:
    client = client_for(NOWHERE)
    assert (client.get("/healthz").status_code, client.get("/healthz").text) == (200, "ok\n")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["retry-after"]
    assert answer.json()["database"] == "The database cannot be reached."
    assert client.post("/api/v1/articles", json={"text": "x"}).status_code == 503
    assert client.get("/metrics").status_code == 503


def test_tables_of_another_form_and_a_missing_model_are_named(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'news.db'}"
    client = client_for(url)
    assert client.get("/readyz").status_code == 503
    assert "sourcelight migrate" in client.get("/readyz").json()["tables"]
    migrate(make_engine(url))
    assert client.get("/readyz").json() == FINE
    without = create_app(Settings(database_url=url), Pipeline(make_engine(url), None, ()))
    answer = TestClient(without, base_url="http://127.0.0.1:8000").get("/readyz")
    assert (answer.status_code, answer.json()["model"]) == (503, "not loaded")


def test_what_balances_the_load_may_ask_by_address(desk: TestClient) -> None:
    for path, status in (("/healthz", 200), ("/readyz", 200), ("/metrics", 421), ("/", 421)):
        assert desk.get(path, headers={"Host": "10.0.0.7:8000"}).status_code == status


def test_requests_are_counted_by_route_and_not_by_address(desk: TestClient) -> None:
    for path in ("/articles/1", "/articles/2", "/articles/x", "/nowhere", "/static/page.js", "/healthz"):
        desk.get(path)
    desk.request("BREW", "/")
    desk.get("/", headers={"Host": "elsewhere.example"})
    answer = desk.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    told = values(answer.text)
    found = {key[1:]: value for key, value in told.items() if key[0].endswith("requests_total")}
    assert found == {
        ("GET", "/articles/{article_id}", "404"): 3,
        ("GET", "none", "404"): 1,
        ("GET", "/static", "200"): 1,
        ("GET", "/healthz", "200"): 1,
        ("other", "/", "405"): 1,
        ("GET", "none", "421"): 1,
    }
    assert told["sourcelight_request_seconds_count", "GET", "/articles/{article_id}"] == 3
    assert told["sourcelight_request_seconds_bucket", "+Inf", "GET", "/static"] == 1
    assert told["process_resident_memory_bytes",] > 1_000_000


def test_what_there_is_is_told(desk: TestClient) -> None:
    text = "Ann Lee said that the mill is closed. Bo Falk said that it is open."
    assert desk.post("/api/v1/articles", json={"text": text}).status_code == 201
    told = values(desk.get("/metrics").text)
    names = ("articles", "claims", "sources", "waiting")
    assert [told[f"sourcelight_{name}",] for name in names] == [1, 2, 2, 0]
    assert told["sourcelight_store_bytes", "database"] > 10_000


def test_rows_are_counted_seldom(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A count that takes half a minute is not repeated before five minutes have gone."""
    asked: list[float] = []
    seconds = count(step=30.0)
    pipeline: Pipeline = desk.app.state.pipeline
    with read_session(pipeline.engine) as session:
        stock = queries.stock(session)
    metrics = Metrics(pipeline, clock=lambda: next(seconds))
    monkeypatch.setattr(queries, "stock", lambda _: asked.append(1) or stock)
    for _ in range(10):
        metrics.written("")
    assert len(asked) == 1
    for _ in range(2):
        metrics.written("")
    assert len(asked) == 2


def test_two_applications_count_apart(desk: TestClient) -> None:
    other = TestClient(
        create_app(Settings(), Pipeline(desk.app.state.pipeline.engine, OnlySaid(), ())),
        base_url="http://127.0.0.1:8000",
    )
    desk.get("/healthz")
    assert 'route="/healthz"' in desk.get("/metrics").text
    assert 'route="/healthz"' not in other.get("/metrics").text


@pytest.fixture(params=[False, True], ids=["closed", "public"])
def site(request: pytest.FixtureRequest, database_url: str) -> Iterator[FastAPI]:
    app = client_for(database_url, public_read=request.param).app
    yield app
    app.state.pipeline.engine.dispose()


def test_how_much_there_is_is_not_for_strangers(site: FastAPI) -> None:
    people = add_people(site.state.pipeline.engine)
    stranger = browser(site)
    assert stranger.get("/metrics").status_code == 401
    assert stranger.get("/metrics").headers["content-type"] == "application/problem+json"
    assert stranger.get("/healthz").status_code == stranger.get("/readyz").status_code == 200
    scraper = program(site, people[Role.READER], Scope.READ)
    answer = scraper.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    assert answer.text.endswith("# EOF\n")
    assert answer.headers["cache-control"] == "no-store"
    assert browser(site, Role.READER).get("/metrics").status_code == 200


def test_where_everybody_reads_and_nobody_has_an_account_it_is_for_nobody(database_url: str) -> None:
    with client_for(database_url, public_read=True) as client:
        assert client.get("/claims").status_code == 200
        assert client.get("/metrics").status_code == 403
