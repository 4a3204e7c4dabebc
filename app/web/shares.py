"""Sharing with people who have no account: making a link, the list of all links, taking one back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from pydantic import AfterValidator, BaseModel, Field

from app import actions
from app.actions.shares import LONGEST_NOTE, MOST_DAYS
from app.present.compare import heading
from app.present.quotes import as_name
from app.present.sieve import sift
from app.store import queries
from app.store.errors import Refused
from app.store.session import Session
from app.store.share_pages import ToShare
from app.web.access import Access, open_to
from app.web.address import Address, pairs_of
from app.web.compare import Chosen
from app.web.deps import MAX_ID, ArticleId, Claims, DbSession, Key, Pipe, Setting, Version, without_nul
from app.web.people import Who
from app.web.render import render

router = APIRouter(include_in_schema=False)

ShareId = Annotated[int, Path(ge=1, le=MAX_ID)]
NEVER_KEPT = {"Cache-Control": "no-store"}


class NewShare(BaseModel):
    """What the form sends. `whole`: the article's text may be read as a whole."""

    days: Annotated[int, Field(ge=1, le=MOST_DAYS)] = 7
    note: Annotated[str, Field(max_length=LONGEST_NOTE), AfterValidator(without_nul)] = ""
    whole: bool = False


Sent = Annotated[NewShare, Form()]


def get_now(request: Request) -> datetime:
    """Tests set the clock."""
    now: datetime = request.app.state.now()
    return now


Now = Annotated[datetime, Depends(get_now)]


@dataclass(frozen=True, slots=True)
class Sharing:
    """Makes the link that was asked for, and shows it this once."""

    request: Request
    pipeline: Pipe
    settings: Setting
    who: Who
    now: Now
    sent: Sent

    def answer(self, wanted: ToShare) -> Response:
        """Raises Refused."""
        sent = self.sent
        made = actions.share(
            self.pipeline.engine, wanted, days=sent.days, note=sent.note, who=self.who, at=self.now
        )
        response = render(
            self.request,
            "share_made",
            status=201,
            link=f"{self.settings.base_url}/s/{made.token}",
            expires_at=made.expires_at,
            wanted=wanted,
        )
        response.headers.update(NEVER_KEPT)
        return response


Share = Annotated[Sharing, Depends()]


@router.post("/claims/{key}/share")
def share_claim(session: DbSession, share: Share, key: Key) -> Response:
    return share.answer(queries.claim_to_share(session, key, whole=share.sent.whole))


@router.post("/articles/{article_id}/share")
def share_article(
    *,
    session: DbSession,
    share: Share,
    article_id: ArticleId,
    asked: Claims,
    voice: Literal["own", ""] = "",
    version: Version = None,
) -> Response:
    """The claims that the filter leaves, or the whole text in which the others step back."""
    page = queries.article_page(session, article_id, version=version)
    asked = asked.as_it_stands(session)
    rest = pairs_of({}, {"voice": voice, "version": version})
    here = Address(f"/articles/{article_id}", (*asked.pairs, *rest))
    left_out = sift(page, asked.filter, own=bool(voice)).off
    return share.answer(queries.article_to_share(page, left_out, str(here), whole=share.sent.whole))


@router.post("/compare/share")
def share_comparison(session: DbSession, share: Share, choice: Chosen) -> Response:
    page = choice.page(session)
    title = heading(page, choice.query.filter, choice.articles, choice.claim)
    if not title:
        raise Refused("Nothing is chosen yet that could be shared: choose what to compare.")
    return share.answer(queries.comparison_to_share(page, title, str(choice.address("/compare"))))


@router.post("/compare/{key}/share")
def share_matter(session: DbSession, share: Share, key: Key) -> Response:
    page = queries.matter_page(session, key)
    return share.answer(queries.matter_to_share(page, as_name(page.name)))


@router.post("/collections/{key}/share")
def share_collection(session: DbSession, share: Share, key: Key) -> Response:
    return share.answer(queries.collection_to_share(session, key))


@router.api_route("/shares", methods=["GET", "HEAD"])
@open_to(Access.EDITOR)
def shares(
    request: Request,
    session: DbSession,
    now: Now,
    after: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
) -> Response:
    return _show(request, session, now, after=after)


@router.post("/shares/{share_id}/revoke")
def revoke(
    *, request: Request, session: DbSession, pipeline: Pipe, who: Who, now: Now, share_id: ShareId
) -> Response:
    try:
        actions.revoke(pipeline.engine, share_id, who=who)
    except Refused as error:
        return _show(request, session, now, problem=str(error))
    return RedirectResponse(f"/shares#share-{share_id}", 303)


def _show(
    request: Request, session: Session, now: datetime, *, after: int | None = None, problem: str = ""
) -> Response:
    return render(
        request,
        "shares",
        status=422 if problem else 200,
        page=queries.shares_page(session, at=now, after=after),
        now=now,
        problem=problem,
    )
