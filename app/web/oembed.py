"""What a program that shows links is told of one of ours (https://oembed.com)."""

import re
from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from fastapi.templating import Jinja2Templates

from app.domain import Role
from app.present.cards import Card, card_of_claim, card_of_share
from app.present.painter import HEIGHT, WIDTH
from app.store import queries
from app.store.errors import Gone, NotFound
from app.store.session import Session
from app.web.access import Access, open_to
from app.web.deps import DbSession, Setting, Value
from app.web.people import Asking
from app.web.shares import NEVER_KEPT, Now

router = APIRouter(include_in_schema=False)

OURS = re.compile(r"/(?P<kind>claims|s)/(?P<name>[\w-]{1,64})/?")
WIDEST = 600  # pixels, of the quotation
LETTER, LINE, AROUND = 8, 26, 90  # pixels: about what browsers take for a letter, a line, and what is around

Address = Annotated[Value, Query(max_length=2000)]
Pixels = Annotated[int | None, Query(ge=1, le=100_000)]


@router.api_route("/oembed", methods=["GET", "HEAD"])
@open_to(Access.ANYBODY)
def oembed(
    *,
    request: Request,
    session: DbSession,
    settings: Setting,
    asker: Asking,
    now: Now,
    url: Address,
    format: Literal["json", "xml"] = "json",
    maxwidth: Pixels = None,
    maxheight: Pixels = None,
) -> Response:
    """A quotation with its source. Of claims, to whoever may read; of share links, to whoever has one."""
    if format == "xml":
        return _refused(501, "This is told as JSON alone.")
    path = _path(url, settings.base_url)
    found = OURS.fullmatch(path)
    if found is None:
        return _refused(404, "There is no claim and no share link at this address.")
    if found["kind"] == "claims" and not asker.may(Role.READER):
        return _refused(401, "This takes an account.")
    address = f"{settings.base_url}/{found['kind']}/{found['name']}"
    try:
        card = _card(session, found, now=now)
    except NotFound:
        return _refused(404, "There is nothing at this address.")
    except Gone as gone:
        return _refused(410, str(gone))
    width = min(WIDEST, maxwidth or WIDEST)
    height = AROUND + LINE * (1 + len(card.words) * LETTER // width)
    told: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": card.title,
        "provider_name": "Sourcelight",
        "provider_url": settings.base_url,
        "html": _quotation(request, card, address),
        "width": width,
        "height": min(height, maxheight or height),
    }
    if (maxwidth or WIDTH) >= WIDTH and (maxheight or HEIGHT) >= HEIGHT:
        told |= {
            "thumbnail_url": f"{address}/preview.png",
            "thumbnail_width": WIDTH,
            "thumbnail_height": HEIGHT,
        }
    return JSONResponse(told, headers=NEVER_KEPT if found["kind"] == "s" else None)


def _path(url: str, base_url: str) -> str:
    """The path of an address of this site; empty for any other."""
    try:
        asked, own = urlsplit(url), urlsplit(base_url)
    except ValueError:
        return ""
    is_own = asked.scheme in ("http", "https") and asked.netloc.lower() == own.netloc.lower()
    return asked.path if is_own else ""


def _card(session: Session, found: re.Match[str], *, now: datetime) -> Card:
    if found["kind"] == "s":
        return card_of_share(queries.share_page(session, found["name"], at=now))
    page = queries.claim_page(session, found["name"])
    return card_of_claim(page.claim, page.article)


def _quotation(request: Request, card: Card, address: str) -> str:
    templates: Jinja2Templates = request.app.state.templates
    return templates.get_template("partials/_embed.html").render(card=card, address=address).strip()


def _refused(status: int, message: str) -> Response:
    return JSONResponse({"error": message}, status, headers=NEVER_KEPT)
