import time
from datetime import UTC, datetime

import pytest

from app.domain import Precision
from app.read import ReadError, read_feed
from app.read.feed import find_feeds

RSS = """<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>Sample Courier</title>
<item><title>Pier &amp; café shut</title><link>/2025/pier</link><guid isPermaLink="false">abc-1</guid>
 <pubDate>Mon, 31 Mar 2025 18:30:00 +0100</pubDate></item>
<item><title>Only an id</title><guid>https://courier.example/2</guid></item>
<item><title>The same again</title><link>https://courier.example/2025/other</link><guid>abc-1</guid></item>
<item><title>No address</title><guid>abc-3</guid></item>
<item><title>Not of the web</title><link>javascript:alert(1)</link></item>
</channel></rss>""".encode("latin-1")
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Sample</title><entry>
<title type="html">&lt;b&gt;Pier&lt;/b&gt; shut</title><id>tag:courier.example,1</id>
<link rel="self" href="https://courier.example/1.xml"/><link rel="alternate" href="https://courier.example/1"/>
<updated>2025-04-01T00:10:00Z</updated><published>2025-03-31</published></entry></feed>"""
JSON = b"""{"version": "https://jsonfeed.org/version/1.1", "title": "Sample", "items": [{"id": "1",
"url": "https://courier.example/1", "title": "Pier shut", "date_published": "2025-03-31T18:30:00+01:00"}]}"""
MOMENT = datetime(2025, 3, 31, 17, 30, tzinfo=UTC)


def test_rss() -> None:
    feed = read_feed(RSS, "feed", url="https://courier.example/rss")
    assert feed.title == "Sample Courier"
    assert [(entry.id, entry.url, entry.title) for entry in feed.entries] == [
        ("abc-1", "https://courier.example/2025/pier", "Pier & café shut"),
        ("https://courier.example/2", "https://courier.example/2", "Only an id"),
    ]
    assert (feed.entries[0].published_at, feed.entries[0].precision) == (MOMENT, Precision.TIME)
    assert (feed.entries[1].published_at, feed.entries[1].precision) == (None, Precision.NONE)


def test_atom() -> None:
    [entry] = read_feed(ATOM, "feed").entries
    assert (entry.id, entry.url, entry.title) == (
        "tag:courier.example,1",
        "https://courier.example/1",
        "Pier shut",
    )
    assert (entry.published_at, entry.precision) == (datetime(2025, 3, 31, tzinfo=UTC), Precision.DATE)


def test_json_feed() -> None:
    [entry] = read_feed(JSON, "feed").entries
    assert (entry.id, entry.url, entry.title) == ("1", "https://courier.example/1", "Pier shut")
    assert entry.published_at == MOMENT


BILLION = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>
<rss><channel><title>&b;</title></channel></rss>"""


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (BILLION, "declares entities of its own"),
        (BILLION.replace(b"ENTITY", b"entity"), "declares entities of its own"),
        (BILLION.decode().encode("utf-16"), "declares entities of its own"),
        (b"<rss><channel>" + b"<a>" * 600, "nested more than 512 deep"),
        (b'{"items":' + b"[" * 100_000, "no feed"),
        (b"", "no feed"),
        (b"plain words", "no feed"),
        (b"<html><body>A page</body></html>", "no feed"),
        (b'{"items": 3}', "no feed"),
        (b"\x89PNG\r\n\x1a\n", "no feed"),
    ],
)
def test_what_is_no_feed_or_hostile_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=rf"^courier: .*{reason}"):
        read_feed(data, "courier")


def test_a_title_of_many_open_brackets_takes_no_time() -> None:
    data = b"<rss><channel><item><link>https://a.example</link><title>%b</title></item></channel></rss>"
    began = time.process_time()
    read_feed(data % (b"&lt;a" * 1_000_000), "feed")
    assert time.process_time() - began < 5


def test_an_external_entity_is_not_opened() -> None:
    with pytest.raises(ReadError, match="entities"):
        read_feed(b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>', "feed")


def test_feeds_that_a_page_names() -> None:
    page = """<html><head><link rel="stylesheet" href="a.css"><link rel="alternate" type="application/rss+xml"
    href="/rss"><link rel="alternate" type="text/html" href="/en"><link rel="alternate"
    type="application/atom+xml" href="https://other.example/atom"><link rel="alternate"
    type="application/rss+xml" href="/rss"></head><body><p>News</p></body></html>"""
    assert find_feeds(page, "https://courier.example/a/b") == (
        "https://courier.example/rss",
        "https://other.example/atom",
    )
    assert find_feeds("<html><body><p>News</p></body></html>", "https://courier.example/") == ()
