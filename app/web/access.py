"""Who may call which route. Unless a route is marked, reading takes a reader and anything else an editor.

@router.post("/login")
@open_to(Access.ANYBODY)
def login(...): ...
"""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from fastapi import HTTPException, Request

from app.domain import Role
from app.web.origin import SAFE
from app.web.people import Asker, Asking

Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])

OF = {Role.READER: "a reader’s", Role.EDITOR: "an editor’s", Role.ADMIN: "an admin’s"}


class Access(StrEnum):
    """Whom a route is open to. SIGNED_IN: a person in a browser, about their own account."""

    ANYBODY = "anybody"
    READER = "reader"
    SIGNED_IN = "signed in"
    EDITOR = "editor"
    ADMIN = "admin"


def open_to(access: Access) -> Callable[[Endpoint], Endpoint]:
    """Mark a route's function; stands between it and the router's decorator."""

    def mark(endpoint: Endpoint) -> Endpoint:
        vars(endpoint)["access"] = access
        return endpoint

    return mark


def access_to(endpoint: Callable[..., Any], method: str) -> Access:
    """Whom a route is open to, as marked or by its method."""
    usual = Access.READER if method in SAFE else Access.EDITOR
    access: Access = getattr(endpoint, "access", usual)
    return access


def require_access(request: Request, asker: Asking) -> None:
    """Holds for every route. Whoever is not signed in and might be is asked to (401); else it is 403."""
    judge(asker, access_to(request.scope["endpoint"], request.method))


def judge(asker: Asker, access: Access) -> None:
    """Raises HTTPException: 401 where signing in may help, 404 for accounts where there are none, or 403."""
    if access is Access.ANYBODY:
        return
    if access is Access.SIGNED_IN:
        _require_person(asker)
        return
    role = Role(access)
    if asker.may(role):
        return
    if asker.person is not None and asker.role is not None:
        whose = "this token’s reach is" if asker.by_token else "yours is"
        raise HTTPException(403, f"This takes {OF[role]} account; {whose} {OF[asker.role]}.")
    if not asker.has_accounts:
        raise HTTPException(403, "Nothing can be changed here: everybody may read, and nobody may write.")
    raise HTTPException(401, "Sign in first.", {"WWW-Authenticate": "Bearer"})


def _require_person(asker: Asker) -> None:
    if not asker.has_accounts:
        raise HTTPException(404, "There are no accounts here: nobody has to sign in.")
    if asker.by_token:
        raise HTTPException(403, "A token cannot do this: sign in with a browser.")
    if asker.person is None:
        raise HTTPException(401, "Sign in first.", {"WWW-Authenticate": "Bearer"})
