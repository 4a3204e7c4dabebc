"""Saved filters: keeping a view under a name, and the list of those that are kept."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request, Response

from app import actions
from app.actions.filters import LONGEST_ADDRESS, view_of
from app.store import queries
from app.store.desk_pages import SavedView
from app.store.keys import legal
from app.store.session import Session
from app.web.address import Address, pairs_of
from app.web.deps import MAX_ID, Cursor, DbSession
from app.web.desk import NONE, AtDesk, Refusal, Typed, answer, require_colleague
from app.web.render import render
from app.web.showable import showable
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
def filters(request: Request, session: DbSession, after: Cursor = None) -> Response:
    return show(request, session, after=after)


@router.api_route("/filters/new", methods=["GET", "HEAD"])
def new_filter(
    request: Request, session: DbSession, view: Annotated[str, Query(max_length=LONGEST_ADDRESS)]
) -> Response:
    """Raises Refused for what is no view of this site."""
    return show_new(request, session, view)


@router.post("/filters")
def save(at: AtDesk, name: Typed = "", view: Typed = "") -> Response:
    """Leads back to the view."""
    return answer(
        lambda: actions.save_filter(
            at.pipeline.engine, name, showable(at.request, at.session, view), who=at.who
        ),
        lambda done: view_of(view),
        lambda refusal: show_new(at.request, at.session, view, refusal, name=name),
    )


@router.post("/filters/{filter_id}/rename")
def rename(
    at: AtDesk, filter_id: FilterId, name: Typed = "", seen: Typed = "", after: Cursor = None
) -> Response:
    return answer(
        lambda: actions.rename_filter(at.pipeline.engine, filter_id, name, seen=seen, who=at.who),
        lambda done: str(_page(after).at(f"s-{filter_id}")),
        lambda refusal: show(at.request, at.session, refusal, after=after, renamed=filter_id, typed=name),
    )


@router.post("/filters/{filter_id}/delete")
def delete(at: AtDesk, filter_id: FilterId, after: Cursor = None) -> Response:
    return answer(
        lambda: actions.delete_filter(at.pipeline.engine, filter_id, who=at.who),
        lambda done: "/filters#history",
        lambda refusal: show(at.request, at.session, refusal, after=after),
    )


def _page(after: str | None) -> Address:
    return Address("/filters", pairs_of({}, {"after": after}))


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
    after: str | None = None,
    renamed: int = 0,
    typed: str = "",
) -> Response:
    """Saved filters by name; after a refusal with what was `typed` as the name of `renamed`."""
    page = queries.filters_page(session, after=after, history=after is None)
    return render(
        request,
        "filters",
        status=refusal.status,
        page=page,
        here=_page(None),
        after=after,
        views=[(view, in_words(view)) for view in page.rows],
        problem=refusal.problem,
        renamed=renamed,
        typed=legal(typed),
    )


def show_new(
    request: Request, session: Session, address: str, refusal: Refusal = NONE, *, name: str = ""
) -> Response:
    view = queries.view(session, showable(request, session, address))
    return render(
        request,
        "save_filter",
        status=refusal.status,
        view=view,
        words=in_words(view),
        problem=refusal.problem,
        name=legal(name),
    )
