"""How much one client may ask for of what is dear to answer. What is cheap has no limit.

Each client has a purse of tokens that fills up again as time goes by (a token bucket). It is far larger
than what a reader at work asks for; it stops programs that ask for everything at once.
"""

import math
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from threading import Lock

from fastapi import HTTPException, Request

from app.web.origin import SAFE
from app.web.people import Asking

PURSE = 240.0  # tokens
INCOME = 4.0  # tokens a second
MOST_CLIENTS = 10_000  # whose purses are kept; the one longest unseen is forgotten, which fills its purse
NETWORK = 64  # bits of an IPv6 address: one household or office has all that begin with them

# What an answer costs beside a search, by the pattern of its route's path; the first that fits counts.
SEARCH = 1.0  # wherever q= is given
READING = (
    (r"/suggestions", 0.5),
    (r"(/api/v1)?/concordance", 4.0),
    (r"/compare(/{key})?", 4.0),
    (r"/(articles|claims|sources)(/{slug})?\.atom", 1.0),  # a reader of feeds asks for many at once
    (r"/(articles|claims|sources|concordance|compare)(/{slug})?\.(csv|json|ris|bib|csl\.json)", 8.0),
    (r"/.*/preview\.png", 2.0),
    (r"/s/{token}|/oembed", 1.0),
)
CHANGING = (
    (r"/add|/add/read|/feeds", 8.0),
    (r"/api/v1/(articles|articles/file|imports|feeds)", 8.0),
    (r"/.*/share", 4.0),
)


class Purses:
    """The tokens of each client, filled up when they are looked at. Safe to use from several threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # tokens, and when that was
        self._lock = Lock()

    def take(self, client: str, cost: float) -> float:
        """Pay for an answer; gives the seconds to wait where there are not enough tokens, else 0."""
        with self._lock:
            now = self._clock()
            tokens, then = self._left.get(client, (PURSE, now))
            tokens = min(PURSE, tokens + (now - then) * INCOME)
            missing = max(0.0, cost - tokens)
            self._left[client] = (tokens if missing else tokens - cost, now)
            self._left.move_to_end(client)
            while len(self._left) > MOST_CLIENTS:
                self._left.popitem(last=False)
            return missing / INCOME


@lru_cache(maxsize=1024)
def cost_of(method: str, path: str, *, searches: bool) -> float:
    """Of the route with this path, its parameters by their names."""
    costs = READING if method in SAFE else CHANGING
    found = next((cost for pattern, cost in costs if re.fullmatch(pattern, path)), 0.0)
    return found + (SEARCH if searches else 0.0)


def require_tokens(request: Request, asker: Asking) -> None:
    """Holds for every route, once others can reach the site; one person on their own machine has no limit.

    Raises HTTPException 429 with Retry-After.
    """
    if not asker.has_accounts and not request.app.state.settings.public_read:
        return
    cost = cost_of(request.method, request.scope["route"].path, searches="q" in request.query_params)
    if not cost:
        return
    client = f"account {asker.person.id}" if asker.person else network_of(request)
    if wait := request.app.state.purses.take(client, cost):
        raise HTTPException(429, "Too much was asked for at once.", {"Retry-After": str(math.ceil(wait))})


def network_of(request: Request) -> str:
    """Whom an address stands for, behind the proxies that are trusted."""
    host = request.client.host if request.client else ""
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return str(int(address) >> (128 - NETWORK))
    return str(address)
