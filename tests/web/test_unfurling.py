"""Links of the site where they are pasted: tags, pictures and oEmbed, and nothing for who may not see."""

import re
from html import unescape
from io import BytesIO
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from app.domain import Draft, Role
from app.store.session import write_session
from app.store.versions import add_version
from tests.web.linked import TWELVE, fill_linked
from tests.web.people import add_people, browser
from tests.web.reading import claim_of
from tests.web.sample import BRIDGE, HOSTILE_TITLE, SCRIPT, TITLE, fill

SITE = "https://desk.example"
META = re.compile(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)">')
ALWAYS = {
    "og:site_name", "og:type", "og:title", "og:description", "og:url", "og:image", "og:image:type",
    "og:image:width", "og:image:height", "og:image:alt", "twitter:card", "twitter:title",
    "twitter:description", "twitter:image", "twitter:image:alt",
}  # fmt: skip


@pytest.fixture
def pier(client: TestClient, ids: dict[str, int]) -> str:
    return claim_of(client, ids["bridge"], "third pier")


@pytest.fixture
def paths(ids: dict[str, int], pier: str) -> list[str]:
    bridge = f"/articles/{ids['bridge']}"
    return [f"/claims/{pier}", bridge, "/sources/tobias-renn", f"/compare?article={ids['bridge']}"]


def tags(page: str) -> dict[str, str]:
    return {name: unescape(content) for name, content in META.findall(page)}


def size(png: bytes) -> tuple[int, int]:
    image = Image.open(BytesIO(png))
    assert image.format == "PNG"
    return image.size


def test_pages_tell_what_they_are(client: TestClient, paths: list[str]) -> None:
    for path in paths:
        page = client.get(path).text
        told = tags(page)
        assert set(told) == ALWAYS, path
        assert told["og:url"] == f"{SITE}{path}"
        assert f'<link rel="canonical" href="{SITE}{path}">' in page
        picture = client.get(told["og:image"].removeprefix(SITE))
        assert picture.headers["content-type"] == "image/png", path
        assert size(picture.content) == (int(told["og:image:width"]), int(told["og:image:height"]))


def test_a_claim_says_who_and_what(client: TestClient, pier: str) -> None:
    told = tags(client.get(f"/claims/{pier}").text)
    assert told["og:title"] == "Tobias Renn said: a third pier “might not last the winter”"
    assert told["og:description"] == (
        "Tobias Renn, citing Deepline, as reported in Kestle Courier, 19 November 2024"
    )
    assert told["og:image:alt"].startswith("Tobias Renn: a third pier")


def test_an_article_is_known_by_its_headline(client: TestClient, ids: dict[str, int]) -> None:
    told = tags(client.get(f"/articles/{ids['bridge']}?source=tobias-renn").text)
    assert told["og:title"] == TITLE
    assert "11 claims" in told["og:description"]
    assert told["og:url"] == f"{SITE}/articles/{ids['bridge']}"


def test_hostile_words_stay_words_in_tags_and_pictures(client: TestClient, ids: dict[str, int]) -> None:
    key = claim_of(client, ids["hostile"], "stands in the log")
    for path in (f"/claims/{key}", f"/articles/{ids['hostile']}"):
        head = client.get(path).text.partition("</head>")[0]
        assert "<script>" not in head
        assert "<img" not in head
        assert set(tags(head)) == ALWAYS
        assert size(client.get(f"{path}/preview.png").content) == (1200, 630)
    assert SCRIPT[:40] in tags(client.get(f"/claims/{key}").text)["og:title"]
    assert tags(client.get(f"/articles/{ids['hostile']}").text)["og:title"] == HOSTILE_TITLE


