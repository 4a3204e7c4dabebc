"""The JSON API of how claims bear on each other."""

from typing import Annotated

from fastapi import Depends, Query, Request

from app import actions
from app.store import queries
from app.store.link_pages import CrossReferences, ReferenceCounts
from app.web import examples
from app.web.bodies import NewCrossReference, NewVerdict
from app.web.conditional import ApiRouter
from app.web.deps import MAX_ID, DbSession, ParameterError, Pipe, Setting, Value
from app.web.documented import read, written
from app.web.origin import require_json
from app.web.pasted import claim_pasted, own_hosts
from app.web.people import Who

router = ApiRouter(prefix="/api/v1", tags=["cross-references"])


@router.get(
    "/cross-references",
    summary="See what others say of a claim’s matter",
    responses=read(examples.CROSS_REFERENCES, 404, 410),
)
def cross_references(
    session: DbSession,
    claim: Annotated[Value, Query(max_length=64, description="the id of a claim")] = "",
    article: Annotated[int | None, Query(ge=1, le=MAX_ID, description="the id of an article")] = None,
) -> CrossReferences | list[ReferenceCounts]:
    """What agrees with a claim, differs from it or is related; of an article, how many each claim has."""
    if (article is None) == (not claim):
        raise ParameterError("Name either a claim or an article: ?claim= or ?article=")
    if article is None:
        return queries.cross_references(session, claim)
    return list(queries.reference_counts(session, article))


@router.post(
    "/cross-references",
    status_code=201,
    summary="Add a cross-reference",
    dependencies=[Depends(require_json)],
    responses=written(201, "Added", examples.CROSS_REFERENCES, 404, 410),
)
def add_cross_reference(
    *,
    new: NewCrossReference,
    request: Request,
    pipeline: Pipe,
    settings: Setting,
    who: Who,
    session: DbSession,
) -> CrossReferences:
    """Says how two claims bear on each other that the machine did not link so; answers with the
    cross-references of the first one. It stands in the log, outlasts later readings and can be undone."""
    other = claim_pasted(new.other, own_hosts(request, settings))
    actions.add_cross_reference(pipeline.engine, new.claim, other, new.relation, who=who, reason=new.reason)
    return queries.cross_references(session, new.claim)


@router.post(
    "/cross-references/verdicts",
    status_code=201,
    summary="Confirm or reject a cross-reference",
    dependencies=[Depends(require_json)],
    responses=written(201, "Decided", examples.CROSS_REFERENCES, 404, 410),
)
def give_verdict(new: NewVerdict, pipeline: Pipe, who: Who, session: DbSession) -> CrossReferences:
    """Says whether two claims do bear on each other; answers with the cross-references of the first one.
    What was decided stands in the log and can be undone."""
    actions.give_verdict(pipeline.engine, new.claim, new.other, new.verdict, who=who, reason=new.reason)
    return queries.cross_references(session, new.claim)
