"""Through every page there is: an address or two of each route that shows something."""

import re
from collections import deque
from collections.abc import Callable, Iterator
from html import unescape

import httpx
from fastapi.routing import iter_route_contexts

from app.main import create_app
from app.pipeline import Pipeline
from app.settings import Settings
from app.store.session import make_engine

MOST = 400  # pages that are looked through for links
LINK = re.compile(r'(?:href|action|src|hx-get)="(/[^"]*)"')

Get = Callable[[str], httpx.Response]


def shown_routes() -> dict[str, re.Pattern[str]]:
    """The paths of all routes that can be read, in the order in which they are tried."""
    app = create_app(Settings(), Pipeline(make_engine("sqlite://"), None, ()))
    found = [each for each in iter_route_contexts(app.routes) if "GET" in (each.methods or ())]
    return {each.path: each.path_regex for each in found}


def addresses(get: Get, *begin: str, each: int) -> dict[str, list[str]]:
    """For each route so many addresses that links lead to from "/" on; where none does, "1" as parameters."""
    routes = shown_routes()
    found: dict[str, list[str]] = {path: [] for path in routes}
    waiting, seen = deque(["/", *begin]), set()
    while waiting and len(seen) < MOST:
        address = waiting.popleft()
        route = next((path for path, regex in routes.items() if regex.match(address.split("?")[0])), None)
        if route is None or address in seen or len(found[route]) >= each:
            continue
        seen.add(address)
        found[route].append(address)
        answer = get(address)
        if answer.headers.get("content-type", "").startswith("text/html"):
            waiting.extend(links(answer.text))
    return {
        path: known or [re.sub(r"{[^}]+}", "1", path)]
        for path, known in found.items()
        if path != "/openapi.json"
    }


def links(page: str) -> Iterator[str]:
    return (unescape(found).split("#")[0] for found in LINK.findall(page))
