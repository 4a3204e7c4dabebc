"""Every route of the application, with whom it is open to: python -m tests.web.route_table"""

from collections.abc import Iterator
from typing import NamedTuple

from fastapi import FastAPI
from fastapi.routing import APIRoute, iter_route_contexts

from app.main import create_app
from app.pipeline import Pipeline
from app.settings import Settings
from app.store.session import make_engine
from app.web.access import Access, access_to

HEADINGS = "| route | methods | open to |\n|---|---|---|"


class Route(NamedTuple):
    path: str
    method: str
    access: Access


def routes(app: FastAPI) -> Iterator[Route]:
    """What the framework itself answers (static files, /openapi.json) passes no guard: it is anybody's."""
    for each in iter_route_contexts(app.routes):
        for method in sorted(each.methods or {"GET", "HEAD"}):
            guarded = isinstance(each.original_route, APIRoute)
            access = access_to(each.endpoint, method) if guarded else Access.ANYBODY
            yield Route(each.path or "/", method, access)


def table(app: FastAPI) -> list[str]:
    """The rows as docs/security.md has them, in the order of the paths."""
    found: dict[tuple[str, Access], list[str]] = {}
    for path, method, access in routes(app):
        found.setdefault((path, access), []).append(method)
    return [
        f"| `{path}` | {', '.join(sorted(set(methods)))} | {access} |"
        for (path, access), methods in sorted(found.items())
    ]


if __name__ == "__main__":
    url = "sqlite://"
    application = create_app(Settings(database_url=url), Pipeline(make_engine(url), None, ()))
    print(HEADINGS, *table(application), sep="\n")
