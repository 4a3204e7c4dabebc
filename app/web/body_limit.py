"""How much may be sent at once, told like any other error: as a page, a fragment or JSON."""

from fastapi import HTTPException
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class BodyLimit:
    """ASGI middleware: whoever reads more of a body than `limit` bytes gets an HTTPException 413.

    FastAPI's own limit answers with plain text that lacks the security headers.
    """

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "")
        size = int(declared) if declared.isdecimal() and len(declared) < 20 else 0

        async def receive_within() -> Message:
            nonlocal size
            if size <= self.limit:
                message = await receive()
                if not declared:
                    size += len(message.get("body", b""))
            if size > self.limit:
                raise HTTPException(413, f"More than {self.limit // 2**20} MB were sent at once.")
            return message

        await self.app(scope, receive_within, send)
