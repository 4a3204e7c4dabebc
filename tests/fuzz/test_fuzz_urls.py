"""URLs: whatever is typed, no connection is made but to a host of the public internet."""

import httpx
from hypothesis import example, given
from hypothesis import strategies as st

from app.read import Fetcher, FetchError
from app.read.addresses import parse_address, refusal
from tests.fuzz.soak import examples, told
from tests.read.internet import page

PARTS = [
    "http",
    "https",
    "://",
    ":",
    "/",
    "//",
    "\\",
    "@",
    "#",
    "?",
    "%",
    "[",
    "]",
    ".",
    "..",
    "127.0.0.1",
    "localhost",
    "0x7f",
    "1",
    "017700000001",
    "::1",
    "::ffff:",
    "10.0.0.1",
    "8.8.8.8",
    "news.example",
    "80",
    "443",
    "8080",
    " ",
    "\t",
    "\n",
    "\r\n",
    "\0",
    "。",
    "１２７",
    "ⓔ",
    "%2e",
    "%00",
    "%40",
    "user",
    ";",
    "&",
    "*",
    "xn--",
    "ß",
    "\ud800",
]
urls = st.lists(st.sampled_from(PARTS) | st.text(max_size=4), max_size=14).map("".join)
ANSWERS = [["8.8.8.8"], ["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], [], ["::1"], ["junk"], ["2606:4700::1111"]]


def connections(url: str, answer: list[str], location: str = "") -> list[httpx.Request]:
    asked: list[httpx.Request] = []

    def site(request: httpx.Request) -> httpx.Response:
        asked.append(request)
        if location and len(asked) == 1:
            return httpx.Response(302, headers=[(b"Location", location.encode("utf-8", "replace"))])
        return page()

    def resolve(host: str) -> list[str]:
        assert host.isascii()
        return answer

    try:
        Fetcher(resolver=resolve, transport=httpx.MockTransport(site)).get(url)
    except FetchError as error:
        told(error, "")
    return asked


def check(asked: list[httpx.Request]) -> None:
    for request in asked:
        assert request.url.scheme in ("http", "https")
        assert request.url.port in (None, 80, 443)
        assert not request.url.userinfo
        assert request.headers["Host"].partition(":")[0] in request.url.netloc.decode()
        addresses = [parse_address(written) for written in request.extensions["addresses"]]
        assert addresses
        assert all(address and not refusal(address) for address in addresses)


@examples(300, 30_000)
@given(urls, st.sampled_from(ANSWERS))
@example("http://127.0.0.1\\@news.example/", ["8.8.8.8"])
def test_any_url(url: str, answer: list[str]) -> None:
    check(connections(url, answer))
    check(connections(f"http://{url}", answer))


@examples(200, 20_000)
@given(urls, st.sampled_from(ANSWERS))
def test_any_redirect(location: str, answer: list[str]) -> None:
    asked = connections("http://8.8.8.8/", answer, location)
    assert asked
    check(asked)
