"""Which request a line of the log is about, what came of it, and how many there were."""

import logging
import re
import secrets
import time

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.logs import REQUESTS, request_id, without_secrets
from app.web.metrics import Metrics

log = logging.getLogger(REQUESTS)

NAME = "X-Request-ID"
SANE = re.compile(r"[A-Za-z0-9._-]{1,64}")


class RequestLog:
    """ASGI middleware: gives each request an id, or keeps the one that a proxy gave it, and notes its end."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self.metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get(NAME, "")
        id_ = given if SANE.fullmatch(given) else secrets.token_hex(8)
        request_id.set(id_)  # for good: the server logs a fault in the same context, later than here
        began, status = time.perf_counter(), 500

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[NAME] = id_
            await send(message)

        try:
            await self.app(scope, receive, send_with_id)
        finally:
            seconds = time.perf_counter() - began
            self.metrics.note(scope, status, seconds)
            path = without_secrets(scope["path"])
            told = {
                "method": scope["method"],
                "path": path,
                "status": status,
                "milliseconds": round(seconds * 1000, 1),
            }
            log.info("%s %s %s", scope["method"], path, status, extra={"told": told})
