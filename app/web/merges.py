"""Merging two sources that were chosen in a list: which of them stays is asked first."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from app import actions
from app.domain import SourcelightError
from app.store import queries
from app.store.pages import ClaimFilter
from app.store.session import Session
from app.web.deps import MAX_VALUES, DbSession, Pipe, Values
from app.web.people import Who
from app.web.render import render

router = APIRouter(include_in_schema=False)

CLAIMS = 3  # shown of each, to tell them apart by
TWO = "Choose two sources to merge: {} {} chosen."


@router.api_route("/merge", methods=["GET", "HEAD"])
def ask(request: Request, session: DbSession, source: Values) -> Response:
    slugs = queries.current_slugs(session, source)
    if len(slugs) == 2:
        return _ask(request, session, slugs)
    return _ask_for_two(request, session, slugs)


@router.post("/merge")
def merge(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    who: Who,
    source: Annotated[list[str], Form(max_length=MAX_VALUES, default_factory=list)],
    keep: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> Response:
    slugs = queries.current_slugs(session, source)
    if len(slugs) != 2:
        return _ask_for_two(request, session, slugs)
    others = [slug for slug in source if slug != keep]
    if len(others) != 1 or keep not in source:
        return _ask(request, session, source, problem="Choose which of the two stays.", reason=reason)
    try:
        done = actions.merge(pipeline.engine, keep, others[0], who=who, reason=reason)
    except SourcelightError as error:
        return _ask(request, session, source, problem=str(error), keep=keep, reason=reason)
    return RedirectResponse(f"/sources/{done.slug}#history", 303)


def _ask_for_two(request: Request, session: Session, slugs: Sequence[str]) -> Response:
    return render(
        request,
        "merge",
        status=422,
        found=(),
        chosen=queries.source_names(session, slugs),
        problem=TWO.format(len(slugs), "is" if len(slugs) == 1 else "are"),
    )


def _ask(
    request: Request,
    session: Session,
    slugs: Sequence[str],
    *,
    problem: str = "",
    keep: str = "",
    reason: str = "",
) -> Response:
    return render(
        request,
        "merge",
        status=422 if problem else 200,
        found=[
            queries.source_page(session, slug, ClaimFilter(), limit=CLAIMS)
            for slug in queries.current_slugs(session, slugs)
        ],
        problem=problem,
        keep=keep,
        reason=reason,
    )
