"""What a program that shows links is told of one of ours (https://oembed.com)."""

import re
from datetime import datetime
from typing import Annotated, Literal
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from fastapi.templating import Jinja2Templates

from app.domain import Role
from app.present.cards import Card, card_of_share
from app.present.painter import HEIGHT, WIDTH
from app.store import queries
from app.store.errors import Gone, NotFound
from app.store.session import Session
from app.web.access import Access, open_to
from app.web.deps import DbSession, Setting, Value
from app.web.people import Asking
from app.web.pinned import card_of
from app.web.problems import problem_answer
from app.web.shares import NEVER_KEPT, Now

router = APIRouter(include_in_schema=False)

NUMBER = re.compile(r"[1-9]\d{0,17}", re.ASCII)
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
        return _refused(request, 501, "This is told as JSON alone.")
    path, version = _path(url, settings.base_url)
    found = OURS.fullmatch(path)
    if found is None:
        return _refused(request, 404, "There is no claim and no share link at this address.")
    if found["kind"] == "claims" and not asker.may(Role.READER):
        return _refused(request, 401, "This takes an account.")
    address = f"{settings.base_url}/{found['kind']}/{found['name']}"
    try:
        card = _card(session, found, version, now=now)
    except NotFound:
        return _refused(request, 404, "There is nothing at this address.")
    except Gone as gone:
        return _refused(request, 410, str(gone))
    pin = f"?version={version}" if version and found["kind"] == "claims" else ""
    width = min(WIDEST, maxwidth or WIDEST)
    height = AROUND + LINE * (1 + len(card.words) * LETTER // width)
    told: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": card.title,
        "provider_name": "Sourcelight",
        "provider_url": settings.base_url,
        "html": _quotation(request, card, address + pin),
        "width": width,
        "height": min(height, maxheight or height),
    }
    if (maxwidth or WIDTH) >= WIDTH and (maxheight or HEIGHT) >= HEIGHT:
        told |= {
            "thumbnail_url": f"{address}/preview.png{pin}",
            "thumbnail_width": WIDTH,
            "thumbnail_height": HEIGHT,
        }
    return JSONResponse(told, headers=NEVER_KEPT if found["kind"] == "s" else None)


def _path(url: str, base_url: str) -> tuple[str, int | None]:
    """The path of an address of this site, empty for any other; and the version that it names, if any."""
    try:
        asked, own = urlsplit(url), urlsplit(base_url)
        versions = parse_qs(asked.query, max_num_fields=20).get("version", [""])
    except ValueError:
        return "", None
    if asked.scheme not in ("http", "https") or asked.netloc.lower() != own.netloc.lower():
        return "", None
    return asked.path, int(versions[-1]) if NUMBER.fullmatch(versions[-1]) else None


def _card(session: Session, found: re.Match[str], version: int | None, *, now: datetime) -> Card:
    if found["kind"] == "s":
        return card_of_share(queries.share_page(session, found["name"], at=now))
    return card_of(session, found["name"], version)


def _quotation(request: Request, card: Card, address: str) -> str:
    templates: Jinja2Templates = request.app.state.templates
    return templates.get_template("partials/_embed.html").render(card=card, address=address).strip()


def _refused(request: Request, status: int, message: str) -> Response:
    """Problem details; as plain JSON, for programs that know no other."""
    response = problem_answer(request, status, message, (), None)
    response.headers.update(NEVER_KEPT | {"Content-Type": "application/json"})
    return response
