"""Where somebody who has to sign in first is led back to."""

import re
from urllib.parse import urlencode, urlsplit

from fastapi import Request

from app.web.origin import SAFE

LONGEST = 2000  # characters of an address that is kept
# One slash, and then neither of those that browsers take for a second; no white space, no control character.
OWN_PATH = re.compile(r"/(?![/\\])[\x21-\x7e]*")
NO_WAY_BACK = ("/login", "/logout", "/reset")


def own_path(written: str) -> str:
    """The address where it leads to a page of this site; else that of the front page."""
    is_own = len(written) <= LONGEST and OWN_PATH.fullmatch(written) and "\\" not in written
    return written if is_own and not written.startswith(NO_WAY_BACK) else "/"


def sign_in_address(request: Request) -> str:
    """The login page's, with the page that is asked for, or on which a form was filled in."""
    page = request.headers.get("hx-current-url") or request.headers.get("referer", "")
    if request.method in SAFE and "hx-current-url" not in request.headers:
        page = str(request.url)
    try:
        _, _, path, query, _ = urlsplit(page)
    except ValueError:
        path = query = ""
    to = own_path(f"{path}?{query}" if query else path)
    return f"/login?{urlencode({'to': to})}" if to != "/" else "/login"