def test_a_picture_that_a_client_has_is_not_sent_again(client: TestClient, pier: str) -> None:
    first = client.get(f"/claims/{pier}/preview.png")
    again = client.get(f"/claims/{pier}/preview.png", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = client.get("/sources/tobias-renn/preview.png")
    assert other.headers["etag"] != first.headers["etag"]


def test_there_are_no_pictures_of_what_is_not_there(client: TestClient) -> None:
    for path in ("/claims/nobody", "/articles/99", "/sources/nobody", "/s/nobody"):
        assert client.get(f"{path}/preview.png").status_code == 404, path


def test_a_share_link_unfurls_as_what_it_shows(desk: TestClient) -> None:
    keys = fill_linked(desk.app.state.pipeline)
    paths = f"/claims/{keys[TWELVE]}/share", "/articles/1/share", f"/compare/share?claim={keys[TWELVE]}"
    for path in paths:
        made = desk.post(path, data={"note": "for Ada"}).text
        [link] = re.findall(r'value="(https://desk\.example/s/[\w-]+)"', made)
        page = desk.get(link.removeprefix(SITE)).text
        told = tags(page)
        assert set(told) == ALWAYS
        assert (told["og:url"], told["og:image"]) == (link, f"{link}/preview.png")
        assert "canonical" not in page
        assert "for Ada" not in page
        picture = desk.get(told["og:image"].removeprefix(SITE))
        assert size(picture.content) == (1200, 630)
        assert picture.headers["cross-origin-resource-policy"] == "cross-origin"
        embedded = desk.get("/oembed", params={"url": link})
        assert embedded.json()["title"] == told["og:title"]
        assert embedded.headers["cache-control"] == "no-store"


def unfurled(desk: TestClient, link: str) -> list[str]:
    """What a chat shows of a link: its title, the line below it, what its picture says, and the quotation."""
    told = tags(desk.get(link).text)
    embedded = desk.get("/oembed", params={"url": f"{SITE}{link}"}).json()
    assert embedded["title"] == told["og:title"]
    return [told["og:title"], told["og:description"], told["og:image:alt"], unescape(embedded["html"])]


def shared(desk: TestClient, path: str, **fields: str) -> str:
    return re.search(
        r'value="https://desk\.example(/s/[\w-]+)"', desk.post(f"{path}/share", data=fields).text
    )[1]


def test_a_share_link_tells_where_it_is_pasted_what_became_of_it(desk: TestClient) -> None:
    ids = fill(desk.app.state.pipeline.engine)
    key, article = claim_of(desk, ids["bridge"], "third pier"), f"/articles/{ids['bridge']}"
    links = [shared(desk, f"/claims/{key}"), shared(desk, article), shared(desk, article, whole="yes")]
    before = [desk.get(f"{link}/preview.png").headers["etag"] for link in links]
    assert not [words for link in links for words in unfurled(desk, link) if "since" in words]
    desk.post("/sources/tobias-renn/rename", data={"name": "Thomas Wren"})
    for link in links:
        assert all("hanged since" in words for words in unfurled(desk, link)[:3]), link
        assert "Thomas Wren" not in str(unfurled(desk, link))
    desk.post(f"/claims/{key}/edit", data={"do": "remove"})
    title, line, alt, html = unfurled(desk, links[0])
    assert title.startswith("Removed since: Tobias Renn said")
    assert line.startswith("Removed since then.")
    assert "Removed since" in alt
    assert "Removed since then." in html
    assert unfurled(desk, links[1])[0].startswith("Changed since: ")
    after = [desk.get(f"{link}/preview.png").headers["etag"] for link in links]
    assert not set(before) & set(after)  # the pictures are others


def test_a_collection_that_was_deleted_is_told_to_be(desk: TestClient) -> None:
    ids = fill(desk.app.state.pipeline.engine)
    keys = [claim_of(desk, ids["bridge"], words) for words in ("third pier", "angry drivers")]
    path = desk.post("/collections", data={"name": "Piers"}, follow_redirects=False).headers["location"]
    collection = path.rpartition("/")[2]
    desk.post(f"/claims/{keys[0]}/gather", data={"collection": collection})
    link = shared(desk, path)
    assert "since" not in desk.get(link).text.partition("<footer")[0]
    desk.post(f"/claims/{keys[1]}/gather", data={"collection": collection})
    assert "holds other claims since" in desk.get(link).text
    assert "angry drivers" not in desk.get(link).text
    assert unfurled(desk, link)[0] == "Changed since: Piers"
    seen = re.search(r'name="seen" value="([^"]*)"', desk.get(path).text)
    deleted = desk.post(f"{path}/delete", data={"seen": seen[1]} if seen else {}, follow_redirects=False)
    assert deleted.status_code == 303
    page = desk.get(link)
    assert page.status_code == 200
    assert "The collection was deleted since this was shared" in page.text
    assert "third pier" in page.text
    assert unfurled(desk, link)[0] == "The collection was deleted since: Piers"


def test_oembed_tells_a_claim_as_a_quotation(client: TestClient, pier: str) -> None:
    address = f"{SITE}/claims/{pier}"
    page = client.get(f"/claims/{pier}").text
    assert f'href="{SITE}/oembed?format=json&amp;url={quote(address, safe="/")}"' in page
    told = client.get("/oembed", params={"url": address, "format": "json"}).json()
    assert (told["version"], told["type"], told["width"]) == ("1.0", "rich", 600)
    assert told["html"].startswith(f'<blockquote cite="{address}">')
    assert "a third pier “might not last the winter”" in told["html"]
    assert told["thumbnail_url"] == f"{address}/preview.png"
    narrow = client.get("/oembed", params={"url": address, "maxwidth": 320, "maxheight": 100}).json()
    assert (narrow["width"], narrow["height"]) == (320, 100)
    assert "thumbnail_url" not in narrow


def test_oembed_escapes(client: TestClient, ids: dict[str, int]) -> None:
    key = claim_of(client, ids["hostile"], "stands in the log")
    html = client.get("/oembed", params={"url": f"{SITE}/claims/{key}"}).json()["html"]
    assert set(re.findall(r"</?(\w+)", html)) == {"blockquote", "p", "footer", "a"}


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("https://elsewhere.example/claims/{key}", 404),
        ("https://desk.example.elsewhere.example/claims/{key}", 404),
        ("https://elsewhere.example@desk.example/claims/{key}", 404),
        ("javascript:/claims/{key}", 404),
        ("//desk.example/claims/{key}", 404),
        ("https://desk.example/claims/{key}/edit", 404),
        ("https://desk.example/articles/1", 404),
        ("https://desk.example/claims/nobody", 404),
        ("https://desk.example/s/nobody", 404),
        ("https://[", 404),
        ("", 404),
        ("http://desk.example/claims/{key}/", 200),
        ("https://desk.example/claims/{key}?version=1#top", 200),
    ],
)
def test_oembed_knows_the_site_alone(client: TestClient, pier: str, url: str, status: int) -> None:
    answer = client.get("/oembed", params={"url": url.format(key=pier)})
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("application/json")


