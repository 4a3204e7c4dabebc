"""Adding an article in the browser: what was read is shown and mended before it is stored."""

import html
import re
import time

import httpx
import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.pipeline import Pipeline
from app.read import Fetcher
from app.settings import Settings
from app.store.session import make_engine
from tests.web.conftest import OnlySaid

TEXT = "The bridge is shut.\n\nAnn Lee said that it would open in May. Nobody else was heard on the matter."
PAGE = f"""<!doctype html><html><head><title>Bridge is shut</title>
<meta property="og:site_name" content="Oldcastle Post"><meta name="author" content="Bea Moss"></head>
<body><article><h1>Bridge is shut</h1><p>{TEXT.replace(chr(10) * 2, "</p><p>")}</p>
<p>The bridge carries four thousand cars a day, most of them to the harbour and back again.</p>
</article></body></html>"""
SITE = {"Origin": "http://127.0.0.1:8000"}


def fields_of(page: str) -> dict[str, str]:
    """What the form of the preview would send."""
    found = dict(re.findall(r'<input id="(\w+)"\s+name="\w+"\s+value="([^"]*)"', page))
    text = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", page, re.DOTALL)
    assert text
    return {name: html.unescape(value) for name, value in {**found, "text": text[1]}.items()}


def finished(desk: TestClient, address: str) -> str:
    """The page of an import once the worker is done with it."""
    for _ in range(200):
        page = desk.get(address).text
        if "Finished" in page:
            return page
        time.sleep(0.05)
    raise AssertionError(page)


def test_text_is_shown_before_it_is_stored(desk: TestClient) -> None:
    preview = desk.post("/add/read", data={"text": TEXT.replace("\n", "\r\n")}, headers=SITE)
    assert preview.status_code == 200
    assert desk.get("/api/v1/articles").json()["total"] == 0
    sent = fields_of(preview.text) | {"title": "Bridge is shut", "published": "2031-05-01"}
    assert sent["text"] == TEXT
    stored = desk.post("/add", data=sent, headers=SITE, follow_redirects=False)
    assert stored.status_code == 303
    article = desk.get(f"/api/v1{stored.headers['location']}").json()
    assert (article["text"], article["article"]["title"]) == (TEXT, "Bridge is shut")
    assert [claim["quote"] for claim in article["claims"]] == ["it would open in May"]


def test_a_file_is_read_by_what_it_holds(desk: TestClient) -> None:
    preview = desk.post("/add/read", files={"file": ("saved.txt", PAGE.encode())}, headers=SITE)
    fields = fields_of(preview.text)
    assert (fields["title"], fields["outlet"], fields["author"]) == (
        "Bridge is shut",
        "Oldcastle Post",
        "Bea Moss",
    )
    assert fields["text"].startswith(TEXT)


def test_a_page_handed_over_keeps_its_address(desk: TestClient) -> None:
    sent = {"html": PAGE, "url": "https://post.example/bridge"}
    fields = fields_of(desk.post("/add/read", data=sent, headers=SITE).text)
    assert fields["url"] == sent["url"]
    assert desk.get("/add/page").headers["cross-origin-opener-policy"] == "unsafe-none"
    assert desk.get("/add").headers["cross-origin-opener-policy"] == "same-origin"


def test_a_long_page_can_be_handed_over(desk: TestClient) -> None:
    long = PAGE.replace("</body>", f"<!-- {'x' * 3_000_000} --></body>")
    assert desk.post("/add/read", data={"html": long}, headers=SITE).status_code == 200


def test_an_address_is_fetched_through_the_guard(database_url: str) -> None:
    def site(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, html=PAGE)

    fetcher = Fetcher(resolver=lambda host: ["93.184.216.34"], transport=httpx.MockTransport(site))
    pipeline = Pipeline(make_engine(database_url), OnlySaid(), ())
    app = create_app(Settings(database_url=database_url), pipeline, fetcher)
    with TestClient(app, base_url="http://127.0.0.1:8000") as client:
        found = fields_of(client.post("/add/read", data={"url": "https://post.example/b"}, headers=SITE).text)
        assert (found["title"], found["url"]) == ("Bridge is shut", "https://post.example/b")
        refused = client.post("/add/read", data={"url": "http://127.0.0.1:8000/"}, headers=SITE)
        assert refused.status_code == 422
        assert "127.0.0.1" in refused.text
    pipeline.engine.dispose()


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        ({}, "There is nothing to read"),
        ({"text": "NUL: \0"}, "NUL"),
        ({"url": "file:///etc/passwd"}, "file:///etc/passwd"),
    ],
)
def test_what_cannot_be_read_says_why_and_keeps_what_was_typed(
    desk: TestClient, sent: dict[str, str], reason: str
) -> None:
    answer = desk.post("/add/read", data=sent, headers=SITE)
    assert answer.status_code == 422
    assert reason in html.unescape(answer.text)


def test_a_date_that_is_none_loses_nothing(desk: TestClient) -> None:
    sent = {"text": TEXT, "title": "Bridge & tunnel", "published": "next week", "outlet": "Post"}
    answer = desk.post("/add", data=sent, headers=SITE)
    assert answer.status_code == 422
    assert "is no date" in answer.text
    kept = fields_of(answer.text)
    assert {name: kept[name] for name in sent} == sent


def test_the_same_article_again_leads_to_the_one_there(desk: TestClient) -> None:
    sent = {"text": TEXT, "outlet": "Post"}
    first = desk.post("/add", data=sent, headers=SITE, follow_redirects=False).headers["location"]
    again = desk.post("/add", data=sent, headers=SITE)
    assert "there already" in again.text
    assert f'href="{first}"' in again.text


def test_a_phone_shares_an_address_in_any_of_three_fields(desk: TestClient) -> None:
    address = "https://post.example/bridge"
    for query in ({"url": address}, {"text": f"Read this: {address}"}, {"title": address}):
        assert f'value="{address}"' in desk.get("/add", params=query).text


def test_another_site_cannot_add(desk: TestClient) -> None:
    answer = desk.post("/add", data={"text": TEXT}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 403
    assert desk.get("/api/v1/articles").json()["total"] == 0


def test_several_files_are_an_import(desk: TestClient) -> None:
    files = [("file", (f"{n}.txt", f"{TEXT} Number {n}.".encode())) for n in range(3)]
    files.append(("file", ("broken.pdf", b"no PDF")))
    answer = desk.post("/add/read", files=files, headers=SITE, follow_redirects=False)
    assert answer.status_code == 303
    address = answer.headers["location"]
    page = finished(desk, address)
    assert "3 stored" in page
    assert "1 failed" in page
    assert "broken.pdf" in page
    assert "Try again" not in page
    assert "0.txt and 3 more" in desk.get("/imports").text
