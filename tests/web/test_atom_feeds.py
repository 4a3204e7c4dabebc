"""Feeds of lists, held against the rules of RFC 4287."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient
from fastfeedparser import parse
from lxml import etree

from app import actions
from app.domain import Draft, Precision
from tests.web.reading import claim_of

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
SITE = "https://desk.example"
FEEDS = (
    "/claims.atom",
    "/articles.atom",
    "/sources.atom",
    "/sources/ines-halloran.atom",
    "/claims.atom?q=nowhere",
)


def read(client: TestClient, path: str) -> etree._Element:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml"
    return etree.fromstring(answer.content)


def only(parent: etree._Element, name: str) -> str:
    [found] = parent.findall(f"{ATOM}{name}")
    return found.text or ""


def links(parent: etree._Element, rel: str) -> list[etree._Element]:
    return [link for link in parent.findall(f"{ATOM}link") if link.get("rel", "alternate") == rel]


def check_date(text: str) -> datetime:
    """3.3: RFC 3339, with an upper case T and Z."""
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z", text)
    return datetime.fromisoformat(text)


def check_common(parent: etree._Element) -> None:
    """4.1: one id, an absolute IRI (4.2.6), one title, one update; persons with one name (3.2)."""
    assert urlsplit(only(parent, "id")).scheme
    assert only(parent, "title").strip()
    check_date(only(parent, "updated"))
    for person in parent.findall(f"{ATOM}author"):
        assert only(person, "name").strip()
        assert len(person.findall(f"{ATOM}uri")) <= 1
    for link in parent.findall(f"{ATOM}link"):
        assert link.get("href")
    kinds = [(link.get("type"), link.get("hreflang")) for link in links(parent, "alternate")]
    assert len(kinds) == len(set(kinds))


def check_feed(root: etree._Element) -> None:
    assert root.tag == f"{ATOM}feed"
    check_common(root)
    assert root.findall(f"{ATOM}author")  # 4.1.1: unless every entry has one
    assert len(links(root, "self")) == 1
    entries = root.findall(f"{ATOM}entry")
    ids = [only(entry, "id") for entry in entries]
    assert len(ids) == len(set(ids))
    for entry in entries:
        check_common(entry)
        content = entry.findall(f"{ATOM}content")
        assert len(content) <= 1
        assert content or links(entry, "alternate")  # 4.1.2
        for each in content:
            assert each.get("type") == "xhtml"
            assert [child.tag for child in each] == [f"{XHTML}div"]  # 3.1.1.3
        for published in entry.findall(f"{ATOM}published"):
            check_date(published.text or "")
        for summary in entry.findall(f"{ATOM}summary"):
            assert summary.get("type", "text") == "text"
            assert len(summary) == 0


@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_keeps_the_rules(client: TestClient, path: str) -> None:
    root = read(client, path)
    check_feed(root)
    [itself] = links(root, "self")
    assert itself.get("href") == f"{SITE}{path}"
    assert client.get(links(root, "alternate")[0].get("href").removeprefix(SITE)).status_code == 200


@pytest.mark.parametrize("path", FEEDS[:4])
def test_readers_of_feeds_understand_it(client: TestClient, path: str) -> None:
    found = parse(client.get(path).content)
    assert found.entries
    for entry in found.entries:
        assert entry.title
        assert client.get(entry.link.removeprefix(SITE)).status_code == 200


def test_a_claim_is_by_who_says_it(client: TestClient, ids: dict[str, int]) -> None:
    root = read(client, "/claims.atom?source=ines-halloran&kind=direct")
    assert only(root, "title") == "Claims by Ines Halloran, direct"
    [entry] = root.findall(f"{ATOM}entry")
    assert only(entry, "id") == f"{SITE}/claims/{claim_of(client, ids['bridge'], 'angry drivers')}"
    assert only(entry, "title").startswith("Ines Halloran: “We would rather have angry drivers")
    assert only(entry.find(f"{ATOM}author"), "name") == "Ines Halloran"
    assert only(entry, "published") == "2024-11-19T00:00:00Z"
    assert "We would rather" in "".join(entry.find(f"{ATOM}content").itertext())


def test_what_was_read_is_never_markup(client: TestClient) -> None:
    for path in ("/articles.atom", "/claims.atom", "/sources.atom"):
        root = read(client, path)
        tags = {element.tag for element in root.iter()}
        assert tags <= {
            *(
                ATOM + name
                for name in ("feed", "id", "title", "updated", "author", "name", "uri", "generator")
            ),
            *(ATOM + name for name in ("link", "entry", "published", "content", "summary")),
            *(XHTML + name for name in ("div", "blockquote", "p", "a")),
        }
        assert all(not str(link.get("href")).startswith("javascript:") for link in root.iter(f"{ATOM}link"))


def test_signs_that_no_xml_may_hold_do_no_harm(desk: TestClient) -> None:
    pipeline = desk.app.state.pipeline
    pipeline.ingest(Draft("Ann Lee said that it \x0b holds \ufffe now.", title="A\x01 B\x1b"))
    for path in ("/claims.atom", "/articles.atom", "/sources.atom"):
        check_feed(read(desk, path))


def test_an_article_that_comes_in_late_is_new(desk: TestClient) -> None:
    pipeline = desk.app.state.pipeline
    for year, name in ((2031, "Ann Lee"), (1999, "Bo Renn")):
        published = datetime(year, 1, 5, tzinfo=UTC)
        pipeline.ingest(
            Draft(
                f"{name} said that it rains.",
                title=str(year),
                published_at=published,
                precision=Precision.DATE,
            )
        )
    titles = [only(entry, "title") for entry in read(desk, "/articles.atom").findall(f"{ATOM}entry")]
    assert titles == ["1999", "2031"]
    names = [only(entry, "title") for entry in read(desk, "/sources.atom").findall(f"{ATOM}entry")]
    assert names == ["Bo Renn", "Ann Lee"]


def test_a_feed_has_the_fifty_newest(desk: TestClient) -> None:
    text = " ".join(f"Ann Lee said that it rained {number} times." for number in range(60))
    for each in ("Bo Renn said that it snows.", text, "Cy Moss said that it hails."):
        desk.app.state.pipeline.ingest(Draft(each))
    entries = read(desk, "/claims.atom").findall(f"{ATOM}entry")
    assert len(entries) == 50
    assert only(entries[0], "title") == "Cy Moss said “it hails”"
    assert not any("snows" in only(entry, "title") for entry in entries)


def test_what_has_not_changed_is_not_sent_again(desk: TestClient) -> None:
    desk.app.state.pipeline.ingest(Draft("Ann Lee said that it rains."))
    first = desk.get("/claims.atom")
    for headers in (
        {"If-None-Match": first.headers["ETag"]},
        {"If-None-Match": f'"other", {first.headers["ETag"]}'},
        {"If-Modified-Since": first.headers["Last-Modified"]},
    ):
        again = desk.get("/claims.atom", headers=headers)
        assert again.status_code == 304
        assert again.content == b""
        assert again.headers["ETag"] == first.headers["ETag"]
    for headers in (
        {"If-None-Match": '"other"', "If-Modified-Since": first.headers["Last-Modified"]},
        {"If-Modified-Since": "yesterday"},
        {"If-Modified-Since": "Sat, 05 Jan 2019 00:00:00 GMT"},
    ):
        assert desk.get("/claims.atom", headers=headers).status_code == 200
    desk.app.state.pipeline.ingest(Draft("Bo Renn said that it snows."))
    assert desk.get("/claims.atom", headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_a_withdrawn_article_is_in_no_feed(desk: TestClient) -> None:
    pipeline = desk.app.state.pipeline
    article = pipeline.ingest(Draft("Ann Lee said that it rains.", title="Rain")).article_id
    actions.withdraw(pipeline.engine, article)
    for path in ("/claims.atom", "/articles.atom", "/sources.atom"):
        assert not read(desk, path).findall(f"{ATOM}entry")


@pytest.mark.parametrize(
    "path", ["/", "/?outlet=Kestle+Courier", "/claims?kind=direct", "/sources", "/sources/ines-halloran"]
)
def test_a_list_names_its_feed(client: TestClient, path: str) -> None:
    page = client.get(path).text
    [href] = re.findall(r'<link rel="alternate"\s+type="application/atom\+xml"\s+href="([^"]+)"', page)
    assert client.get(href.replace("&amp;", "&")).status_code == 200
    assert page.count(href) == 2  # and for people to follow
