"""Signing on at a provider of OpenID Connect: there, and back again."""

import secrets
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import APIRouter, Depends, HTTPException, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.actions import logins
from app.domain import SourcelightError
from app.web import cookies
from app.web.access import Access, open_to
from app.web.deps import Pipe, Setting
from app.web.login import browser_of, require_accounts, show, signed_in
from app.web.people import Asking
from app.web.provider import Asked, Provider, SignOnError
from app.web.returning import own_path

router = APIRouter(include_in_schema=False)

COOKIE = "sourcelight-sign-on"
MINUTES = 10  # to sign on at the provider
LONGEST = 2000  # characters of an address; a browser keeps no more than 4,096 bytes of a cookie
Word = Annotated[str, Query(max_length=4000)]


def get_provider(request: Request, asker: Asking, settings: Setting) -> Provider:
    """Raises HTTPException 404 where the settings name none."""
    require_accounts(asker)
    if not settings.oidc_issuer:
        raise HTTPException(404, "Nobody signs on elsewhere here.")
    provider: Provider = request.app.state.provider
    return provider


Provided = Annotated[Provider, Depends(get_provider)]


@router.get("/login/provider")
@open_to(Access.ANYBODY)
def leave(request: Request, provider: Provided, to: Word = "/") -> Response:
    """The browser keeps what it was sent off with, so that nobody else's answer can be slipped to it."""
    asked = Asked(*(secrets.token_urlsafe(32) for _ in range(3)))
    try:
        response = RedirectResponse(provider.address(asked), 303)
    except SignOnError as error:
        return show(request, to, status=503, problem=str(error))
    kept = quote(own_path(to), safe="")
    value = ".".join((asked.state, asked.nonce, asked.verifier, kept if len(kept) < LONGEST else ""))
    cookies.keep(request, response, COOKIE, value, MINUTES * 60)
    return response


@router.get("/login/provider/back")
@open_to(Access.ANYBODY)
def come_back(
    *,
    request: Request,
    pipeline: Pipe,
    settings: Setting,
    provider: Provided,
    code: Word = "",
    state: Word = "",
) -> Response:
    state_kept, nonce, verifier, to = _kept(request)
    try:
        if not state_kept or not secrets.compare_digest(state_kept.encode(), state.encode()):
            raise SignOnError("Signing on was not begun in this browser, or too long ago: try again.")
        if not code:
            raise SignOnError("The provider did not sign you on.")
        identity = provider.identity(code, Asked(state, nonce, verifier))
        browser = browser_of(request)
        secret = logins.sign_on(pipeline.engine, identity, settings.oidc_domains, browser)
        response = signed_in(request, secret, to)
    except SourcelightError as error:
        response = show(request, to, status=403, problem=str(error))
    cookies.drop(request, response, COOKIE)
    return response


def _kept(request: Request) -> tuple[str, str, str, str]:
    state, nonce, verifier, to = [*(cookies.read(request, COOKIE) or "").split("."), *[""] * 4][:4]
    return state, nonce, verifier, unquote(to)
