"""The queue of names in doubt."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from tests.web.conftest import client_for
from tests.web.test_corrections_pages import refused, send


@pytest.fixture
def town(desk: TestClient) -> TestClient:
    """Ann Lee has made a claim, and in another article somebody called Lee."""
    for text in ("Ann Lee said that the mill is closed.", "Mr Lee said that the ferry is late."):
        assert desk.post("/api/v1/articles", json={"text": text}).status_code == 201
    return desk


def key_of(client: TestClient) -> str:
    return unescape(re.search(r'name="key" value="([^"]+)"', client.get("/review").text)[1])


def claims(client: TestClient, slug: str) -> int:
    return client.get(f"/api/v1/sources/{slug}").json()["row"]["claims"]


def test_a_name_in_doubt_is_shown_with_its_sentence_and_who_it_may_be(town: TestClient) -> None:
    page = town.get("/review").text
    assert page.count('class="doubt"') == 1
    assert "the ferry is late" in page
    assert re.search(r'<b class="who first">[^<]*Lee</b>', page)
    assert re.search(r'value="ann-lee"\s+data-key="1"', page)
    assert 'data-key="n"' in page


def test_one_click_settles_it_and_another_takes_it_back(town: TestClient) -> None:
    page = send(town, "/review", key=key_of(town), to="ann-lee")
    assert claims(town, "ann-lee") == 2
    settled = town.get(page).text
    assert "Nothing is in doubt." in settled
    assert "Ann Lee" in settled
    event = re.search(r'name="event" value="(\d+)"', settled)[1]
    assert send(town, "/review/undo", event=event) == "/review"
    assert claims(town, "ann-lee") == 1
    assert key_of(town)


def test_what_was_settled_is_remembered_for_the_next_article(town: TestClient) -> None:
    send(town, "/review", key=key_of(town), to="ann-lee")
    town.post("/api/v1/articles", json={"text": "Mr Lee said that the bridge is shut."})
    assert claims(town, "ann-lee") == 3
    assert "Nothing is in doubt." in town.get("/review").text


def test_it_may_be_somebody_new_or_somebody_typed(town: TestClient) -> None:
    key = key_of(town)
    slug = re.search(r"source=([\w-]+)", send(town, "/review", key=key, to="new"))[1]
    assert claims(town, slug) == 1
    assert "in doubt no longer" in refused(town, "/review", key=key, to="ann-lee")


def test_a_name_that_is_not_there_is_kept_in_the_field(town: TestClient) -> None:
    key = key_of(town)
    page = refused(town, "/review", key=key, into="Cy Nobody")
    assert "There is no source called Cy Nobody" in page
    assert 'value="Cy Nobody"' in page
    assert send(town, "/review", key=key, into="Ann Lee").startswith("/review?settled=")


def test_an_empty_queue_says_so(desk: TestClient) -> None:
    assert "Nothing is in doubt." in desk.get("/review").text


def test_where_everybody_reads_the_queue_is_shown_without_its_forms(
    filled: tuple[str, dict[str, int]],
) -> None:
    client = client_for(filled[0], public_read=True)
    for path in ("/review", "/sources", "/sources/tobias-renn", "/merge?source=deepline&source=tobias-renn"):
        page = client.get(path)
        assert page.status_code == 200
        assert 'method="post"' not in page.text or path.startswith("/merge")
        assert "Undo" not in page.text


def test_an_address_that_names_nothing_shows_the_queue(client: TestClient) -> None:
    for query in ("settled=999999&source=zzz", "source=zzz", "settled=999999", "source=zzz&of=names"):
        answer = client.get(f"/review?{query}")
        assert answer.status_code == 200, query
        assert "zzz" not in answer.text
