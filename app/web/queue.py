"""The queue of what is to be read, for admins: how much waits, how fast it goes, what failed and why."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from app import actions
from app.store import queries
from app.store.errors import Refused
from app.store.session import Session
from app.web.access import Access, open_to
from app.web.address import Address
from app.web.deps import MAX_ID, Cursor, DbSession, Pipe, Work
from app.web.render import render

router = APIRouter(include_in_schema=False)


@router.api_route("/queue", methods=["GET", "HEAD"])
@open_to(Access.ADMIN)
def queue(request: Request, session: DbSession, after: Cursor = None) -> Response:
    """While something waits, its figures are asked for again every five seconds."""
    return _show(request, session, after=after)


@router.post("/queue/{item_id}/retry")
@open_to(Access.ADMIN)
def retry(
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    worker: Work,
    item_id: Annotated[int, Path(ge=1, le=MAX_ID)],
) -> Response:
    """Read an article again that failed."""
    try:
        actions.retry_item(pipeline.engine, item_id)
    except Refused as refused:
        return _show(request, session, problem=str(refused))
    worker.wake()
    return RedirectResponse("/queue", 303)


def _show(request: Request, session: Session, *, after: str | None = None, problem: str = "") -> Response:
    return render(
        request,
        "queue",
        fragment="queue",
        status=422 if problem else 200,
        page=queries.queue_page(session, after=after),
        here=Address("/queue", ()),
        after=after,
        problem=problem,
    )
