"""What the queries return of accounts; no secret is among it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain import Role, Scope

# A session ends where it was not used for two weeks, and after thirty days in any case, as NIST
# SP 800-63B-4 asks of its lowest level.
IDLE = timedelta(days=14)
LONGEST = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Person:
    """An account that may sign in."""

    id: int
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Credential:
    """What somebody showed: a session's secret (`login` is its id) or a token's (`token` is).

    `role` is the account's, or less where the token's scope is narrower.
    """

    person: Person
    role: Role
    used_at: datetime | None
    login: int | None = None
    token: int | None = None


@dataclass(frozen=True, slots=True)
class LoginRow:
    id: int
    agent: str
    started_at: datetime
    used_at: datetime


@dataclass(frozen=True, slots=True)
class TokenRow:
    id: int
    name: str
    scope: Scope
    made_at: datetime
    used_at: datetime | None
    account: str  # whose it is


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One's own account."""

    person: Person
    email: str
    has_password: bool
    logins: tuple[LoginRow, ...]
    tokens: tuple[TokenRow, ...]


@dataclass(frozen=True, slots=True)
class AccountRow:
    """`used_at` is when the account last did anything, as far as its sessions and tokens still tell."""

    id: int
    name: str
    email: str
    role: Role
    has_password: bool
    added_at: datetime
    used_at: datetime | None
    deactivated_at: datetime | None


@dataclass(frozen=True, slots=True)
class AccountEvent:
    """What was decided of an account: add, role, deactivate, activate, password, link, token or revoke."""

    at: datetime
    who: str
    action: str
    account: str  # its name
    was: str
    now: str
