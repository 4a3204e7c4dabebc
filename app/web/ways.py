"""What a reader can do next where a page cannot be had."""

from dataclasses import dataclass

from fastapi import Request

from app.settings import MAX_TEXT, MAX_UPLOAD
from app.web.origin import SAFE
from app.web.returning import sign_in_address

ADVICE = {
    401: "Nothing was changed, and nothing is lost: sign in, come back to this form and send it again.",
    404: "The address may have lost a letter on its way here. What was taken away says so on its own page.",
    410: "Its address stays its own: nothing else will ever be found there.",
    413: f"An article may have {MAX_TEXT:,} characters and an upload {MAX_UPLOAD // 2**20} MB. "
    "Nothing was stored: send the text alone, or in parts.",
    429: "Too much was asked for in a short time. Nothing was lost.",
    500: "What was being written has been taken back; nothing is half done.",
    503: "What is stored is safe.",
}
UNSENT = "What you sent was not stored: go back to the form and send it again."
AGAIN = frozenset({429, 500, 503})
SECTIONS = {
    "claims": "All claims",
    "sources": "All sources",
    "concordance": "All claims",
    "review": "The queue",
    "collections": "All collections",
    "notes": "All notes",
    "filters": "All saved filters",
}


@dataclass(frozen=True, slots=True)
class Way:
    text: str
    href: str


def advice_on(request: Request, status: int) -> str:
    """What a reader may have lost by it, or nothing; one who changed nothing has not to be told so."""
    if status == 503 and request.method not in SAFE:
        return f"{ADVICE[503]} {UNSENT}"
    return ADVICE.get(status, "" if request.method in SAFE else "Nothing was changed.")


def ways_on(request: Request, status: int) -> tuple[Way, ...]:
    """Links, the likeliest first; the last one leads to the articles."""
    path, query = request.url.path, request.url.query
    section = path.split("/")[1] if path.startswith("/") else ""
    ways = []
    if status == 401:
        ways.append(Way("Sign in", sign_in_address(request)))
    if request.method in SAFE and status in AGAIN:
        ways.append(Way("Try again", f"{path}?{query}" if query else path))
    if request.method in SAFE and status in (400, 422) and query:
        ways.append(Way("The same page without filters", path))
    if section in SECTIONS and path != f"/{section}":
        ways.append(Way(SECTIONS[section], f"/{section}"))
    return (*ways, Way("All articles", "/"))
