"""One's own account: password, sessions, tokens. And the one-time link by which a password is chosen."""

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Path, Request, Response
from fastapi.responses import RedirectResponse

from app.actions import accounts, logins
from app.domain import Scope, SourcelightError
from app.store import queries
from app.store.account_pages import Person
from app.store.errors import NotFound, TooMany
from app.store.session import Session
from app.web import cookies
from app.web.access import Access, open_to
from app.web.bodies import Line
from app.web.deps import MAX_ID, DbSession, Pipe
from app.web.login import Typed, browser_of
from app.web.people import Asking
from app.web.render import render

router = APIRouter(include_in_schema=False)

RowId = Annotated[int, Path(ge=1, le=MAX_ID)]
Secret = Annotated[str, Path(max_length=100)]


def get_me(asker: Asking) -> Person:
    """These routes are open to people who are signed in (access.py), so that there is one."""
    if asker.person is None:
        raise NotFound("There is nobody signed in.")
    return asker.person


Me = Annotated[Person, Depends(get_me)]


@router.api_route("/account", methods=["GET", "HEAD"])
@open_to(Access.SIGNED_IN)
def account(request: Request, session: DbSession, asker: Asking, me: Me) -> Response:
    return _show(request, session, me, asker.login)


@router.post("/account/password")
@open_to(Access.SIGNED_IN)
def change_password(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    asker: Asking,
    me: Me,
    old: Typed = "",
    new: Typed = "",
    again: Typed = "",
) -> Response:
    """The session goes on under a new secret, and all others end."""
    if new != again:
        return _show(request, session, me, asker.login, problem="The new password was typed in two ways.")
    try:
        secret = logins.change_password(pipeline.engine, me.id, old, new, browser_of(request))
    except TooMany:
        raise
    except SourcelightError as error:
        return _show(request, session, me, asker.login, problem=str(error))
    response = RedirectResponse("/account", 303)
    cookies.keep_session(request, response, secret)
    return response


@router.post("/account/sessions/{login_id}/end")
@open_to(Access.SIGNED_IN)
def end_session(pipeline: Pipe, me: Me, login_id: RowId) -> Response:
    logins.end_login(pipeline.engine, me.id, login_id)
    return RedirectResponse("/account#sessions", 303)


@router.post("/account/sessions/end")
@open_to(Access.SIGNED_IN)
def end_other_sessions(pipeline: Pipe, asker: Asking, me: Me) -> Response:
    logins.end_logins(pipeline.engine, me.id, but=asker.login)
    return RedirectResponse("/account#sessions", 303)


@router.post("/account/tokens")
@open_to(Access.SIGNED_IN)
def make_token(
    *,
    request: Request,
    pipeline: Pipe,
    session: DbSession,
    asker: Asking,
    me: Me,
    name: Annotated[Line, Form()] = "",
    scope: Annotated[Scope, Form()] = Scope.READ,
) -> Response:
    """The page with the new token, which is shown this once."""
    try:
        secret = accounts.make_token(pipeline.engine, me.id, name, scope, who=me.name)
    except SourcelightError as error:
        return _show(request, session, me, asker.login, problem=str(error), typed=name)
    return _show(request, session, me, asker.login, secret=secret)


@router.post("/account/tokens/{token_id}/revoke")
@open_to(Access.SIGNED_IN)
def revoke_token(pipeline: Pipe, me: Me, token_id: RowId) -> Response:
    accounts.revoke_token(pipeline.engine, token_id, of=me.id, who=me.name)
    return RedirectResponse("/account#tokens", 303)


@router.api_route("/reset/{secret}", methods=["GET", "HEAD"])
@open_to(Access.ANYBODY)
def ask_password(request: Request, session: DbSession, secret: Secret) -> Response:
    """Looking at it uses nothing up: what unfolds links in messages looks at them too."""
    person = queries.with_reset_link(session, secret)
    if person is None:
        raise NotFound(logins.GONE)
    return _reset(request, person)


@router.post("/reset/{secret}")
@open_to(Access.ANYBODY)
def choose_password(
    *,
    request: Request,
    session: DbSession,
    pipeline: Pipe,
    secret: Secret,
    new: Typed = "",
    again: Typed = "",
) -> Response:
    person = queries.with_reset_link(session, secret)
    if person is None:
        raise NotFound(logins.GONE)
    if new != again:
        return _reset(request, person, problem="The password was typed in two ways.")
    try:
        login = logins.use_reset_link(pipeline.engine, secret, new, browser_of(request))
    except NotFound:
        raise
    except SourcelightError as error:
        return _reset(request, person, problem=str(error))
    response = RedirectResponse("/account", 303)
    cookies.keep_session(request, response, login)
    return response


def _reset(request: Request, person: Person, *, problem: str = "") -> Response:
    status = 422 if problem else 200
    response = render(request, "reset", status=status, whose=person, problem=problem)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"  # the address is a secret; see also the page
    return response


def _show(
    request: Request,
    session: Session,
    me: Person,
    login: int | None,
    *,
    problem: str = "",
    secret: str = "",
    typed: str = "",
) -> Response:
    response = render(
        request,
        "account",
        status=422 if problem else 200,
        page=queries.account_page(session, me.id),
        login=login,
        scopes=[scope for scope in Scope if me.role.covers(scope.role)],
        problem=problem,
        secret=secret,
        typed=typed,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
