"""Fetching from the public internet: what comes back, and what is said when nothing does."""

import gzip
import time
from collections.abc import Iterator

import httpx
import pytest

from app.read import FetchError
from app.read import answers as limits
from app.read.fetch import FEEDS
from tests.read.internet import internet, page

URL = "https://news.example/pier"


def test_what_the_server_says_of_a_page_is_kept() -> None:
    asked: list[httpx.Request] = []
    site = lambda _: page("<p>Zu</p>", ETag='"7"', **{"Last-Modified": "Mon, 31 Mar 2025 17:30:00 GMT"})  # noqa: E731
    answer = internet(site, asked).get(URL + "?a=1#part")
    assert (answer.url, answer.data, answer.charset) == (URL + "?a=1", b"<p>Zu</p>", "utf-8")
    assert (answer.etag, answer.last_modified) == ('"7"', "Mon, 31 Mar 2025 17:30:00 GMT")
    [request] = asked
    assert request.headers["Host"] == "news.example"
    assert "Cookie" not in request.headers


def test_nothing_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert internet(lambda _: page()).get(URL).data


def test_unchanged_is_told_apart() -> None:
    asked: list[httpx.Request] = []
    fetcher = internet(lambda _: httpx.Response(304, headers={"ETag": '"7"'}), asked)
    answer = fetcher.get(URL, etag='"7"', last_modified="Mon, 31 Mar 2025 17:30:00 GMT")
    assert answer.not_modified
    assert answer.data == b""
    assert asked[0].headers["If-None-Match"] == '"7"'
    assert asked[0].headers["If-Modified-Since"] == "Mon, 31 Mar 2025 17:30:00 GMT"


def test_a_mark_that_no_header_can_hold_is_not_sent_back() -> None:
    asked: list[httpx.Request] = []
    internet(lambda _: page(), asked).get(URL, etag='"é\r\nHost: other"')
    assert "If-None-Match" not in asked[0].headers


def redirecting(times: int) -> Iterator[httpx.Response]:
    for number in range(times):
        yield httpx.Response(301, headers={"Location": f"/{number}"})
    yield page()


def test_three_redirects_are_followed_and_no_more() -> None:
    three = redirecting(3)
    assert internet(lambda _: next(three)).get(URL).url == "https://news.example/2"
    four = redirecting(4)
    with pytest.raises(FetchError, match="redirected more than 3 times"):
        internet(lambda _: next(four)).get(URL)


@pytest.mark.parametrize("location", [None, "http://[", "https://news.example:port/"])
def test_a_redirect_to_nowhere_is_named(location: str | None) -> None:
    headers = {} if location is None else {"Location": location}
    with pytest.raises(FetchError, match=r"^https://news\.example/pier: the server redirects"):
        internet(lambda _: httpx.Response(302, headers=headers)).get(URL)


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (401, "wants a login"),
        (403, "refuses it"),
        (404, "no such page"),
        (410, "taken this page away"),
        (451, "legal reasons"),
        (500, "fails to give it"),
        (206, "fails to give it"),
    ],
)
def test_an_error_is_named_with_its_status(status: int, reason: str) -> None:
    with pytest.raises(FetchError, match=reason) as failed:
        internet(lambda _: httpx.Response(status)).get(URL)
    assert failed.value.status == status


@pytest.mark.parametrize(
    ("value", "seconds"), [("120", 120), ("soon", None), ("", None), ("Mon, 31 Mar 2025 17:30:00 GMT", 0)]
)
def test_how_long_to_wait_is_told(value: str, seconds: int | None) -> None:
    with pytest.raises(FetchError, match="asks to wait") as failed:
        internet(lambda _: httpx.Response(429, headers={"Retry-After": value})).get(URL)
    assert failed.value.retry_after == seconds


