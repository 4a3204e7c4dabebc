"""Which URLs may be fetched, judged by how they are written, before any name is resolved."""

import re
from ipaddress import IPv4Address, IPv6Address

import httpx

from app.read.addresses import IPAddress
from app.read.checks import ReadError

MAX_URL = 2000  # code points
SHOWN = 100  # code points of a URL in a message
PORTS = {None, 80, 443}
FORBIDDEN = re.compile(r"[\s\\\0-\x20\x7f-\x9f\ud800-\udfff]")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
AUTHORITY = re.compile(r"[^:/?#]+://([^/?#]*)")
HOST = re.compile(r"(?!.{254})[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
NUMBER = re.compile(r"(?:^|\.)(?:0x[0-9a-f]*|[0-9]+)\.?$")  # what some programs read as an IPv4 address


class FetchError(ReadError):
    """Something cannot be fetched; the message begins with its URL.

    `status` is the server's answer where it gave one, `retry_after` the seconds it asks to wait.
    """

    def __init__(self, message: str, *, status: int | None = None, retry_after: int | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


def is_url(given: str) -> bool:
    """Whether somebody who names a thing names a URL to fetch, not a file."""
    return SCHEME.match(given.strip()) is not None


def shown(url: str) -> str:
    """The URL as messages show it: in one line, cut, without what cannot be printed."""
    line = "".join(character if character.isprintable() else "\ufffd" for character in url.strip())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"


def parse_url(written: str) -> httpx.URL:
    """The URL, without its fragment; raises FetchError for one that is never fetched, saying why."""
    written = written.strip()
    name = shown(written)
    if len(written) > MAX_URL:
        raise FetchError(f"{name}: the URL has {len(written):,} characters; at most {MAX_URL:,} are taken.")
    if FORBIDDEN.search(written):
        raise FetchError(f"{name}: a URL holds no white space, backslashes or control characters.")
    authority = AUTHORITY.match(written)
    try:
        url = httpx.URL(written).copy_with(fragment=None)
        _ = url.host  # read here, where what is no name (xn--…) is told
    except (
        httpx.InvalidURL,
        ValueError,
    ) as error:  # ValueError: a port that is no number, a name that is none
        raise FetchError(f"{name}: this is no URL ({error}).") from error
    if url.scheme not in ("http", "https") or authority is None:
        raise FetchError(f"{name}: only addresses that begin with http:// or https:// are fetched.")
    if "@" in authority[1]:
        raise FetchError(f"{name}: a URL with a user name or password in it is not fetched.")
    if url.port not in PORTS:
        raise FetchError(f"{name}: only ports 80 and 443 are fetched from, not {url.port}.")
    _check_host(url, name, bracketed=authority[1].startswith("["))
    return url


def _check_host(url: httpx.URL, name: str, *, bracketed: bool) -> None:
    host = url.raw_host.decode("ascii")
    if bracketed:
        if "%" in host or literal(url) is None:
            raise FetchError(f"{name}: {host} is no IPv6 address of the public internet.")
    elif not HOST.fullmatch(host):
        raise FetchError(f"{name}: “{shown(host)}” is no name of a host.")
    elif NUMBER.search(host) and literal(url) is None:
        raise FetchError(f"{name}: an IPv4 address is written as four decimal numbers, not as {shown(host)}.")


def literal(url: httpx.URL) -> IPAddress | None:
    """The IP address that stands in place of the host's name, if one does."""
    host = url.raw_host.decode("ascii")
    try:
        return IPv6Address(host) if ":" in host else IPv4Address(host)
    except ValueError:
        return None
