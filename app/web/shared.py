"""What a share link shows to whoever has it."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from starlette.background import BackgroundTask

from app import actions
from app.present.cards import card_of_share
from app.present.layout import lay_out
from app.present.shared import matters, sieve_of, voices_of
from app.store import queries
from app.web.access import Access, open_to
from app.web.deps import DbSession, Pipe
from app.web.previews import Paint, picture
from app.web.render import render
from app.web.shares import Now

router = APIRouter(include_in_schema=False)

Token = Annotated[str, Path(max_length=64)]


@router.api_route("/s/{token}", methods=["GET", "HEAD"])
@open_to(Access.ANYBODY)
def shared(request: Request, session: DbSession, pipeline: Pipe, token: Token, now: Now) -> Response:
    """Counted each time that somebody, or a program that shows links, asks for the page itself."""
    page = queries.share_page(session, token, at=now)
    claims = [held.shared.row.claim for held in page.claims]
    is_claim = page.kind == "claim"
    response = render(
        request,
        "share",
        page=page,
        path=f"/s/{token}",
        card=card_of_share(page),
        layout=lay_out(page.text, claims if page.whole else claims[:1], page.offset) if page.text else None,
        chosen=claims[0] if is_claim and page.whole else None,
        sieve=sieve_of(page),
        matters=matters(page),
        voices=() if is_claim else voices_of(page),
    )
    if request.method == "GET":
        response.background = BackgroundTask(actions.note_opening, pipeline.engine, page.id, now)
    return response


@router.api_route("/s/{token}/preview.png", methods=["GET", "HEAD"])
@open_to(Access.ANYBODY)
def preview(request: Request, session: DbSession, painter: Paint, token: Token, now: Now) -> Response:
    """Chats that show a link's picture in the reader's own browser may show this one."""
    response = picture(request, painter, card_of_share(queries.share_page(session, token, at=now)))
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