@pytest.mark.parametrize(
    "content_type", ["image/png", "video/mp4", "application/octet-stream", "text/htmlx", ""]
)
def test_only_what_is_read_is_fetched(content_type: str) -> None:
    with pytest.raises(FetchError, match="what the server gives"):
        internet(lambda _: page(**{"Content-Type": content_type})).get(URL)


def test_feeds_are_fetched_where_feeds_are_asked_for() -> None:
    fetcher = internet(lambda _: page("<rss/>", **{"Content-Type": "Application/RSS+XML"}))
    assert fetcher.get(URL, types=FEEDS).content_type == "application/rss+xml"
    with pytest.raises(FetchError):
        fetcher.get(URL)


def test_a_packed_page_is_unpacked() -> None:
    packed = gzip.compress(b"<p>one") + gzip.compress(b" two")
    fetcher = internet(lambda _: httpx.Response(200, headers=PACKED, stream=httpx.ByteStream(packed)))
    assert fetcher.get(URL).data == b"<p>one two"


PACKED = {"Content-Type": "text/html", "Content-Encoding": "gzip"}


@pytest.mark.parametrize(
    ("body", "headers", "reason"),
    [
        (gzip.compress(bytes(40 * 1024 * 1024), mtime=0), PACKED, "more than 15 MB"),
        (bytes(16 * 1024 * 1024), {"Content-Type": "text/html"}, "more than 15 MB"),
        (gzip.compress(b"<p>one", mtime=0)[:-4], PACKED, "breaks off"),
        (b"<p>one", PACKED, "cannot be unpacked"),
        (b"<p>one", PACKED | {"Content-Encoding": "br"}, "packs it with br"),
        (
            gzip.compress(gzip.compress(b"<p>", mtime=0), mtime=0),
            PACKED | {"Content-Encoding": "gzip, gzip"},
            "packs it with gzip, gzip",
        ),
    ],
)
def test_a_body_that_is_too_much_or_broken_is_named(
    body: bytes, headers: dict[str, str], reason: str
) -> None:
    fetcher = internet(lambda _: httpx.Response(200, headers=headers, stream=httpx.ByteStream(body)))
    with pytest.raises(FetchError, match=reason):
        fetcher.get(URL)


class Endless(httpx.SyncByteStream):
    """A body that never ends; it counts what was taken of it."""

    def __init__(self, chunk: bytes, pause: float = 0.0) -> None:
        self.chunk, self.pause, self.taken = chunk, pause, 0

    def __iter__(self) -> Iterator[bytes]:
        while True:
            time.sleep(self.pause)
            self.taken += len(self.chunk)
            yield self.chunk


def test_an_endless_body_is_left() -> None:
    body = Endless(bytes(65536))
    with pytest.raises(FetchError, match="more than 15 MB"):
        internet(lambda _: httpx.Response(200, headers={"Content-Type": "text/html"}, stream=body)).get(URL)
    assert body.taken <= limits.MAX_BODY + 65536


def test_a_slow_body_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.read.fetch.MAX_SECONDS", 0.2)
    body = Endless(b"a", pause=0.01)
    began = time.monotonic()
    with pytest.raises(FetchError, match="no whole answer came"):
        internet(lambda _: httpx.Response(200, headers={"Content-Type": "text/html"}, stream=body)).get(URL)
    assert time.monotonic() - began < 5


def test_a_resolver_that_sleeps_is_left_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.read.fetch.MAX_SECONDS", 0.2)
    fetcher = type(internet(lambda _: page()))(resolver=lambda _: time.sleep(3) or [])
    with pytest.raises(FetchError, match="was not found in time"):
        fetcher.get(URL)


@pytest.mark.parametrize(
    "error", [httpx.ConnectError("refused"), httpx.RemoteProtocolError(""), httpx.ReadError("")]
)
def test_a_server_out_of_reach_is_named(error: httpx.TransportError) -> None:
    def site(_: httpx.Request) -> httpx.Response:
        raise error

    with pytest.raises(FetchError, match=r"^https://news\.example/pier: the server cannot be reached"):
        internet(site).get(URL)
