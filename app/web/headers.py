"""The headers that every answer carries."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Settings

HTMX = "https://cdn.jsdelivr.net/npm/htmx.org@2.0.11/dist/htmx.min.js"
HTMX_FILE = "vendor/htmx-2.0.11.min.js"  # the same bytes: what the browser checks the CDN's against

STATIC_FOR_GOOD = "public, max-age=31536000, immutable"  # the address holds a hash of the content


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
    return {
        "Content-Security-Policy": content_security_policy(settings),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }


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
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _caching(scope: Scope) -> str:
    is_versioned = scope["path"].startswith("/static/") and scope["query_string"].startswith(b"v=")
    return STATIC_FOR_GOOD if is_versioned else "no-cache"
