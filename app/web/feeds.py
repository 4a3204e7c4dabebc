"""Feeds: following them, and how they fare."""

from typing import Annotated

from fastapi import APIRouter, Form, Path, Request, Response
from fastapi.responses import RedirectResponse

from app import actions
from app.actions.feeds import LONGEST, SHORTEST, USUAL
from app.domain import SourcelightError
from app.store import queries
from app.store.errors import NotFound
from app.store.session import Session
from app.web.deps import MAX_ID, DbSession, Pipe, Work
from app.web.people import Who
from app.web.render import render

router = APIRouter(include_in_schema=False)

FeedId = Annotated[int, Path(ge=1, le=MAX_ID)]
CHANGES = {"pause": actions.pause_feed, "resume": actions.resume_feed, "remove": actions.remove_feed}


@router.api_route("/feeds", methods=["GET", "HEAD"])
def feeds(request: Request, session: DbSession) -> Response:
    return _show(request, session)


@router.post("/feeds")
def follow(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    worker: Work,
    who: Who,
    url: Annotated[str, Form(max_length=2000)] = "",
    every: Annotated[int, Form(ge=SHORTEST, le=LONGEST)] = USUAL,
) -> Response:
    try:
        actions.add_feed(pipeline.engine, url, every, who=who)
    except SourcelightError as error:
        return _show(request, session, problem=str(error), typed=url)
    worker.wake()
    return RedirectResponse("/feeds", 303)


@router.post("/feeds/{feed_id}/{change}")
def change_feed(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    worker: Work,
    who: Who,
    feed_id: FeedId,
    change: Annotated[str, Path(pattern="^(pause|resume|remove)$")],
) -> Response:
    try:
        CHANGES[change](pipeline.engine, feed_id, who=who)
    except NotFound:
        raise
    except SourcelightError as error:
        return _show(request, session, problem=str(error))
    worker.wake()
    return RedirectResponse("/feeds", 303)


def _show(request: Request, session: Session, *, problem: str = "", typed: str = "") -> Response:
    return render(
        request,
        "feeds",
        status=422 if problem else 200,
        page=queries.feeds_page(session),
        problem=problem,
        typed=typed,
        usual=USUAL,
        shortest=SHORTEST,
        longest=LONGEST,
    )