def test_oembed_is_told_as_json_alone(client: TestClient, pier: str) -> None:
    params = {"url": f"{SITE}/claims/{pier}"}
    assert client.get("/oembed", params=params | {"format": "xml"}).status_code == 501
    assert client.get("/oembed", params=params | {"format": "yaml"}).status_code == 422
    assert client.get("/oembed", params=params | {"maxwidth": "0"}).status_code == 422
    assert client.get("/oembed").status_code == 422


def test_who_may_not_see_a_page_is_told_nothing_of_it(desk: TestClient) -> None:
    """With accounts, a chat that asks for a link gets the way to sign in, whatever the link."""
    engine = desk.app.state.pipeline.engine
    ids = fill(engine)
    key = claim_of(desk, ids["bridge"], "third pier")
    [link] = re.findall(r'value="https://desk\.example(/s/[\w-]+)"', desk.post(f"/claims/{key}/share").text)
    add_people(engine)
    nobody, reader = browser(desk.app), browser(desk.app, Role.READER)
    pages = (f"/claims/{key}", f"/articles/{ids['bridge']}", "/sources/tobias-renn", "/compare?q=pier")
    for path in pages:
        answer = nobody.get(path, follow_redirects=True)
        assert "/login" in str(answer.url), path
        assert "og:" not in answer.text
        assert not re.search("pier”|Renn|Kestle|swing", answer.text)
        assert reader.get(path).status_code == 200
    for path in pages[:3]:
        refused, missing = nobody.get(f"{path}/preview.png"), nobody.get("/claims/nobody/preview.png")
        assert refused.status_code == missing.status_code == 401, path
        assert "image" not in refused.headers["content-type"]
        assert reader.get(f"{path}/preview.png").status_code == 200
    for name in (key, "nobody"):
        assert nobody.get("/oembed", params={"url": f"{SITE}/claims/{name}"}).status_code == 401
    assert reader.get("/oembed", params={"url": f"{SITE}/claims/{key}"}).status_code == 200
    for path in (link, f"{link}/preview.png", f"/oembed?url={SITE}{link}"):
        assert nobody.get(path).status_code == 200, path


