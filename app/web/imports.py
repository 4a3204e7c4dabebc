"""Imports: many articles asked for at once, and what became of each."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from app import actions
from app.domain import ItemState, SourcelightError
from app.read import is_url
from app.store import queries
from app.store.session import Session
from app.web.address import Address
from app.web.deps import MAX_ID, Cursor, DbSession, Pipe, Work
from app.web.render import render

router = APIRouter(include_in_schema=False)

ImportId = Annotated[int, Path(ge=1, le=MAX_ID)]


@router.api_route("/imports", methods=["GET", "HEAD"])
def imports(request: Request, session: DbSession, after: Cursor = None) -> Response:
    page = queries.imports_page(session, after=after)
    return render(request, "imports", page=page, here=Address("/imports", ()), after=after)


@router.api_route("/imports/{import_id}", methods=["GET", "HEAD"])
def one_import(request: Request, session: DbSession, import_id: ImportId, after: Cursor = None) -> Response:
    """While it runs the page asks again every two seconds; without scripts somebody reloads it."""
    return _show(request, session, import_id, after=after)


@router.post("/imports/{import_id}/retry")
def retry(
    request: Request, session: DbSession, pipeline: Pipe, worker: Work, import_id: ImportId
) -> Response:
    """Fetch again what could not be fetched."""
    try:
        actions.retry_import(pipeline.engine, import_id)
    except SourcelightError as error:
        return _show(request, session, import_id, problem=str(error))
    worker.wake()
    return RedirectResponse(f"/imports/{import_id}", 303)


def _show(
    request: Request, session: Session, import_id: int, *, after: str | None = None, problem: str = ""
) -> Response:
    page = queries.import_page(session, import_id, after=after)
    failed = [item.name for item in page.items if item.state is ItemState.FAILED]
    return render(
        request,
        "import",
        fragment="import",
        status=422 if problem else 200,
        page=page,
        here=Address(f"/imports/{import_id}", ()),
        after=after,
        problem=problem,
        can_retry=not page.row.left and any(map(is_url, failed)),  # files that failed are not kept
    )
