"""The one place where Sourcelight asks other servers for something.

What users type is fetched from the public internet or not at all: each URL, also each that an answer
redirects to, is checked as written (urls.py), then every address that its name stands for is checked
(addresses.py), and the connection goes to one of those addresses (transport.py). Nothing in the
settings or the environment opens this guard, and no proxy is used.
"""

import re
import socket
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

import httpx

from app.read.addresses import parse_address, refusal
from app.read.answers import MAX_SECONDS, Fetched, fetched, next_url
from app.read.kinds import DOCX_TYPE
from app.read.transport import PinnedTransport
from app.read.urls import FetchError, literal, parse_url, shown

Resolver = Callable[[str], Sequence[str]]

MAX_REDIRECTS = 3
REDIRECTS = (301, 302, 303, 307, 308)
PAGES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf", DOCX_TYPE})
FEEDS = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "application/xml",
        "text/xml",
        "text/html",  # what some servers call everything, and the page that names its feed
        "text/plain",
    }
)
AGENT = "Mozilla/5.0 (compatible; Sourcelight)"
VALIDATOR = re.compile(r"[\x20-\x7e]{1,500}")  # what can be sent back as a header's value


def system_addresses(host: str) -> list[str]:
    """The IP addresses that the system's resolver knows for a host; raises OSError for none."""
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches from the public internet. Tests hand in a resolver and a transport."""

    resolver: Resolver = system_addresses
    transport: httpx.BaseTransport = field(default_factory=PinnedTransport)

    def get(
        self, url: str, *, types: frozenset[str] = PAGES, etag: str = "", last_modified: str = ""
    ) -> Fetched:
        """The answer to GET, after at most three redirects.

        `etag` and `last_modified`, from an earlier answer, ask for news only (RFC 9110, section 13).
        Raises FetchError for an address that is not of the public internet, an answer that is an
        error, of another media type, longer than 15 MB, or not there in 20 seconds.
        """
        deadline = time.monotonic() + MAX_SECONDS
        asked = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {
            "User-Agent": AGENT,
            "Accept": ", ".join(sorted(types)),
            "Accept-Encoding": "gzip",  # the one that is counted while it is unpacked
            **{name: value for name, value in asked.items() if VALIDATOR.fullmatch(value)},
        }
        target = parse_url(url)
        name = shown(url)
        for _ in range(MAX_REDIRECTS + 1):
            extensions = {"addresses": self._addresses(target, name, deadline), "deadline": deadline}
            request = httpx.Request("GET", target, headers=headers, extensions=extensions)
            try:
                answer = self.transport.handle_request(request)
                try:
                    if answer.status_code not in REDIRECTS:
                        return fetched(answer, target, name, types=types, deadline=deadline)
                finally:
                    answer.close()
            except httpx.TimeoutException as error:
                raise FetchError(f"{name}: no whole answer came in {MAX_SECONDS:.0f} seconds.") from error
            except httpx.TransportError as error:
                raise FetchError(f"{name}: the server cannot be reached ({error or 'no reason'}).") from error
            target = next_url(answer, target, name)
            name = f"{shown(url)} (redirected to {shown(str(target))})"
        raise FetchError(
            f"{shown(url)}: redirected more than {MAX_REDIRECTS} times; the page is not fetched."
        )

    def _addresses(self, url: httpx.URL, name: str, deadline: float) -> tuple[str, ...]:
        """The addresses to connect to; raises FetchError unless every one is of the public internet."""
        host = url.raw_host.decode("ascii")
        if (address := literal(url)) is not None:
            found: Sequence[str] = [str(address)]
        else:
            try:
                found = _resolved(self.resolver, host, deadline - time.monotonic())
            except TimeoutError as error:
                raise FetchError(f"{name}: the address of {host} was not found in time.") from error
            except (OSError, UnicodeError) as error:  # UnicodeError: a name that no resolver takes
                raise FetchError(f"{name}: there is no host named {host}.") from error
        if not found:
            raise FetchError(f"{name}: there is no host named {host}.")
        for each in map(parse_address, found):
            if what := refusal(each) if each else "no network that can be told":
                raise FetchError(f"{name}: {host} is not on the public internet; it belongs to {what}.")
        return tuple(found)


def _resolved(resolver: Resolver, host: str, seconds: float) -> Sequence[str]:
    """What the resolver gives, in time: the system's own cannot be told when to stop.

    Raises TimeoutError, and whatever the resolver raises.
    """
    answer: Future[Sequence[str]] = Future()

    def ask() -> None:
        try:
            answer.set_result(resolver(host))
        except (OSError, UnicodeError) as error:
            answer.set_exception(error)

    threading.Thread(target=ask, name="resolver", daemon=True).start()
    return answer.result(timeout=max(0.0, seconds))
