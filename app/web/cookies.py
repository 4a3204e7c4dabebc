"""The cookie that a session is known by."""

from urllib.parse import urlsplit

from fastapi import Request, Response

from app.store.account_pages import LONGEST
from app.web.deps import get_settings

NAME = "sourcelight"


def is_secure(request: Request) -> bool:
    """Whether the browser reached us by https: by a proxy that may say so, or at the base URL."""
    base = urlsplit(get_settings(request).base_url)
    at_base = base.scheme == "https" and request.headers.get("host", "").lower() == base.netloc.lower()
    return request.url.scheme == "https" or at_base


def _named(request: Request, name: str) -> str:
    """Behind TLS with the prefix by which browsers let nobody else set it (RFC 6265bis)."""
    return f"__Host-{name}" if is_secure(request) else name


def session_secret(request: Request) -> str | None:
    return read(request, NAME)


def read(request: Request, name: str) -> str | None:
    return request.cookies.get(_named(request, name))


def keep_session(request: Request, response: Response, secret: str) -> None:
    keep(request, response, NAME, secret, int(LONGEST.total_seconds()))


def keep(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    """Scripts cannot read it, and other sites' forms and frames do not send it."""
    response.set_cookie(
        _named(request, name),
        value,
        max_age=seconds,
        path="/",
        secure=is_secure(request),
        httponly=True,
        samesite="lax",
    )


def drop(request: Request, response: Response, name: str = NAME) -> None:
    response.delete_cookie(
        _named(request, name), path="/", secure=is_secure(request), httponly=True, samesite="lax"
    )
