"""Which requests may change something."""

from urllib.parse import urlsplit

from fastapi import HTTPException, Request

from app.web.people import Asking

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def require_own_site(request: Request, asker: Asking) -> None:
    """Let a change through that comes from the site itself or from a program, and nothing else.

    Holds for every route; what changes nothing passes. A browser says of each form where it was sent
    from: in Sec-Fetch-Site, or in Origin where the site is not on https or on this machine. A program
    says neither. (The way of Go's net/http.CrossOriginProtection; no form has to carry a secret.)
    Whoever shows a token is a program: another site's page cannot send one along.

    Raises HTTPException 403 for another site's page.
    """
    if request.method in SAFE or asker.by_token:
        return
    try:
        origin = urlsplit(request.headers.get("origin", ""))
    except ValueError as error:
        raise HTTPException(403, "Where this comes from cannot be told.") from error
    site = request.headers.get("sec-fetch-site", "none")
    is_elsewhere = "origin" in request.headers and origin.netloc != request.headers.get("host", "")
    if site not in ("same-origin", "none") or is_elsewhere:
        raise HTTPException(403, "Pages of other sites cannot change anything here.")


def require_json(request: Request) -> None:
    """A page elsewhere can have its reader's browser send a form here without asking, but not JSON.

    Raises HTTPException 415 for another type of content.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "Send it as application/json.")
