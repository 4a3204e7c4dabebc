"""Articles and feeds by their URLs, as a server gives them."""

import httpx
import pytest

from app.read import FetchError, ReadError, read_given, read_url, visit_feed
from tests.read.documents import make_docx, make_pdf, paragraph
from tests.read.internet import internet, page
from tests.read.test_feed import JSON, RSS
from tests.read.test_html import PAGE

URL = "https://news.example/pier"
WORDS = "The harbour board closed the north pier on Monday, it said."
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def test_a_page_is_read_under_the_address_that_it_came_from() -> None:
    answers = iter([httpx.Response(301, headers={"Location": "/2025/pier"}), page(PAGE)])
    draft = read_given(f" {URL} ", internet(lambda _: next(answers)))
    assert draft.title == "North pier closes for a year"
    assert draft.url == "https://news.example/2025/pier"


def test_the_server_s_word_on_the_encoding_counts() -> None:
    body = PAGE.replace("Ida Rem", "Jiří Novák").encode("iso-8859-2", "xmlcharrefreplace")
    answer = page(body, **{"Content-Type": "text/html; charset=ISO-8859-2"})
    assert "said Jiří Novák" in read_url(URL, internet(lambda _: answer)).text


@pytest.mark.parametrize(
    ("content_type", "data"),
    [
        ("application/pdf", make_pdf([WORDS])),
        (DOCX_TYPE, make_docx(paragraph(WORDS))),
        ("text/plain; charset=utf-8", WORDS.encode()),
    ],
)
def test_files_are_read_too(content_type: str, data: bytes) -> None:
    draft = read_url(URL, internet(lambda _: page(data, **{"Content-Type": content_type})))
    assert (draft.text, draft.url) == (WORDS, URL)


def test_a_page_without_an_article_is_named_by_its_address() -> None:
    with pytest.raises(ReadError, match=r"^https://news\.example/pier: no article was found"):
        read_url(URL, internet(lambda _: page("<html><body></body></html>")))


def test_a_feed_is_visited_and_visited_again() -> None:
    asked: list[httpx.Request] = []

    def site(request: httpx.Request) -> httpx.Response:
        if request.headers.get("If-None-Match") == '"1"':
            return httpx.Response(304)
        return page(RSS, **{"Content-Type": "application/rss+xml", "ETag": '"1"', "Last-Modified": "then"})

    fetcher = internet(site, asked)
    first = visit_feed("https://news.example/rss", fetcher)
    assert first.feed is not None
    assert first.feed.entries[0].url == "https://news.example/2025/pier"
    again = visit_feed(first.url, fetcher, etag=first.etag, last_modified=first.last_modified)
    assert again.feed is None
    assert (again.etag, again.last_modified) == ('"1"', "then")
    assert asked[1].headers["If-Modified-Since"] == "then"


def test_a_page_leads_to_the_feed_that_it_names() -> None:
    home = '<html><head><link rel="alternate" type="application/feed+json" href="/feed.json"></head></html>'
    answers = {"/": page(home), "/feed.json": page(JSON, **{"Content-Type": "application/feed+json"})}
    visit = visit_feed("https://news.example/", internet(lambda request: answers[request.url.path]))
    assert visit.url == "https://news.example/feed.json"
    assert visit.feed is not None


def test_the_feed_that_a_page_names_is_guarded_too() -> None:
    home = (
        '<html><head><link rel="alternate" type="application/rss+xml" href="http://127.0.0.1/"></head></html>'
    )
    asked: list[httpx.Request] = []
    with pytest.raises(FetchError, match="is not on the public internet"):
        visit_feed("https://news.example/", internet(lambda _: page(home), asked))
    assert len(asked) == 1


def test_a_page_without_feeds_is_named() -> None:
    with pytest.raises(ReadError, match="it names no feed"):
        visit_feed("https://news.example/", internet(lambda _: page(PAGE)))