def test_who_may_share(desk: TestClient) -> None:
    engine = desk.app.state.pipeline.engine
    ids = fill(engine)
    key = claim_of(desk, ids["bridge"], "third pier")
    add_people(engine)
    statuses = {
        role: (client.post(f"/claims/{key}/share").status_code, client.get("/shares").status_code)
        for role in (None, *Role)
        for client in (browser(desk.app, role),)
    }
    assert statuses[None] == (401, 303)
    assert statuses[Role.READER] == (403, 403)
    assert statuses[Role.EDITOR] == statuses[Role.ADMIN] == (201, 200)
    assert "by Edda Lund" in browser(desk.app, Role.EDITOR).get("/shares").text
    assert browser(desk.app).post("/shares/1/revoke").status_code == 401
    assert browser(desk.app, Role.READER).post("/shares/1/revoke").status_code == 403


def test_a_link_to_a_version_unfurls_as_that_version(desk: TestClient) -> None:
    ids = fill(desk.app.state.pipeline.engine)
    key = claim_of(desk, ids["bridge"], "third pier")
    desk.post("/sources/tobias-renn/rename", data={"name": "Thomas Wren"})
    pinned, now = f"/claims/{key}?version=1", f"/claims/{key}"
    with write_session(desk.app.state.pipeline.engine) as session:
        later = Draft("It opened.", title="Open", url=BRIDGE.url)
        add_version(session, ids["bridge"], later, None, extractor="1", known=())
    told = tags(desk.get(pinned).text)
    assert told["og:url"] == f"{SITE}{pinned}"
    assert told["og:image"] == f"{SITE}/claims/{key}/preview.png?version=1"
    assert told["og:title"].startswith("Gone since: Thomas Wren said")
    assert size(desk.get(told["og:image"].removeprefix(SITE)).content) == (1200, 630)
    embedded = desk.get("/oembed", params={"url": f"{SITE}{pinned}"}).json()
    assert embedded["title"] == told["og:title"]
    assert embedded["thumbnail_url"] == told["og:image"]
    assert f'href="{SITE}{pinned}"' in embedded["html"]
    assert desk.get("/oembed", params={"url": f"{SITE}{now}"}).status_code == 410
    assert desk.get(f"/claims/{key}/preview.png").status_code == 410
    for version in ("2", "99"):
        assert desk.get(f"/claims/{key}/preview.png?version={version}").status_code in (404, 410)


def test_a_matter_can_be_shared_and_unfurls(desk: TestClient) -> None:
    keys = fill_linked(desk.app.state.pipeline)
    path = f"/compare/{keys[TWELVE]}"
    page = desk.get(path).text
    told = tags(page)
    assert set(told) == ALWAYS
    assert told["og:url"] == f"{SITE}{path}"
    assert told["og:title"].startswith("Who says what: At least 12 people were hurt at the mill")
    assert size(desk.get(f"{path}/preview.png").content) == (1200, 630)
    assert f'action="{path}/share"' in page
    outside = unescape(desk.get(shared(desk, path)).text)
    for words in ("Ann Lee", "Bo Renn", "at least 12 people", "30 people", "they differ"):
        assert words in re.sub(r"<[^>]+>", "", outside), words
    assert "the mill may be old" not in outside
    assert f'href="{path}"' in desk.get("/shares").text
    assert desk.get("/compare/nobody/preview.png").status_code == 404
    assert desk.post("/compare/nobody/share").status_code == 404


def test_oembed_says_what_is_wrong_with_a_question(client: TestClient) -> None:
    for query in ("", "url=x&format=yaml", "url=x&maxwidth=0", "url=x&maxheight=wide", "url=" + "x" * 2001):
        answer = client.get(f"/oembed?{query}")
        assert answer.status_code == 422, query
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["errors"]
    missing = client.get("/oembed", params={"url": f"{SITE}/claims/nobody"})
    assert (missing.json()["status"], missing.json()["title"]) == (404, "Not found")
    many = client.get("/oembed", params={"url": f"{SITE}/claims/nobody?{'&'.join(['a=1'] * 100)}"})
    assert many.status_code == 404
