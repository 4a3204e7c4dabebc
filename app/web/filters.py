"""Saved filters: keeping a view under a name, and the list of those that are kept."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from app import actions
from app.actions.filters import LONGEST_ADDRESS, view_of
from app.store import queries
from app.store.desk_pages import SavedView
from app.store.keys import legal
from app.store.session import Session
from app.web.address import Address
from app.web.deps import MAX_ID, DbSession, Pipe
from app.web.desk import NONE, Line, Refusal, answer, require_colleague
from app.web.people import Who
from app.web.render import render
from app.web.terms import BY_TYPE, OF_TYPE, terms

router = APIRouter(include_in_schema=False, dependencies=[Depends(require_colleague)])

FilterId = Annotated[int, Path(ge=1, le=MAX_ID)]
LISTS = {
    "/": "Articles",
    "/claims": "Claims",
    "/concordance": "Claims in context",
    "/sources": "Sources",
    "/compare": "Who says what",
}
ADJECTIVES = ("kind", "act", "hedged")  # filters whose values do not follow "Claims" as they are


@router.api_route("/filters", methods=["GET", "HEAD"])
def filters(request: Request, session: DbSession) -> Response:
    return show(request, session)


@router.api_route("/filters/new", methods=["GET", "HEAD"])
def new_filter(
    request: Request, session: DbSession, view: Annotated[str, Query(max_length=LONGEST_ADDRESS)]
) -> Response:
    """Raises Refused for what is no view of this site."""
    return show_new(request, session, view)


@router.post("/filters")
def save(
    *, request: Request, session: DbSession, pipeline: Pipe, who: Who, name: Line = "", view: Line = ""
) -> Response:
    """Leads back to the view."""
    return answer(
        lambda: actions.save_filter(pipeline.engine, name, view, who=who),
        lambda done: view_of(view),
        lambda refusal: show_new(request, session, view, refusal, name=name),
    )


@router.post("/filters/{filter_id}/rename")
def rename(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    who: Who,
    filter_id: FilterId,
    name: Line = "",
    seen: Line = "",
) -> Response:
    return answer(
        lambda: actions.rename_filter(pipeline.engine, filter_id, name, seen=seen, who=who),
        lambda done: f"/filters#s-{filter_id}",
        lambda refusal: show(request, session, refusal, renamed=filter_id, typed=name),
    )


@router.post("/filters/{filter_id}/delete")
def delete(request: Request, session: DbSession, pipeline: Pipe, who: Who, filter_id: FilterId) -> Response:
    return answer(
        lambda: actions.delete_filter(pipeline.engine, filter_id, who=who),
        lambda done: "/filters#history",
        lambda refusal: show(request, session, refusal),
    )


def in_words(view: SavedView) -> str:
    """As in "Claims by Ann Lee, direct, in the Courier" or "Claims: direct"."""
    if not (head := LISTS.get(view.path)):
        place = "of" if view.path.startswith("/sources/") else "in"
        head = f"Claims {place} “{view.title}”" if view.title else "A view of what is gone"
    types = OF_TYPE if view.path == "/sources" else BY_TYPE
    try:
        found = terms(Address(view.path, view.pairs), view.sources, types)
    except ValueError:  # a day that was typed by hand, and is none
        return head
    begin = ": " if found and found[0].name in ADJECTIVES else " "
    return head + "".join(f"{term.joint if place else begin}{term.text}" for place, term in enumerate(found))


def show(
    request: Request,
    session: Session,
    refusal: Refusal = NONE,
    *,
    renamed: int = 0,
    typed: str = "",
) -> Response:
    """All saved filters; after a refusal with what was `typed` as the name of `renamed`."""
    page = queries.filters_page(session)
    return render(
        request,
        "filters",
        status=refusal.status,
        page=page,
        views=[(view, in_words(view)) for view in page.rows],
        problem=refusal.problem,
        renamed=renamed,
        typed=legal(typed),
    )


def show_new(
    request: Request, session: Session, address: str, refusal: Refusal = NONE, *, name: str = ""
) -> Response:
    view = queries.view(session, view_of(address))
    return render(
        request,
        "save_filter",
        status=refusal.status,
        view=view,
        words=in_words(view),
        problem=refusal.problem,
        name=legal(name),
    )
