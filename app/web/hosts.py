"""The names that the site answers to, whatever is asked and whoever asks.

A page elsewhere can point a name of its own at this machine (DNS rebinding); its reader's browser then
takes what is here for that page's own. The browser still says which name it asks for.
"""

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from app.settings import Settings
from app.web.headers import security_headers
from app.web.metrics import UNGUARDED

HERE = ("localhost", "127.0.0.1", "[::1]")
HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[^\s:/?#@\[\]]{1,253})(?::[0-9]{1,5})?")
REFUSED = (
    "This is not the site that you asked for. If it is to answer to this name, "
    "name it in SOURCELIGHT_BASE_URL or SOURCELIGHT_HOSTS.\n"
)


def host_names(settings: Settings) -> frozenset[str]:
    """In lower case and without ports; IPv6 addresses in brackets."""
    base = _name(urlsplit(settings.base_url).netloc)
    return frozenset(each.lower() for each in (*HERE, base, *settings.hosts) if each)


def _name(host: str) -> str:
    """The name in a Host header; empty for what is none."""
    match = HOST.fullmatch(host.lower())
    return match[1] if match else ""


class OwnHosts:
    """ASGI middleware: answers 421 (RFC 9110, section 15.5.20) to whoever asks for another name."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.names = host_names(settings)
        self.headers = security_headers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        hosts = Headers(scope=scope).getlist("host")
        # What balances the load asks by address; how the server is tells nobody anything of the site.
        if (len(hosts) == 1 and _name(hosts[0]) in self.names) or scope["path"] in UNGUARDED:
            await self.app(scope, receive, send)
            return
        await PlainTextResponse(REFUSED, 421, self.headers)(scope, receive, send)
