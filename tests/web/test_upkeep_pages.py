"""An article's details, versions and withdrawal, and the feeds that bring articles."""

import html

import pytest
from fastapi.testclient import TestClient

SITE = {"Origin": "http://127.0.0.1:8000"}
URL = "https://post.example/bridge"
FIRST = "The bridge is shut.\n\nAnn Lee said that it would open in May."
SECOND = "The bridge is still shut.\n\nAnn Lee said that it would open in June."


def add(desk: TestClient, text: str, **known: str) -> dict:
    answer = desk.post("/api/v1/articles", json={"text": text, **known})
    assert answer.status_code in (200, 201)
    return answer.json()


@pytest.fixture
def article(desk: TestClient) -> dict:
    return add(desk, FIRST, url=URL, title="Bridge shut", outlet="Post")


def test_details_are_corrected_and_taken_back(desk: TestClient, article: dict) -> None:
    page = f"/articles/{article['article']['id']}"
    sent = {"title": "Bridge closed", "outlet": "Post", "url": URL, "published": "2031-05-01"}
    after = desk.post(f"{page}/edit", data={**sent, "reason": "as printed"}, headers=SITE).text
    assert "as printed" in after
    assert "Bridge closed" in desk.get(page).text
    event = after.split("/events/")[1].split("/")[0]
    back = desk.post(f"/events/{event}/undo", headers=SITE)
    assert back.url.path == f"{page}/upkeep"
    assert "Bridge shut" in desk.get(page).text


def test_a_date_that_is_none_is_refused_and_kept(desk: TestClient, article: dict) -> None:
    page = f"/articles/{article['article']['id']}"
    answer = desk.post(f"{page}/edit", data={"published": "soon", "title": "T & T"}, headers=SITE)
    assert answer.status_code == 422
    assert "is no date" in answer.text
    assert 'value="T &amp; T"' in answer.text


def test_what_changed_between_versions(desk: TestClient, article: dict) -> None:
    add(desk, SECOND, url=URL, title="Bridge still shut", outlet="Post")
    page = f"/articles/{article['article']['id']}"
    changes = html.unescape(desk.get(f"{page}/changes").text)
    assert "<ins>still </ins>" in changes or "<ins>still</ins>" in changes
    assert "May" in changes
    assert "June" in changes
    assert "version 2" in desk.get(f"{page}/upkeep").text
    older = desk.get(f"{page}?version=1").text
    assert "in May" in older
    assert "the newest is version 2" in older
    assert desk.get(f"{page}/changes?old=1&new=9").status_code == 404


def test_withdrawn_says_why_everywhere_and_comes_back(desk: TestClient, article: dict) -> None:
    page, claim = f"/articles/{article['article']['id']}", f"/claims/{article['claims'][0]['id']}"
    desk.post(f"{page}/withdraw", data={"reason": "court order 17"}, headers=SITE)
    for gone in (page, claim, f"/api/v1{page}", f"/api/v1{claim}"):
        answer = desk.get(gone)
        assert answer.status_code == 410
        assert "court order 17" in answer.text
    assert desk.get("/api/v1/articles").json()["total"] == 0
    upkeep = desk.get(f"{page}/upkeep").text
    event = upkeep.split("/events/")[1].split("/")[0]
    desk.post(f"/events/{event}/undo", headers=SITE)
    assert desk.get(page).status_code == desk.get(claim).status_code == 200


def test_purged_needs_a_yes_and_leaves_no_word(desk: TestClient, article: dict) -> None:
    page = f"/articles/{article['article']['id']}"
    assert desk.post(f"{page}/purge", headers=SITE).status_code == 422
    assert desk.get(page).status_code == 200
    after = desk.post(f"{page}/purge", data={"sure": "true", "reason": "by law"}, headers=SITE)
    assert "Bridge" not in after.text
    assert "by law" in after.text
    assert desk.get(page).status_code == 410
    assert "Undo" not in after.text


def test_a_feed_is_followed_paused_and_removed(desk: TestClient) -> None:
    desk.app.state.worker.stop()  # nothing here is to go out
    feeds = desk.post("/feeds", data={"url": "https://post.example/feed", "every": "60"}, headers=SITE).text
    assert "every 60 minutes" in feeds
    feed = feeds.split('action="/feeds/')[1].split("/")[0]
    assert "paused" in desk.post(f"/feeds/{feed}/pause", headers=SITE).text
    assert "followed" in desk.post(f"/feeds/{feed}/resume", headers=SITE).text
    assert "https://post.example/feed" not in desk.post(f"/feeds/{feed}/remove", headers=SITE).text
    refused = desk.post("/feeds", data={"url": "ftp://post.example"}, headers=SITE)
    assert refused.status_code == 422
    assert "ftp://post.example" in refused.text


def test_what_is_not_there_is_not_found(desk: TestClient) -> None:
    for address in ("/imports/77", "/articles/77/upkeep", "/articles/77/changes"):
        assert desk.get(address).status_code == 404
    assert desk.post("/feeds/77/pause", headers=SITE).status_code == 404


def test_what_is_not_sent_stays_as_it_is(desk: TestClient, article: dict) -> None:
    page = f"/articles/{article['article']['id']}"
    desk.post(f"{page}/edit", data={"title": "Bridge closed"}, headers=SITE)
    assert desk.post(f"{page}/edit", headers=SITE).status_code == 422
    now = desk.get(f"/api/v1{page}").json()["article"]
    assert (now["title"], now["outlet"], now["url"]) == ("Bridge closed", "Post", URL)


@pytest.mark.parametrize(
    "url", ["http://[bad", "http://ex ample/", "javascript:alert(1)", "https://x/" + "a" * 2000]
)
def test_no_way_in_takes_what_is_no_address(desk: TestClient, article: dict, url: str) -> None:
    page = f"/articles/{article['article']['id']}"
    assert desk.post(f"{page}/edit", data={"url": url}, headers=SITE).status_code == 422
    assert desk.post("/add", data={"text": SECOND, "url": url}, headers=SITE).status_code == 422
    assert desk.post("/api/v1/articles", json={"text": SECOND, "url": url}).status_code == 422
    assert desk.post("/feeds", data={"url": url}, headers=SITE).status_code == 422
