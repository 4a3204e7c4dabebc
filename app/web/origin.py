"""Which requests may change something."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from fastapi import HTTPException, Request

from app.web.deps import get_settings


def require_own_json(request: Request) -> None:
    """Let JSON through that comes from the site itself or from a program, and nothing else.

    A page elsewhere can make its reader's browser send a form or plain text here without asking,
    but not JSON; and a browser says where a request comes from.

    Raises HTTPException: 403 for reading only, for another site's page, and for a name that is not ours
    (a name that another site has pointed at this machine); 415 for another type of content.
    """
    settings = get_settings(request)
    if settings.public_read:
        raise HTTPException(403, "Articles cannot be added here: everybody may read, and nobody may write.")
    host = urlsplit(f"//{request.headers.get('host', '')}")
    if not _is_ours(host.hostname or "", settings.base_url):
        raise HTTPException(403, f"This is not {host.hostname}; set SOURCELIGHT_BASE_URL if it is to be.")
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site", "none")
    if site not in ("same-origin", "none") or (origin is not None and urlsplit(origin).netloc != host.netloc):
        raise HTTPException(403, "Pages of other sites cannot add articles.")
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415, "Send the article as application/json.")


def _is_ours(hostname: str, base_url: str) -> bool:
    if hostname in ("localhost", urlsplit(base_url).hostname):
        return True
    try:
        ip_address(hostname)
    except ValueError:
        return False
    return True
