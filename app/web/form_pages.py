"""The page whose form is sent to an address at which nothing else is to be had."""

from urllib.parse import quote

from fastapi import Request
from fastapi.routing import iter_route_contexts

UPKEEP = ("edit", "withdraw", "purge")  # of an article, asked for on its page of upkeep


def form_page(request: Request) -> str:
    """Where somebody is led who opens the address of a form, as after a refusal that stood there: the
    page of which it is, which is the next one above, with the same query."""
    routes = [each for each in iter_route_contexts(request.app.routes) if "GET" in (each.methods or ())]
    path, _, last = request.url.path.rstrip("/").rpartition("/")
    if last in UPKEEP and path.startswith("/articles/"):
        path += "/upkeep"
    while path and not any(each.path_regex.match(path) for each in routes):
        path = path.rpartition("/")[0]
    query = request.url.query
    return f"{quote(path or '/')}?{query}" if query else quote(path or "/")
