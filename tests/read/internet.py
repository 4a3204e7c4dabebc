"""A small internet for tests: names, their addresses, and what their servers answer."""

from collections.abc import Callable

import httpx

from app.read import Fetcher

NEWS = "198.100.1.1"  # an ordinary host of the public internet
NAMES = {
    "news.example": [NEWS],
    "other.example": ["198.100.1.2", "2600:1::2"],
    "inside.example": ["10.0.0.8"],
    "half.example": [NEWS, "192.168.1.1"],
    "six.example": ["fd12:3456::1"],
    "mapped.example": ["::ffff:198.100.1.1"],
    "link.example": ["fe80::1%eth0"],
    "nobody.example": [],
    "localhost": ["127.0.0.1", "::1"],
    "localhost.": ["127.0.0.1"],
    "metadata.google.internal": ["169.254.169.254"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
}

Site = Callable[[httpx.Request], httpx.Response]


def resolve(host: str) -> list[str]:
    if host not in NAMES:
        raise OSError(f"no address for {host}")
    return NAMES[host]


def internet(site: Site, asked: list[httpx.Request] | None = None) -> Fetcher:
    """Fetches from `site`, whatever the host; `asked` collects the requests that came there."""

    def answer(request: httpx.Request) -> httpx.Response:
        if asked is not None:
            asked.append(request)
        return site(request)

    return Fetcher(resolver=resolve, transport=httpx.MockTransport(answer))


def page(html: str | bytes = "<p>The pier is shut.</p>", **headers: str) -> httpx.Response:
    return httpx.Response(
        200,
        content=html if isinstance(html, bytes) else html.encode(),
        headers={"Content-Type": "text/html; charset=utf-8", **headers},
    )
