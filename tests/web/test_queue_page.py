"""The page of what is to be read: figures, failures with why, and trying again."""

import re
import time
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from app import actions
from app.domain import Draft, ItemState
from app.read import Record, record_line
from app.store import imports, parcels
from app.store.imports import Asked
from app.store.queries import queue_page, waiting
from app.store.session import Session, read_session, write_session
from app.worker import Worker
from tests.web.conftest import client_for


@pytest.fixture
def still(database_url: str, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """A site in whose process nobody works."""
    monkeypatch.setattr(Worker, "start", lambda worker: None)
    monkeypatch.setattr(Worker, "stop", lambda worker, timeout=None: None)
    with client_for(database_url) as client:
        yield client
        client.app.state.pipeline.engine.dispose()


def _figure(html: str, name: str) -> str:
    return re.search(rf'{name}</th>\s*<td class="num">([^<]*)</td>', html)[1]


def _fail(session: Session, number: int, **asked: object) -> None:
    job = imports.take_one(session, number)
    imports.done(session, job.item_id, ItemState.FAILED, error="It burnt.", **asked)


def test_it_tells_what_waits_and_what_failed_with_why(still: TestClient) -> None:
    engine = still.app.state.pipeline.engine
    assert "Nothing failed." in still.get("/queue").text
    asked = actions.import_files(
        engine, [(f"{each}.txt", b"Ann Lee said that a.") for each in "abc"], who="Bo"
    )
    lines = [record_line(Record(each, Draft(f"Ann Lee said that {each}."))) for each in "de"]
    with write_session(engine) as session:
        old = parcels.open_import(session, "old.jsonl", "")
        parcels.hand_over(session, old, 1, lines)
        first, second, _ = (item.id for item in session.query(imports.ImportItem))
        _fail(session, first)
        _fail(session, second, keep=True)
    with read_session(engine) as session:
        assert waiting(session) == 3
    page = still.get("/queue").text
    assert [_figure(page, name) for name in ("Waiting", "Being read", "Done within the last hour")] == [
        "3",
        "0",
        "2",
    ]
    assert _figure(page, "Failed within the last hour") == "2"
    assert _figure(page, "over the last ten") == "0.2"
    assert "2 articles, the last ones first" in page
    assert page.index("b.txt") < page.index("a.txt, ") if "a.txt, " in page else True
    assert page.count("It burnt.") == 2
    assert "give it once more" in page
    assert f'href="/imports/{asked}">a.txt and 2 more' in page
    assert "asked for by Bo" in page
    assert "old.jsonl" in page
    again = still.get("/queue", headers={"HX-Request": "true"}).text
    assert "Waiting" in again
    assert "<h1>" not in again


def test_what_failed_is_tried_again_where_that_can_be(still: TestClient) -> None:
    engine = still.app.state.pipeline.engine
    actions.import_files(engine, [("a.txt", b"Ann Lee said that a."), ("b.txt", b"")])
    with write_session(engine) as session:
        line = record_line(
            Record("7", Draft("Ann Lee said that c.", captions=("A boat",), outlet="The Courier"))
        )
        imports.create(session, "old", [Asked("old, record 7", line, is_record=True)])
        kept, lost, record = (item.id for item in session.query(imports.ImportItem))
        for number in (kept, record):
            _fail(session, number, keep=True)
        _fail(session, lost)
    assert still.post(f"/queue/{kept}/retry", follow_redirects=False).headers["location"] == "/queue"
    still.post(f"/queue/{record}/retry")
    refused = still.post(f"/queue/{lost}/retry")
    assert refused.status_code == 422
    assert "The file is not kept" in refused.text
    assert still.post(f"/queue/{kept}/retry").status_code == 404
    assert still.post("/queue/987654/retry").status_code == 404
    with write_session(engine) as session:
        assert {imports.take_one(session, number).tries for number in ()} == set()
        assert [imports.take_one(session, number).is_record for number in (kept, record)] == [False, True]
        assert imports.take_one(session, lost) is None


def test_its_queries_are_bounded(session: Session, queries: Callable[[], object]) -> None:
    def fail(number: int) -> None:
        imports.create(session, "many", [Asked(f"{each}.txt", b"a") for each in range(number)])
        for (id_,) in session.query(imports.ImportItem.id).where(
            imports.ImportItem.state == ItemState.WAITING
        ):
            _fail(session, id_)

    counts = []
    for number in (1, 60):
        fail(number)
        with queries() as statements:
            page = queue_page(session)
        counts.append(len(statements))
    assert counts[0] == counts[1] <= 16
    assert len(page.failures) == 50
    assert len(queue_page(session, after=page.next).failures) == 11


@pytest.mark.parametrize("make_database", ["postgresql"], indirect=True, scope="session")
def test_workers_are_left_what_they_can_do_and_this_process_the_rest(database_url: str) -> None:
    alive = "INSERT INTO procrastinate.procrastinate_workers DEFAULT VALUES"
    wanted = {"text": "Ann Lee said that a.", "title": "A", "outlet": "The Courier"}
    with client_for(database_url) as desk:
        engine = desk.app.state.pipeline.engine
        with engine.begin() as connection:
            connection.execute(text(alive))
        assert "1 worker reads what comes in" in desk.get("/queue").text
        answer = desk.post("/api/v1/articles", json=wanted)
        assert (answer.status_code, answer.headers["location"]) == (202, "/api/v1/imports/1")
        assert answer.json() == {"id": 1, "status": "/api/v1/imports/1"}
        page = desk.post("/add", data={"text": "Bo Moss said that b.", "title": "B"}, follow_redirects=False)
        assert page.headers["location"] == "/imports/2"
        file = desk.post("/api/v1/articles/file", files={"file": ("c.txt", b"Cy Holm said that c.")})
        assert file.status_code == 202
        assert not desk.app.state.worker.step()
        with engine.begin() as connection:
            connection.execute(text("DELETE FROM procrastinate.procrastinate_workers"))
        for _ in range(500):
            desk.app.state.worker.wake()
            if desk.get("/api/v1/imports/3").json()["row"]["state"] == "finished":
                break
            time.sleep(0.05)
        there = desk.post("/api/v1/articles", json=wanted)
        assert (there.status_code, there.json()["article"]["title"]) == (200, "A")
        assert desk.get("/api/v1/claims").json()["total"] == 3
        assert desk.post("/api/v1/articles", json={"text": "Ann Lee said that d."}).status_code == 201
        engine.dispose()
