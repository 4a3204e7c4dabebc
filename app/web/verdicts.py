"""Forms that confirm or reject a cross-reference, or add one, on the page of a claim."""

from typing import Annotated

from fastapi import APIRouter, Form, Request, Response
from fastapi.responses import RedirectResponse

from app import actions
from app.actions import typed
from app.domain import Relation, SourcelightError, Verdict
from app.store.errors import Linked
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
    other: Annotated[str, Form(description="the id of the claim that this one is linked to")] = "",
    verdict: Annotated[str, Form()] = Verdict.NONE,
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Leads back to the cross-reference; or says why not, and keeps the reason that was typed."""
    try:
        given = typed.one_of(verdict, Verdict, "verdict")
        done = actions.give_verdict(pipeline.engine, key, other, given, who=who, reason=reason)
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
    link: Annotated[str, Form(description="the link of another claim, or its id")] = "",
    relation: Annotated[str, Form()] = Relation.NONE,
    reason: Annotated[str, Form()] = "",
) -> Response:
    """Leads to the new cross-reference; or says why not, and keeps what was typed."""
    linked, how = "", Relation.NONE
    try:
        how = typed.one_of(relation, Relation, "relation between claims")
        other = claim_pasted(link, own_hosts(request, settings))
        actions.add_cross_reference(pipeline.engine, key, other, how, who=who, reason=reason)
    except SourcelightError as error:
        linked = error.other if isinstance(error, Linked) else ""
        pasted = Pasted(link, how, reason, linked)
        return show(request, session, key, problem=str(error), other=linked or link or "-", pasted=pasted)
    return RedirectResponse(f"/claims/{key}#x-{other}", 303)
