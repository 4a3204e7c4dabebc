"""Who somebody is, and what accounts there are."""

from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import Role
from app.store import events
from app.store.account_pages import (
    IDLE,
    LONGEST,
    AccountEvent,
    AccountPage,
    AccountRow,
    Credential,
    LoginRow,
    Person,
    TokenRow,
)
from app.store.accounts import name_key
from app.store.credentials import hashed
from app.store.plain import plain
from app.store.tables import Account, Event, Login, ResetLink, Token

EVENTS = 50


def has_accounts(session: Session) -> bool:
    """Whether there are accounts, deactivated ones too: once there are, there always are."""
    return session.scalar(select(Account.id).limit(1)) is not None


def signed_in(session: Session, secret: str) -> Credential | None:
    """Who has the session with this secret, if it has not ended and the account is active."""
    now = datetime.now(UTC)
    statement = (
        select(Account, Login)
        .join(Login, Login.account_id == Account.id)
        .where(
            Login.secret == hashed(secret),
            Login.used_at > now - IDLE,
            Login.started_at > now - LONGEST,
            Account.deactivated_at.is_(None),
        )
    )
    found = session.execute(statement).one_or_none()
    if found is None:
        return None
    account, login = found
    return Credential(person(account), account.role, login.used_at, login=login.id)


def with_token(session: Session, secret: str) -> Credential | None:
    """Whose token has this secret, if it was not revoked and the account is active."""
    statement = (
        select(Account, Token)
        .join(Token, Token.account_id == Account.id)
        .where(Token.secret == hashed(secret), Account.deactivated_at.is_(None))
    )
    found = session.execute(statement).one_or_none()
    if found is None:
        return None
    account, token = found
    role = min(account.role, token.scope.role, key=list(Role).index)
    return Credential(person(account), role, token.used_at, token=token.id)


def with_reset_link(session: Session, secret: str) -> Person | None:
    """For whom this one-time link is, if it still holds."""
    statement = (
        select(Account)
        .join(ResetLink, ResetLink.account_id == Account.id)
        .where(
            ResetLink.secret == hashed(secret),
            ResetLink.expires_at > datetime.now(UTC),
            Account.deactivated_at.is_(None),
        )
    )
    account = session.scalar(statement)
    return person(account) if account else None


def person(account: Account) -> Person:
    return Person(account.id, account.name, account.role)


def account_page(session: Session, account_id: int) -> AccountPage:
    """Three queries. The session that was used last comes first, and so does the newest token."""
    account = session.get_one(Account, account_id)
    now = datetime.now(UTC)
    logins = session.scalars(
        select(Login)
        .where(Login.account_id == account_id, Login.used_at > now - IDLE, Login.started_at > now - LONGEST)
        .order_by(Login.used_at.desc(), Login.id.desc())
    )
    return AccountPage(
        person=person(account),
        email=account.email or "",
        has_password=account.password is not None,
        logins=tuple(LoginRow(each.id, each.agent, each.started_at, each.used_at) for each in logins),
        tokens=tokens(session, account_id),
    )


def tokens(session: Session, account_id: int | None = None) -> tuple[TokenRow, ...]:
    """One account's, or everybody's; the newest first."""
    statement = select(Token, Account.name).join(Account, Account.id == Token.account_id)
    if account_id is not None:
        statement = statement.where(Token.account_id == account_id)
    found = session.execute(statement.order_by(Token.id.desc()))
    return tuple(
        TokenRow(token.id, token.name, token.scope, token.made_at, token.used_at, account)
        for token, account in found
    )


def account_named(session: Session, name: str) -> AccountRow | None:
    return next(iter(accounts(session, name)), None)


def accounts(session: Session, name: str | None = None) -> tuple[AccountRow, ...]:
    """All there are, by name, deactivated ones last; or the one of this name."""
    last_login = select(func.max(Login.used_at)).where(Login.account_id == Account.id).scalar_subquery()
    last_token = select(func.max(Token.used_at)).where(Token.account_id == Account.id).scalar_subquery()
    statement = select(Account, last_login, last_token).order_by(
        Account.deactivated_at.is_not(None), plain(Account.name_key)
    )
    if name is not None:
        statement = statement.where(Account.name_key == name_key(name))
    return tuple(
        AccountRow(
            id=account.id,
            name=account.name,
            email=account.email or "",
            role=account.role,
            has_password=account.password is not None,
            added_at=account.added_at,
            used_at=max(filter(None, (login, token)), default=None),
            deactivated_at=account.deactivated_at,
        )
        for account, login, token in session.execute(statement)
    )


def account_events(session: Session) -> tuple[AccountEvent, ...]:
    """The last EVENTS that were decided of accounts, the newest first."""
    statement = (
        select(Event, Account.name)
        .join(Account, Account.id == Event.subject_id)
        .where(Event.subject_kind == events.PERSON)
        .order_by(Event.id.desc())
        .limit(EVENTS)
    )
    return tuple(
        AccountEvent(event.at, event.who, event.action, name, event.before["words"], event.after["words"])
        for event, name in session.execute(statement)
    )
