"""Forms that confirm or reject a cross-reference, or add one, on the page of a claim."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from app import actions
from app.domain import Relation, SourcelightError, Verdict
from app.store.errors import Linked
from app.web.bodies import Line
from app.web.claims import show
from app.web.deps import DbSession, Key, Pipe, Setting
from app.web.pasted import Pasted, claim_pasted, own_hosts
from app.web.people import Who

router = APIRouter(include_in_schema=False)


@router.post("/claims/{key}/verdicts")
def give_verdict(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    who: Who,
    key: Key,
    other: Annotated[Line, Form(description="the id of the claim that this one is linked to")] = "",
    verdict: Annotated[Verdict, Form()] = Verdict.NONE,
    reason: Annotated[Line, Form()] = "",
) -> Response:
    """Leads back to the cross-reference; or says why not, and keeps the reason that was typed."""
    try:
        done = actions.give_verdict(pipeline.engine, key, other, verdict, who=who, reason=reason)
    except SourcelightError as error:
        return show(request, session, key, problem=str(error), other=other, reason=reason)
    return RedirectResponse(f"/claims/{done.claim}#x-{other}", 303)


@router.post("/claims/{key}/cross-references")
def add(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    settings: Setting,
    who: Who,
    key: Key,
    link: Annotated[Line, Form(description="the link of another claim, or its id")] = "",
    relation: Annotated[Relation, Form()] = Relation.NONE,
    reason: Annotated[Line, Form()] = "",
) -> Response:
    """Leads to the new cross-reference; or says why not, and keeps what was typed."""
    linked = ""
    try:
        other = claim_pasted(link, own_hosts(request, settings))
        actions.add_cross_reference(pipeline.engine, key, other, relation, who=who, reason=reason)
    except SourcelightError as error:
        linked = error.other if isinstance(error, Linked) else ""
        pasted = Pasted(link, relation, reason, linked)
        return show(request, session, key, problem=str(error), other=linked or link or "-", pasted=pasted)
    return RedirectResponse(f"/claims/{key}#x-{other}", 303)
