"""What is decided of a claim in the queue: right, none, or another kind, act or source."""

from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Form, Request, Response

from app import actions
from app.actions import Wanted
from app.domain import Act, Kind, SourcelightError, SourceType
from app.present.review import told
from app.store import queries
from app.store.errors import NotFound, Refused, Stale
from app.store.session import Session
from app.web.deps import DbSession, Key, Pipe
from app.web.people import Who
from app.web.review import Here, Trouble, show_queue

router = APIRouter(include_in_schema=False)

CONFIRM, REMOVE = "confirm", "remove"


@router.post("/review/claims/{key}")
def decide(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    background: BackgroundTasks,
    who: Who,
    here: Here,
    key: Key,
    do: Annotated[
        str, Form(description="the button: confirm, remove, kind:…, act:…, by:SLUG or new:TYPE")
    ] = "",
    into: Annotated[str, Form(description="a slug or a name that was typed")] = "",
    seen: Annotated[str, Form(description="the state of the claim that was shown")] = "",
) -> Response:
    """Leads back to the queue, or shows it with the reason why not."""
    act = {CONFIRM: actions.confirm, REMOVE: actions.remove}.get(do)
    try:
        if act is not None:
            done = act(pipeline.engine, key, seen=seen, who=who)
        else:
            done = actions.correct(pipeline.engine, key, _wanted(session, do, into), seen=seen, who=who)
    except Stale as error:
        session.rollback()  # what was read here before somebody else decided is out of date
        return show_queue(
            request, session, who, here, Trouble(_both(session, key, do, into, error), status=409)
        )
    except SourcelightError as error:
        is_unknown = isinstance(error, NotFound) and bool(into)
        return show_queue(request, session, who, here, Trouble(str(error), key, into, is_unknown=is_unknown))
    if done.article and (into or do.startswith(("by:", "new:"))):
        # What bears on the claim depends on who says it; whoever presses the next key need not wait for that.
        background.add_task(pipeline.relate, done.article)
    return here.led_back(settled=done.event)


def _wanted(session: Session, do: str, into: str) -> Wanted:
    """Raises Refused, and NotFound for a name that no source has."""
    what, _, value = do.partition(":")
    if what == "kind" and value in list(Kind):
        return Wanted(kind=Kind(value))
    if what == "act" and value in list(Act):
        return Wanted(act=Act(value))
    if what == "by":
        return Wanted(sources=(value,) if value else ())
    if what == "new" and value in list(SourceType) and into.strip():
        return Wanted(sources=(f"new:{value}:{into.strip()}",))
    if do:
        raise Refused(f"“{do[:40]}” is nothing that can be decided of a claim.")
    return Wanted(sources=(queries.slug_named(session, into),))


def _both(session: Session, key: str, do: str, into: str, error: Stale) -> str:
    """What was sent, and what is there now."""
    return f"{error} {told(do, into, queries.claim_state(session, key))}"
