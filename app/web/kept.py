"""Pages that are given again as they were made, for as long as nothing was written to the database.

Who asks is found out each time, and whether they may; a page is kept for them alone. What a page is
made of besides the database is in its key: the address, what htmx says, who asks, the day.
"""

import gzip
from collections.abc import Callable, Coroutine, Hashable
from typing import Any, NamedTuple

from fastapi import Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import APIRoute

from app.store.recall import Recall
from app.web.access import require_access
from app.web.attachments import today
from app.web.people import identified, is_unnoted

PAGES = 16 * 2**20  # bytes of all pages that are kept, with what they are found by
AROUND = 2000  # bytes that a page and its key take besides
LITTLE = 500  # bytes that are not worth compressing
LEVEL = 6  # of compression: more takes twice as long for a hundredth


class Page(NamedTuple):
    headers: dict[str, str]
    body: bytes


class Kept(APIRoute):
    """A route whose pages are kept. It must not be one that costs tokens (rates.py)."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            if request.method != "GET" or "q" in request.query_params:  # searches cost tokens
                return await handle(request)
            key, kept = await run_in_threadpool(_look_up, request)
            if kept is not None:
                return kept
            response = await handle(request)
            if response.status_code == 200 and "set-cookie" not in response.headers:
                background, response.background = response.background, None
                response = _compressed(request, response)
                page = Page(dict(response.headers), bytes(response.body))
                # What a client sends is in the key, and may be longer than the page.
                request.app.state.shelf.keep(key, page, AROUND + len(str(key)) + len(page.body))
                response.background = background
            return response

        return answer


def _look_up(request: Request) -> tuple[Hashable, Response | None]:
    """The key of what is about to be made, and what is kept by it. Raises HTTPException."""
    asker = identified(request)
    require_access(request, asker)
    shelf: Recall = request.app.state.shelf
    stamp = shelf.stamps.now()  # before anything is read: what is written from now on has another one
    told = tuple(pair for pair in request.headers.items() if pair[0].startswith("hx-"))
    key = (stamp, request.url.path, request.url.query, told, _takes_gzip(request), asker, today())
    page = None if is_unnoted(request) else shelf.find(key)
    return key, Response(page.body, headers=page.headers) if isinstance(page, Page) else None


def _takes_gzip(request: Request) -> bool:
    return "gzip" in request.headers.get("accept-encoding", "")


def _compressed(request: Request, response: Response) -> Response:
    """Once for all who ask for it."""
    if not _takes_gzip(request) or len(response.body) < LITTLE:
        return response
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    packed = Response(gzip.compress(response.body, LEVEL, mtime=0), headers=headers)
    packed.headers["Content-Encoding"] = "gzip"
    packed.headers.add_vary_header("Accept-Encoding")
    return packed
