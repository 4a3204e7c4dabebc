"""Who asks, how far their word goes, and the name that stands in the log beside what they decide."""

import getpass
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated

from fastapi import BackgroundTasks, Depends, HTTPException, Request

from app.actions import accounts
from app.domain import Role
from app.pipeline import Pipeline
from app.store import queries
from app.store.account_pages import Credential, Person
from app.store.errors import Unavailable
from app.web.cookies import session_secret
from app.web.deps import get_pipeline, get_settings

FRESH = timedelta(minutes=5)  # how exactly it is known when a session or a token was last used


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks. `role` is None where they may do nothing but what is open to anybody.

    Without accounts there is no person, and the role is that of whoever sits at the machine.
    `login` is the session that a browser's cookie named; a program's token has none.
    """

    role: Role | None = None
    person: Person | None = None
    login: int | None = None
    by_token: bool = False
    has_accounts: bool = False

    @property
    def who(self) -> str:
        return self.person.name if self.person else "" if self.has_accounts else user_of_the_system()

    def may(self, role: Role) -> bool:
        return self.role is not None and self.role.covers(role)


def identified(request: Request) -> Asker:
    """Found out once for each request. Raises HTTPException 401 for a token that is none of ours, or no
    longer."""
    if not hasattr(request.state, "asker"):
        request.state.asker, request.state.credential = _identify(request)
    asker: Asker = request.state.asker
    return asker


def get_asker(request: Request, background: BackgroundTasks) -> Asker:
    """Who asks; that they were here is kept once they have their answer."""
    asker = identified(request)
    if is_unnoted(request):
        background.add_task(_note_use, get_pipeline(request), request.state.credential)
    return asker


def is_unnoted(request: Request) -> bool:
    """Whether it is to be kept that whoever was identified was here."""
    credential: Credential | None = request.state.credential
    return credential is not None and (
        credential.used_at is None or credential.used_at < datetime.now(UTC) - FRESH
    )


def known_asker(request: Request) -> Asker:
    """Who asks, as far as that was found out: for pages that must not fail, such as those of errors."""
    return getattr(request.state, "asker", None) or Asker(has_accounts=_had_accounts(request))


def _identify(request: Request) -> tuple[Asker, Credential | None]:
    is_public = get_settings(request).public_read
    secret, token = session_secret(request), bearer_token(request)
    if _had_accounts(request) and secret is token is None:
        return Asker(Role.READER if is_public else None, has_accounts=True), None
    with get_pipeline(request).session() as session:
        if not _had_accounts(request) and not queries.has_accounts(session):
            return Asker(Role.READER if is_public else Role.ADMIN), None
        request.app.state.has_accounts = True  # and always will have
        if token is not None:
            credential = queries.with_token(session, token)
            if credential is None:
                challenge = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
                raise HTTPException(401, "This token is not known here, or was revoked.", challenge)
        else:
            credential = queries.signed_in(session, secret) if secret else None
    if credential is None:
        return Asker(Role.READER if is_public else None, has_accounts=True), None
    asker = Asker(
        credential.role,
        credential.person,
        credential.login,
        by_token=credential.token is not None,
        has_accounts=True,
    )
    return asker, credential


def _had_accounts(request: Request) -> bool:
    return bool(getattr(request.app.state, "has_accounts", False))


def bearer_token(request: Request) -> str | None:
    """RFC 6750. Other schemes are for whoever stands before us, such as a proxy."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def _note_use(pipeline: Pipeline, credential: Credential) -> None:
    """After the answer was sent: nobody waits for it, and where others write for long it is left out."""
    with suppress(Unavailable):
        accounts.note_use(pipeline.engine, credential.login, credential.token)


def user_of_the_system() -> str:
    """Who runs the program, as the system knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a user without an entry among the system's
        return ""


Asking = Annotated[Asker, Depends(get_asker)]


def get_who(asker: Asking) -> str:
    """The account's name; without accounts, that of the one who runs the program."""
    return asker.who


Who = Annotated[str, Depends(get_who)]
