"""Signing in and out."""

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.actions import logins
from app.actions.logins import Browser
from app.store.errors import Refused, TooMany
from app.store.keys import legal
from app.web import cookies
from app.web.access import Access, open_to
from app.web.deps import Pipe, get_settings
from app.web.people import Asker, Asking
from app.web.render import render
from app.web.returning import own_path

router = APIRouter(include_in_schema=False)

Typed = Annotated[str, Form(max_length=1000)]  # a longer one is nobody's name or password
To = Annotated[str, Form(max_length=2000)]


def browser_of(request: Request) -> Browser:
    address = request.client.host if request.client else ""
    return Browser(address, request.headers.get("user-agent", ""), cookies.session_secret(request) or "")


def require_accounts(asker: Asker) -> None:
    """Raises HTTPException 404 where nobody has an account."""
    if not asker.has_accounts:
        raise HTTPException(404, "There are no accounts here: nobody has to sign in.")


def signed_in(request: Request, secret: str, to: str) -> Response:
    """To the page that was asked for, as somebody new: the session there was, if any, is no more."""
    response = RedirectResponse(own_path(to), 303)
    cookies.keep_session(request, response, secret)
    return response


@router.api_route("/login", methods=["GET", "HEAD"])
@open_to(Access.ANYBODY)
def ask(request: Request, asker: Asking, to: Annotated[str, Query(max_length=4000)] = "/") -> Response:
    require_accounts(asker)
    return RedirectResponse(own_path(to), 303) if asker.person else show(request, to)


@router.post("/login")
@open_to(Access.ANYBODY)
def sign_in(
    *,
    request: Request,
    asker: Asking,
    pipeline: Pipe,
    name: Typed = "",
    password: Typed = "",
    to: To = "/",
) -> Response:
    require_accounts(asker)
    try:
        secret = logins.sign_in(pipeline.engine, name, password, browser_of(request))
    except TooMany as error:
        return show(request, to, status=429, problem=str(error), name=name, seconds=error.seconds)
    except Refused as error:
        return show(request, to, status=401, problem=str(error), name=name)
    return signed_in(request, secret, to)


@router.post("/logout")
@open_to(Access.ANYBODY)
def sign_out(request: Request, pipeline: Pipe) -> Response:
    if secret := cookies.session_secret(request):
        logins.sign_out(pipeline.engine, secret)
    response = RedirectResponse("/" if get_settings(request).public_read else "/login", 303)
    cookies.drop(request, response)
    response.headers["Clear-Site-Data"] = '"cache"'  # going back shows no page that was kept
    return response


def show(
    request: Request, to: str, *, status: int = 200, problem: str = "", name: str = "", seconds: int = 0
) -> Response:
    """The form; with a problem, and never with the password."""
    settings = get_settings(request)
    response = render(
        request,
        "login",
        status=status,
        to=own_path(to),
        problem=problem,
        name=legal(name),
        provider=settings.oidc_issuer,
    )
    response.headers["Cache-Control"] = "no-store"
    if status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"  # what programs sign in with; people have the form
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    return response
