import pytest
from fastapi.testclient import TestClient

from app.settings import MAX_TEXT, MAX_UPLOAD
from tests.web.conftest import client_for
from tests.web.sample import TEXT

ARTICLE = {
    "text": "Ann Lee said that the mill is closed.\n\nIt rained.",
    "title": "Mill",
    "outlet": "Kestle Courier",
    "author": "Wren Abara",
    "published_at": "2024-05-01T10:00:00+02:00",
    "url": "https://courier.example/mill",
}


def test_an_article_comes_back_with_its_claims(desk: TestClient) -> None:
    answer = desk.post("/api/v1/articles", json=ARTICLE)
    assert answer.status_code == 201
    article = answer.json()
    assert article["article"]["published"] == {"at": "2024-05-01T08:00:00Z", "precision": "time"}
    (claim,) = article["claims"]
    assert claim["quote"] == "the mill is closed"
    assert claim["content_spans"] == [[18, 36]]
    assert [source["name"] for source in claim["sources"]] == ["Ann Lee"]
    assert desk.get(answer.headers["location"]).json() == article


def test_the_same_article_is_stored_once(desk: TestClient) -> None:
    first = desk.post("/api/v1/articles", json=ARTICLE)
    again = desk.post("/api/v1/articles", json=ARTICLE)
    assert again.status_code == 200
    assert again.json() == first.json()


def test_an_article_can_be_given_as_its_page(desk: TestClient) -> None:
    words = (
        "The mill at Lower Kestle has been silent since the flood, and nobody has said when it opens. " * 8
    )
    body = f"<article><h1>Mill</h1><p>{words}</p></article>"
    page = f"<html><head><title>Mill</title></head><body>{body}</body></html>"
    answer = desk.post("/api/v1/articles", json={"html": page, "outlet": "Kestle Courier"})
    assert answer.status_code == 201
    assert words.strip() in answer.json()["text"]
    assert answer.json()["article"]["outlet"] == "Kestle Courier"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({}, "no article"),
        ({"url": "http://127.0.0.1/mill"}, "127.0.0.1"),
        ({"text": "a", "html": "b"}, "either text or html"),
        ({"text": " \n"}, "no text"),
        ({"text": "a\0b"}, "NUL"),
        ({"text": "a", "published_at": "soon"}, "soon"),
        ({"text": "a", "url": "javascript:alert(1)"}, "url"),
        ({"text": "a", "colour": "red"}, "colour"),
        ({"text": 1}, "text"),
        ({"text": "x" * (MAX_TEXT + 1)}, "1,000,000"),
    ],
)
def test_what_cannot_be_stored_is_refused_with_the_reason(
    desk: TestClient, body: object, reason: str
) -> None:
    answer = desk.post("/api/v1/articles", json=body)
    assert answer.status_code == 422
    assert reason in answer.json()["detail"]
    assert desk.get("/api/v1/articles").json()["total"] == 0


def test_a_lone_surrogate_is_refused(desk: TestClient) -> None:
    answer = desk.post(
        "/api/v1/articles", content=b'{"text": "a\\ud800b"}', headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("body", [b"", b"{", b'{"text": "\xff"}', b"[" * 100_000])
def test_what_is_not_json_is_refused(desk: TestClient, body: bytes) -> None:
    answer = desk.post("/api/v1/articles", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]


def test_an_upload_has_a_limit_whether_or_not_it_says_how_long_it_is(desk: TestClient) -> None:
    headers = {"Content-Type": "application/json"}
    chunk = b"x" * (MAX_UPLOAD // 4)
    told = desk.post("/api/v1/articles", content=chunk * 5, headers=headers)
    streamed = desk.post("/api/v1/articles", content=iter([chunk] * 5), headers=headers)
    assert told.status_code == streamed.status_code == 413
    assert streamed.json()["status"] == 413


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content-Type": "text/plain"}, 415),
        ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "https://elsewhere.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "rebound.example"}, 421),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:8000"}, 201),
        ({"Host": "desk.example"}, 201),
    ],
)
def test_pages_of_other_sites_cannot_add_articles(
    desk: TestClient, headers: dict[str, str], status: int
) -> None:
    answer = desk.post("/api/v1/articles", json=ARTICLE, headers=headers)
    assert answer.status_code == status


def test_nobody_writes_where_everybody_reads(database_url: str) -> None:
    client = client_for(database_url, public_read=True)
    assert client.post("/api/v1/articles", json=ARTICLE).status_code == 403
    assert client.get("/api/v1/articles").status_code == 200


def test_articles_claims_and_sources_are_listed(client: TestClient, ids: dict[str, int]) -> None:
    articles = client.get("/api/v1/articles?limit=2").json()
    assert (len(articles["rows"]), articles["total"]) == (2, 3)
    following = client.get("/api/v1/articles", params={"after": articles["next"]}).json()
    assert [row["article"]["id"] for row in following["rows"]] == [ids["bridge"]]
    assert client.get(f"/api/v1/articles/{ids['bridge']}").json()["text"] == TEXT
    assert client.get("/api/v1/claims?limit=3").json()["next"]
    source = client.get("/api/v1/sources/tobias-renn").json()
    assert source["row"]["claims"] == 2
    assert source["claims"]["total"] == 2


def test_a_claim_is_an_annotation_where_that_is_asked_for(client: TestClient, ids: dict[str, int]) -> None:
    claim = client.get(f"/api/v1/articles/{ids['bridge']}").json()["claims"][0]
    address = f"/api/v1/claims/{claim['id']}"
    plain = client.get(address)
    linked = client.get(
        address, headers={"Accept": 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'}
    )
    assert plain.json()["claim"] == claim
    assert linked.headers["content-type"].startswith("application/ld+json")
    assert all("Accept" in each.headers["vary"].split(", ") for each in (linked, plain))
    selector = linked.json()["target"][0]["selector"][0]
    assert selector["exact"] == claim["quote"]


@pytest.mark.parametrize("body", ['{"text": "Hi.", "title": "\\ud800"}', '{"\\ud800": 1, "text": "Hi."}'])
def test_half_a_surrogate_pair_is_refused_in_every_field(desk: TestClient, body: str) -> None:
    answer = desk.post("/api/v1/articles", content=body, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["detail"]
