"""The people who may sign in, for admins."""

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, Path, Request, Response
from fastapi.responses import RedirectResponse

from app.actions import accounts
from app.domain import Role, SourcelightError
from app.store import queries
from app.store.errors import NotFound, Refused
from app.web.access import Access, open_to
from app.web.bodies import Line
from app.web.deps import MAX_ID, Pipe
from app.web.people import Asking, Who
from app.web.render import render

router = APIRouter(include_in_schema=False)

AccountId = Annotated[int, Path(ge=1, le=MAX_ID)]
ChosenRole = Annotated[Role, Form()]
FIRST = "The first account is added on the command line: sourcelight user add NAME"


@router.api_route("/people", methods=["GET", "HEAD"])
@open_to(Access.ADMIN)
def people(request: Request, pipeline: Pipe) -> Response:
    return _show(request, pipeline)


@router.post("/people")
@open_to(Access.ADMIN)
def add(
    *,
    request: Request,
    pipeline: Pipe,
    asker: Asking,
    name: Annotated[Line, Form()] = "",
    email: Annotated[Line, Form()] = "",
    role: ChosenRole = Role.READER,
) -> Response:
    """The page with a link by which the new person chooses a password; it is shown this once."""
    try:
        if not asker.has_accounts:
            raise Refused(FIRST)
        account = accounts.add_account(pipeline.engine, name, role, email=email, who=asker.who)
        secret = accounts.make_reset_link(pipeline.engine, account, who=asker.who)
    except SourcelightError as error:
        typed = {"name": name, "email": email, "role": role}
        return _show(request, pipeline, problem=str(error), typed=typed)
    return _show(request, pipeline, link=secret, whose=account)


@router.post("/people/{account_id}/role")
@open_to(Access.ADMIN)
def change_role(
    request: Request, pipeline: Pipe, who: Who, account_id: AccountId, role: ChosenRole
) -> Response:
    return _answer(
        request, pipeline, lambda: accounts.change_role(pipeline.engine, account_id, role, who=who)
    )


@router.post("/people/{account_id}/deactivate")
@open_to(Access.ADMIN)
def deactivate(request: Request, pipeline: Pipe, who: Who, account_id: AccountId) -> Response:
    return _answer(request, pipeline, lambda: accounts.deactivate(pipeline.engine, account_id, who=who))


@router.post("/people/{account_id}/activate")
@open_to(Access.ADMIN)
def activate(request: Request, pipeline: Pipe, who: Who, account_id: AccountId) -> Response:
    return _answer(request, pipeline, lambda: accounts.activate(pipeline.engine, account_id, who=who))


@router.post("/people/{account_id}/link")
@open_to(Access.ADMIN)
def make_link(request: Request, pipeline: Pipe, who: Who, account_id: AccountId) -> Response:
    """The page with a one-time link by which a new password is chosen; it is shown this once."""
    try:
        secret = accounts.make_reset_link(pipeline.engine, account_id, who=who)
    except NotFound:
        raise
    except SourcelightError as error:
        return _show(request, pipeline, problem=str(error))
    return _show(request, pipeline, link=secret, whose=account_id)


def _answer(request: Request, pipeline: Pipe, act: Callable[[], None]) -> Response:
    try:
        act()
    except NotFound:
        raise
    except SourcelightError as error:
        return _show(request, pipeline, problem=str(error))
    return RedirectResponse("/people", 303)


def _show(
    request: Request,
    pipeline: Pipe,
    *,
    problem: str = "",
    typed: dict[str, str] | None = None,
    link: str = "",
    whose: int = 0,
) -> Response:
    """The list as it stands now, after what was just done."""
    with pipeline.session() as session:
        rows, events = queries.accounts(session), queries.account_events(session)
    response = render(
        request,
        "people",
        status=422 if problem else 200,
        rows=rows,
        events=events,
        roles=list(Role),
        problem=problem,
        typed=typed or {"name": "", "email": "", "role": Role.EDITOR},
        link=link,
        whose=next((row.name for row in rows if row.id == whose), ""),
    )
    response.headers["Cache-Control"] = "no-store"
    return response
