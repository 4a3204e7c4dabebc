"""Whose body is read, and how much of it; told like any other error: as a page, a fragment or JSON."""

from fastapi import HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.domain import Role
from app.web.access import require_access
from app.web.origin import SAFE, require_own_site
from app.web.people import identified

LITTLE = 64 * 1024  # bytes: a name, a password, a note


class BodyLimit:
    """ASGI middleware: the route's guards judge before the first byte of a body is read, and whoever
    sends more than `limit` bytes gets an HTTPException 413; who may not write, more than LITTLE.

    As dependencies the guards hold for every request, but FastAPI reads a body before them. Its own
    limit answers with plain text that lacks the security headers.
    """

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE:
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        size = int(declared) if declared.isdecimal() and len(declared) < 20 else 0
        received = 0  # is counted as well: a body in chunks may be of another length than declared
        limit: int | None = None

        async def receive_within() -> Message:
            nonlocal limit, size, received
            if limit is None:
                may_write = await run_in_threadpool(_judge, Request(scope))
                limit = self.limit if may_write else min(LITTLE, self.limit)
            if size <= limit:
                message = await receive()
                received += len(message.get("body", b""))
                size = max(size, received)
            if size > limit:
                raise HTTPException(413, _too_much(limit))
            return message

        await self.app(scope, receive_within, send)


def _judge(request: Request) -> bool:
    """Whether this sender may write. Raises HTTPException where the route is not open to them."""
    asker = identified(request)
    require_own_site(request, asker)
    require_access(request, asker)
    return asker.may(Role.EDITOR)


def _too_much(limit: int) -> str:
    most = f"{limit // 2**20} MB" if limit >= 2**20 else f"{limit // 2**10} kB"
    return f"More than {most} were sent at once."
