"""The headers that every answer carries."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Settings

HTMX = "https://cdn.jsdelivr.net/npm/htmx.org@2.0.11/dist/htmx.min.js"
HTMX_FILE = "vendor/htmx-2.0.11.min.js"  # the same bytes: what the browser checks the CDN's against

YEAR = 365 * 24 * 60 * 60  # seconds
# What no page here needs of the device.
FORGONE = (
    "camera",
    "display-capture",
    "geolocation",
    "hid",
    "microphone",
    "midi",
    "payment",
    "screen-wake-lock",
    "serial",
    "usb",
)
STATIC_FOR_GOOD = f"public, max-age={YEAR}, immutable"  # the address holds a hash of the content


def content_security_policy(settings: Settings) -> str:
    """Only the site's own files, and the one script that the settings may take from the CDN."""
    scripts = "'self'" if settings.htmx_from_site else f"'self' {HTMX}"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {scripts}",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def security_headers(settings: Settings) -> dict[str, str]:
    headers = {
        "Content-Security-Policy": content_security_policy(settings),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",  # for browsers that know no frame-ancestors
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": ", ".join(f"{name}=()" for name in FORGONE),
    }
    if settings.base_url.startswith("https:"):
        headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    return headers


SHARED = "/s/"  # what stands under it is for whoever has a link, as long as it is not taken back
SHARED_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def is_shared(path: str) -> bool:
    return path.startswith(SHARED)


class SecurityHeaders:
    """ASGI middleware; an answer's own headers stay as they are."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.headers = security_headers(settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", _caching(scope))
                if is_shared(scope["path"]):
                    headers.update(SHARED_HEADERS)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _caching(scope: Scope) -> str:
    is_versioned = scope["path"].startswith("/static/") and scope["query_string"].startswith(b"v=")
    return STATIC_FOR_GOOD if is_versioned else usual_caching(scope)


def usual_caching(scope: Scope) -> str:
    """Asked about each time. Where there are accounts, an answer is for whoever asked, and for no proxy."""
    asker = scope.get("state", {}).get("asker")
    return "private, no-cache" if asker and asker.has_accounts else "no-cache"
