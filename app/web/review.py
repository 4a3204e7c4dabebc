"""The queue of mentions that were linked to nobody or with doubt, each settled by one click or key."""

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from app import actions
from app.domain import SourcelightError
from app.present.doubts import DOUBTS, REASONS
from app.present.sentence import sentence
from app.store import queries
from app.store.pages import ClaimFilter
from app.store.session import Session
from app.web.address import Address
from app.web.bodies import Line
from app.web.deps import MAX_ID, Cursor, DbSession, Pipe, Text
from app.web.render import render

router = APIRouter(include_in_schema=False)


@router.api_route("/review", methods=["GET", "HEAD"])
def review(
    request: Request,
    session: DbSession,
    after: Cursor = None,
    settled: Annotated[int, Query(ge=0, le=MAX_ID, description="the event of the last decision")] = 0,
    source: Text = "",
) -> Response:
    return show_queue(request, session, after, settled=settled, source=source)


@router.post("/review")
def settle(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    key: Annotated[Line, Form()] = "",
    to: Annotated[Line, Form(description="a slug, or new")] = "",
    into: Annotated[Line, Form(description="a slug or a name that was typed")] = "",
    after: Annotated[Line, Form()] = "",
) -> Response:
    try:
        done = actions.settle(pipeline.engine, key, to or queries.slug_named(session, into))
    except SourcelightError as error:
        return show_queue(request, session, after or None, problem=str(error), key=key, into=into)
    query = {"after": after, "settled": done.event, "source": done.slug}
    return RedirectResponse(f"/review?{urlencode({name: each for name, each in query.items() if each})}", 303)


def show_queue(
    request: Request,
    session: Session,
    after: str | None = None,
    *,
    settled: int = 0,
    source: str = "",
    problem: str = "",
    key: str = "",
    into: str = "",
) -> Response:
    """The queue; with a problem, the reason why the form `key` could not be settled as `into`."""
    current = queries.current_slugs(session, [source] if source else [])
    last = queries.source_page(session, current[0], ClaimFilter(), limit=1).row.source if current else None
    return render(
        request,
        "review",
        fragment="review",
        status=422 if problem else 200,
        page=queries.doubts_page(session, after=after),
        here=Address("/review"),
        after=after,
        sentence=sentence,
        doubts=DOUBTS,
        reasons=REASONS,
        settled=settled,
        last=last,
        problem=problem,
        key=key,
        into=into,
    )
