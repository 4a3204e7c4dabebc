"""A page that is given again is never older than what is stored, and nobody else's."""

import pytest
from fastapi.testclient import TestClient

from app.actions import articles
from app.domain import Role
from app.store.recall import Recall
from tests.web.people import add_people, browser

TEXT = "Ann Lee said that the ferry is late. " * 20


def added(client: TestClient) -> str:
    answer = client.post("/api/v1/articles", json={"text": TEXT, "title": "The ferry", "outlet": "Even"})
    assert answer.status_code == 201
    return f"/articles/{answer.json()['article']['id']}"


def test_a_page_is_the_same_until_something_is_decided(desk: TestClient) -> None:
    page = added(desk)
    first, again = desk.get(page), desk.get(page)
    assert again.status_code == 200
    assert again.content == first.content
    assert again.headers["content-type"] == first.headers["content-type"]
    assert again.headers["vary"] == first.headers["vary"]
    engine = desk.app.state.pipeline.engine
    number = int(page.rpartition("/")[2])
    articles.edit_article(engine, number, {"title": "The tram"})
    assert "The tram" in desk.get(page).text
    articles.withdraw(engine, number)
    assert desk.get(page).status_code == 410


def test_a_page_is_kept_as_it_was_asked_for(desk: TestClient) -> None:
    page = added(desk)
    whole = desk.get(page).text
    assert "<html" in whole
    assert "<html" not in desk.get(page, headers={"HX-Request": "true"}).text
    assert desk.get(page).text == whole
    assert desk.get(f"{page}?voice=own").text != whole
    plain = desk.get(page, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    assert plain.text == whole
    for _ in range(2):
        assert desk.get(page, headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
        assert desk.head(page).status_code == 200


@pytest.mark.parametrize("first", [Role.ADMIN, Role.READER])
def test_nobody_gets_the_page_of_somebody_else(desk: TestClient, first: Role) -> None:
    page = added(desk)
    add_people(desk.app.state.pipeline.engine)
    names = {Role.ADMIN: "Ada Moss", Role.READER: "Rita Roe"}
    second = Role.READER if first is Role.ADMIN else Role.ADMIN
    one, other, stranger = browser(desk.app, first), browser(desk.app, second), browser(desk.app)
    for _ in range(2):
        assert names[first] in one.get(page).text
        assert names[first] not in other.get(page).text
        assert names[second] in other.get(page).text
        assert stranger.get(page).status_code in (303, 401)
    assert one.get(page).headers["cache-control"].startswith("private")


def test_what_is_asked_for_takes_room_on_the_shelf_too(desk: TestClient) -> None:
    page = added(desk)
    shelf = desk.app.state.shelf = Recall(desk.app.state.stamps, 100_000)
    for number in range(20):
        desk.get(page, headers={"HX-Current-URL": f"{number}{'a' * 30_000}"})
    assert 0 < sum(len(str(key)) for key in shelf._kept) < 100_000
    assert desk.get(page).text == desk.get(page).text
