"""Signing in and out, and one's own password."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from app.actions import passwords
from app.actions.accounts import log
from app.domain import Role
from app.store import accounts, attempts, queries
from app.store.errors import NotFound, Refused, TooMany
from app.store.session import read_session, write_session
from app.store.tables import Account

WRONG = "The name or the password is wrong."
GONE = "This link holds no longer: it was used, or is older than a day. Ask an admin for another one."


@dataclass(frozen=True, slots=True)
class Browser:
    """Where somebody signs in from. `secret` is that of an earlier session there, which then ends."""

    address: str = ""
    agent: str = ""
    secret: str = ""


def sign_in(engine: Engine, name: str, password: str, browser: Browser) -> str:
    """The secret of a new session. Of a name that is not known nothing else is said, nor any sooner.

    Raises Refused where the name or the password is wrong, and TooMany after ten such attempts with
    the name or from the address within five minutes.
    """
    ids = _count(engine, name, browser.address)
    with read_session(engine) as session:
        account = accounts.named(session, name)
        kept = account.password if account and account.deactivated_at is None else None
    if not passwords.matches(password, kept):
        raise Refused(WRONG)
    with write_session(engine) as session:
        account = accounts.named(session, name)
        if account is None or account.deactivated_at is not None or account.password != kept:
            raise Refused(WRONG)  # it was changed in this moment
        attempts.forget(session, ids)
        return _enter(session, account, browser)


def sign_out(engine: Engine, secret: str) -> None:
    with write_session(engine) as session:
        accounts.end_login(session, secret)


def end_login(engine: Engine, account_id: int, login_id: int) -> None:
    """Raises NotFound, also for another account's session."""
    with write_session(engine) as session:
        accounts.end_one(session, account_id, login_id)


def end_logins(engine: Engine, account_id: int, *, but: int | None = None) -> None:
    with write_session(engine) as session:
        accounts.end_logins(session, account_id, but=but)


def change_password(engine: Engine, account_id: int, old: str, new: str, browser: Browser) -> str:
    """The secret of the session that goes on here; all others end.

    Raises Refused where the old one is wrong or the new one weak, and TooMany as sign_in does.
    """
    with read_session(engine) as session:
        account = accounts.find(session, account_id)
        name, kept = account.name, account.password
    passwords.check(new, name)
    ids = _count(engine, name, browser.address)
    if not passwords.matches(old, kept):
        raise Refused("The old password is wrong.")
    hashed = passwords.hashed(new)
    with write_session(engine) as session:
        account = accounts.find(session, account_id)
        if account.password != kept or account.deactivated_at is not None:
            raise Refused("The account was changed in this moment: try again.")
        attempts.forget(session, ids)
        return _renew(session, account, hashed, browser)


def use_reset_link(engine: Engine, secret: str, password: str, browser: Browser) -> str:
    """Choose a password by a one-time link; the secret of a session. All other sessions end.

    Raises NotFound where the link holds no longer, and Refused for a password that is weak.
    """
    with read_session(engine) as session:
        person = queries.with_reset_link(session, secret)
    if person is None:
        raise NotFound(GONE)
    passwords.check(password, person.name)
    hashed = passwords.hashed(password)
    with write_session(engine) as session:
        person = queries.with_reset_link(session, secret)
        if person is None:
            raise NotFound(GONE)
        return _renew(session, accounts.find(session, person.id), hashed, browser)


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a provider of OpenID Connect says that somebody is; `email` only where it verified that."""

    issuer: str
    subject: str
    email: str = ""
    name: str = ""


def sign_on(engine: Engine, identity: Identity, domains: Sequence[str], browser: Browser) -> str:
    """The secret of a new session, for the account that the provider's person has here.

    That is the one that signed on as this person before, else the one with this verified address that
    nobody signed on to yet, else a new reader's if the address is of one of `domains`. Raises Refused.
    """
    with write_session(engine) as session:
        account = accounts.of_subject(session, identity.issuer, identity.subject)
        account = account or _introduced(session, identity, domains)
        if account.deactivated_at is not None:
            raise Refused("This account is deactivated.")
        return _enter(session, account, browser)


def _introduced(session: Session, identity: Identity, domains: Sequence[str]) -> Account:
    account = accounts.with_email(session, identity.email) if identity.email else None
    if account is None:
        domain = identity.email.rpartition("@")[2].casefold()
        if not domain or domain not in {each.casefold() for each in domains}:
            raise Refused("There is no account for you here: ask an admin to add your e-mail address.")
        name = accounts.free_name(session, identity.name or identity.email)
        account = accounts.enter(session, name, Role.READER, email=identity.email)
        log(session, account, "add", now=account.role.value, who=account.name)
    elif account.subject is not None:
        raise Refused("This address belongs to an account that signs on as somebody else.")
    account.issuer, account.subject = identity.issuer, identity.subject
    return account


def _count(engine: Engine, name: str, address: str) -> list[int]:
    """Raises TooMany before anything is looked at; else counts an attempt."""
    keys = [attempts.key_of_name(accounts.name_key(name)), attempts.key_of_address(address)]
    with write_session(engine) as session:
        if seconds := attempts.wait(session, keys):
            raise TooMany("Too many attempts to sign in. Wait a few minutes.", seconds)
        return attempts.begin(session, keys)


def _enter(session: Session, account: Account, browser: Browser) -> str:
    if browser.secret:
        accounts.end_login(session, browser.secret)
    return accounts.open_login(session, account, browser.agent)


def _renew(session: Session, account: Account, password: str, browser: Browser) -> str:
    account.password = password
    accounts.end_logins(session, account.id)
    accounts.drop_reset_link(session, account)
    log(session, account, "password", who=account.name)
    return accounts.open_login(session, account, browser.agent)
