"""Accounts: who may sign in, and how far their word goes. What is decided stands in the event log."""

from datetime import UTC, datetime

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.actions import passwords, shares
from app.domain import Role, Scope
from app.store import accounts, events
from app.store.errors import Refused
from app.store.session import write_session
from app.store.tables import Account

LONGEST_TOKEN_NAME = 100  # code points


def add_account(
    engine: Engine, name: str, role: Role, *, email: str = "", password: str = "", who: str = ""
) -> int:
    """The new account's id. Without a password it is for a one-time link, or for sign-on elsewhere.

    Raises Refused for a name or an address that is taken or none, and for a password that is weak.
    """
    kept = _hash(password, name) if password else None
    with write_session(engine) as session:
        account = accounts.enter(session, name, role, email=email, password=kept)
        log(session, account, "add", now=role.value, who=who)
        return account.id


def change_role(engine: Engine, account_id: int, role: Role, *, who: str = "") -> None:
    """Raises NotFound, and Refused where it is that already or nobody else is an admin."""
    with write_session(engine) as session:
        account = accounts.find(session, account_id)
        if account.role is role:
            raise Refused(f"{account.name} is {role} already.")
        accounts.require_another_admin(session, account)
        log(session, account, "role", was=account.role.value, now=role.value, who=who)
        account.role = role


def deactivate(engine: Engine, account_id: int, *, who: str = "") -> None:
    """Let somebody sign in no more: their sessions end, and their tokens and the links that they shared are
    void; the log keeps their name.

    Raises NotFound, and Refused where it is done already or nobody else is an admin.
    """
    with write_session(engine) as session:
        account = accounts.find(session, account_id)
        if account.deactivated_at is not None:
            raise Refused(f"{account.name} is deactivated already.")
        accounts.require_another_admin(session, account)
        account.deactivated_at = datetime.now(UTC)
        accounts.end_logins(session, account.id)
        accounts.drop_tokens(session, account)
        accounts.drop_reset_link(session, account)
        shares.revoke_of(session, account.name, events.Author(who, f"{account.name} was deactivated"))
        log(session, account, "deactivate", who=who)


def activate(engine: Engine, account_id: int, *, who: str = "") -> None:
    """Let somebody sign in again. Raises NotFound, and Refused where they may."""
    with write_session(engine) as session:
        account = accounts.find(session, account_id)
        if account.deactivated_at is None:
            raise Refused(f"{account.name} is active.")
        account.deactivated_at = None
        log(session, account, "activate", who=who)


def set_password(engine: Engine, account_id: int, password: str, *, who: str = "") -> None:
    """Give somebody a new password, from the command line; all their sessions end.

    Raises NotFound, and Refused for a password that is weak.
    """
    with write_session(engine) as session:
        name = accounts.find(session, account_id).name
    kept = _hash(password, name)
    with write_session(engine) as session:
        account = accounts.find(session, account_id)
        account.password = kept
        accounts.end_logins(session, account.id)
        accounts.drop_reset_link(session, account)
        log(session, account, "password", who=who)


def make_reset_link(engine: Engine, account_id: int, *, who: str = "") -> str:
    """The secret of a one-time link by which somebody chooses a new password within 24 hours.

    Raises NotFound, and Refused for a deactivated account.
    """
    with write_session(engine) as session:
        account = accounts.find(session, account_id)
        if account.deactivated_at is not None:
            raise Refused(f"{account.name} is deactivated.")
        log(session, account, "link", who=who)
        return accounts.make_reset_link(session, account)


def make_token(engine: Engine, account_id: int, name: str, scope: Scope, *, who: str = "") -> str:
    """A new token's secret, which is shown once. Raises NotFound, and Refused for a name that is none
    or a scope that goes beyond the account's role."""
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_TOKEN_NAME or not name.isprintable():
        raise Refused(f"Give the token a name of at most {LONGEST_TOKEN_NAME} characters: what it is for.")
    with write_session(engine) as session:
        account = accounts.find(session, account_id)
        if account.deactivated_at is not None:
            raise Refused(f"{account.name} is deactivated.")
        if not account.role.covers(scope.role):
            raise Refused(f"A token of the scope “{scope}” would reach further than {account.name} does.")
        log(session, account, "token", now=f"{name} ({scope})", who=who)
        return accounts.add_token(session, account, name, scope)


def revoke_token(engine: Engine, token_id: int, *, of: int | None = None, who: str = "") -> None:
    """It is void at the next request. Raises NotFound, also for another account's where `of` is given."""
    with write_session(engine) as session:
        token = accounts.find_token(session, token_id, of)
        account = accounts.find(session, token.account_id)
        log(session, account, "revoke", was=f"{token.name} ({token.scope})", who=who)
        session.delete(token)


def note_use(engine: Engine, login: int | None, token: int | None) -> None:
    """Keep that a session or a token is used now. Nobody decides anything by this: there is no event."""
    with write_session(engine) as session:
        accounts.note_use(session, login, token)


def _hash(password: str, name: str) -> str:
    passwords.check(password, name)
    return passwords.hashed(password)


def log(session: Session, account: Account, action: str, *, was: str = "", now: str = "", who: str) -> None:
    """What is said of an account holds no secret, and no fact that an undo could bring back."""
    by = events.Author(who)
    events.append(session, action, {}, subject=account.id, kind=events.PERSON, was=was, now=now, by=by)
