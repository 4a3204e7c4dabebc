"""Forms that confirm or reject a cross-reference, on the page of a claim."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from app import actions
from app.domain import SourcelightError, Verdict
from app.web.bodies import Line
from app.web.claims import show
from app.web.deps import DbSession, Key, Pipe

router = APIRouter(include_in_schema=False)


@router.post("/claims/{key}/verdicts")
def give_verdict(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    key: Key,
    other: Annotated[Line, Form(description="the id of the claim that this one is linked to")] = "",
    verdict: Annotated[Verdict, Form()] = Verdict.NONE,
    reason: Annotated[Line, Form()] = "",
) -> Response:
    """Leads back to the cross-reference; or says why not, and keeps the reason that was typed."""
    try:
        done = actions.give_verdict(pipeline.engine, key, other, verdict, reason=reason)
    except SourcelightError as error:
        return show(request, session, key, problem=str(error), other=other, reason=reason)
    return RedirectResponse(f"/claims/{done.claim}#x-{other}", 303)
