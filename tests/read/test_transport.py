"""The connection itself: it goes to the address that was checked, and asks for the host by name."""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx
import pytest

from app.read import Fetcher, FetchError
from app.read.transport import PinnedTransport
from tests.read.internet import NEWS, resolve

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"


class Line(httpcore.NetworkStream):
    """A connection that answers from memory and remembers what it was asked."""

    def __init__(self, wire: "Wire", answer: Iterable[bytes]) -> None:
        self.wire, self.answer = wire, iter(answer)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        self.wire.timeouts.append(timeout)
        return next(self.answer, b"")

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.wire.sent += buffer

    def close(self) -> None:
        self.wire.closed += 1

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        self.wire.asked_in_tls = server_hostname
        self.wire.verifies = ssl_context.verify_mode == ssl.CERT_REQUIRED and ssl_context.check_hostname
        return self

    def get_extra_info(self, info: str) -> Any:
        return None


class Wire(httpcore.NetworkBackend):
    def __init__(self, answer: Iterable[bytes] = (ANSWER,), dead: tuple[str, ...] = ()) -> None:
        self.answer, self.dead = answer, dead
        self.connected: list[tuple[str, int]] = []
        self.sent = b""
        self.closed = 0
        self.asked_in_tls: str | None = None
        self.verifies = False
        self.timeouts: list[float | None] = []

    def connect_tcp(self, host: str, port: int, *rest: object, **more: object) -> httpcore.NetworkStream:
        self.connected.append((host, port))
        if host in self.dead:
            raise httpcore.ConnectError("refused")
        return Line(self, self.answer)


def fetcher(wire: Wire) -> Fetcher:
    return Fetcher(resolver=resolve, transport=PinnedTransport(wire))


def test_the_connection_goes_to_the_checked_address_and_host_and_name_stay() -> None:
    wire = Wire()
    assert fetcher(wire).get("https://news.example/pier?a=1").data == b"hello"
    assert wire.connected == [(NEWS, 443)]
    assert wire.asked_in_tls == "news.example"
    assert wire.verifies
    assert wire.sent.startswith(b"GET /pier?a=1 HTTP/1.1\r\nHost: news.example\r\n")
    assert wire.closed


def test_without_encryption_too() -> None:
    wire = Wire()
    fetcher(wire).get("http://news.example/pier")
    assert wire.connected == [(NEWS, 80)]
    assert wire.asked_in_tls is None


def test_a_name_that_changes_its_meaning_is_resolved_once() -> None:
    """DNS rebinding: the first answer is harmless, the next one leads inside."""
    answers = iter([[NEWS], ["127.0.0.1"]])
    wire = Wire()
    Fetcher(resolver=lambda _: next(answers), transport=PinnedTransport(wire)).get("http://news.example/")
    assert wire.connected == [(NEWS, 80)]


def test_the_second_address_gets_its_turn() -> None:
    wire = Wire(dead=("198.100.1.2",))
    fetcher(wire).get("http://other.example/")
    assert wire.connected == [("198.100.1.2", 80), ("2600:1::2", 80)]


def test_no_address_answers() -> None:
    wire = Wire(dead=("198.100.1.2", "2600:1::2"))
    with pytest.raises(FetchError, match="cannot be reached"):
        fetcher(wire).get("http://other.example/")


def test_every_hop_is_a_connection_of_its_own_to_an_address_of_its_own() -> None:
    wire = Wire(
        [b"HTTP/1.1 302 Found\r\nLocation: https://other.example/b\r\nContent-Length: 0\r\n\r\n", ANSWER]
    )
    wire.answer = iter(wire.answer)
    assert fetcher(wire).get("http://news.example/a").url == "https://other.example/b"
    assert wire.connected == [(NEWS, 80), ("198.100.1.2", 443)]
    assert wire.asked_in_tls == "other.example"


@pytest.mark.parametrize(
    "answer",
    [
        [],
        [b"no HTTP at all\r\n\r\n"],
        [ANSWER[:-3]],
        [b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 100_000],
        [b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"],
        [b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"],
    ],
)
def test_an_answer_that_is_no_answer_is_named(answer: list[bytes]) -> None:
    wire = Wire(answer)
    with pytest.raises(FetchError, match=r"^http://news\.example/: the server cannot be reached"):
        fetcher(wire).get("http://news.example/")
    assert wire.closed


def test_headers_that_come_slowly_do_not_hold_us(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.read.fetch.MAX_SECONDS", 0.3)

    def dripping() -> Iterable[bytes]:
        yield b"HTTP/1.1 200 OK\r\n"
        while True:
            time.sleep(0.02)
            yield b"A: b\r\n"

    began = time.monotonic()
    with pytest.raises(FetchError, match="no whole answer came"):
        fetcher(Wire(dripping())).get("http://news.example/")
    assert time.monotonic() - began < 5


def test_no_read_waits_longer_than_is_left() -> None:
    wire = Wire()
    fetcher(wire).get("http://news.example/")
    assert wire.timeouts
    assert all(timeout is not None and 0 < timeout <= 20 for timeout in wire.timeouts)


def test_a_request_without_checked_addresses_goes_nowhere() -> None:
    wire = Wire()
    with pytest.raises(KeyError):
        PinnedTransport(wire).handle_request(httpx.Request("GET", "http://news.example/"))
    assert wire.connected == []
