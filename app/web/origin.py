"""Which requests may change something."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import HTTPException, Request

from app.web.deps import get_settings

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def require_own_site(request: Request) -> None:
    """Let a change through that comes from the site itself or from a program, and nothing else.

    Holds for every route; what changes nothing passes. A browser says of each form where it was sent
    from: in Sec-Fetch-Site, or in Origin where the site is not on https or on this machine. A program
    says neither. (The way of Go's net/http.CrossOriginProtection; no token has to be kept.)

    Raises HTTPException 403: for reading only, for another site's page, and for a name that is not ours
    (a name that another site has pointed at this machine).
    """
    if request.method in SAFE:
        return
    settings = get_settings(request)
    if settings.public_read:
        raise HTTPException(403, "Nothing can be changed here: everybody may read, and nobody may write.")
    try:
        host = urlsplit(f"//{request.headers.get('host', '')}")
        origin = urlsplit(request.headers.get("origin", ""))
    except ValueError as error:
        raise HTTPException(403, "Where this comes from cannot be told.") from error
    if not _is_ours(host.hostname or "", settings.base_url):
        raise HTTPException(403, f"This is not {host.hostname}; set SOURCELIGHT_BASE_URL if it is to be.")
    site = request.headers.get("sec-fetch-site", "none")
    if site not in ("same-origin", "none") or ("origin" in request.headers and origin.netloc != host.netloc):
        raise HTTPException(403, "Pages of other sites cannot change anything here.")


def require_json(request: Request) -> None:
    """A page elsewhere can have its reader's browser send a form here without asking, but not JSON.

    Raises HTTPException 415 for another type of content.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "Send it as application/json.")


def _is_ours(hostname: str, base_url: str) -> bool:
    if hostname in ("localhost", urlsplit(base_url).hostname):
        return True
    try:
        ip_address(hostname)
    except ValueError:
        return False
    return True
