"""Accounts and what they sign in with. Nothing here commits."""

import unicodedata
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.domain import Role, Scope
from app.store.account_pages import IDLE, LONGEST
from app.store.credentials import hashed, new_secret
from app.store.errors import NotFound, Refused
from app.store.keys import legal
from app.store.tables import Account, Login, ResetLink, Token

LONGEST_NAME = 64  # code points
LONGEST_KEY = 200
LINK_HOLDS = timedelta(hours=24)


def name_key(name: str) -> str:
    """The same for names that look the same: letter case, white space, Unicode form."""
    folded = unicodedata.normalize("NFKC", legal(name)).casefold()
    return " ".join(unicodedata.normalize("NFKC", folded).split())


def checked_name(name: str) -> str:
    """The name as it is shown. Raises Refused for one that cannot be read, typed and told apart."""
    name = " ".join(unicodedata.normalize("NFC", legal(name)).split())
    if not any(map(str.isalnum, name)):
        raise Refused("Give a name, with a letter or a digit in it.")
    if len(name) > LONGEST_NAME or len(name_key(name)) > LONGEST_KEY:
        raise Refused(f"A name has at most {LONGEST_NAME} characters.")
    if not name.isprintable():
        raise Refused("A name has no control characters, and none that cannot be seen.")
    return name


def checked_email(email: str) -> str | None:
    """In lower case, or None for an empty one. Raises Refused for what is no address."""
    email = legal(email).strip().casefold()
    if not email:
        return None
    local, _, domain = email.rpartition("@")
    if not local or not domain or len(email) > 320 or not email.isprintable() or " " in email:
        raise Refused(f"“{email[:100]}” is no e-mail address.")
    return email


def find(session: Session, account_id: int) -> Account:
    """Raises NotFound."""
    account = session.get(Account, account_id) if 0 < account_id < 2**31 else None
    if account is None:
        raise NotFound(f"There is no account {account_id}.")
    return account


def named(session: Session, name: str) -> Account | None:
    return session.scalar(select(Account).where(Account.name_key == name_key(name)))


def with_email(session: Session, email: str) -> Account | None:
    return session.scalar(select(Account).where(Account.email == checked_email(email)))


def of_subject(session: Session, issuer: str, subject: str) -> Account | None:
    """The account that signed on as this person of an OpenID Connect provider."""
    is_this = (Account.issuer == issuer) & (Account.subject == subject)
    return session.scalar(select(Account).where(is_this))


def free_name(session: Session, name: str) -> str:
    """The name, or the name with a number where somebody has it already."""
    plain = "".join(character for character in legal(name) if character.isprintable())
    plain = checked_name(plain[: LONGEST_NAME - 6] or "somebody")
    numbers = (f"{plain} {count}" for count in range(2, 10_000))
    return next(each for each in (plain, *numbers) if named(session, each) is None)


def enter(
    session: Session, name: str, role: Role, *, email: str = "", password: str | None = None
) -> Account:
    """A new account; `password` is a hash. Raises Refused where the name or the address is taken."""
    name, address = checked_name(name), checked_email(email)
    if named(session, name):
        raise Refused(f"There is an account named {name} already.")
    if address and session.scalar(select(Account.id).where(Account.email == address)):
        raise Refused(f"There is an account with the address {address} already.")
    account = Account(name=name, name_key=name_key(name), email=address, role=role, password=password)
    account.added_at = datetime.now(UTC)
    session.add(account)
    session.flush()
    return account


def require_another_admin(session: Session, account: Account) -> None:
    """Raises Refused where nobody else could change anything about accounts any more."""
    others = select(func.count()).where(
        Account.role == Role.ADMIN, Account.deactivated_at.is_(None), Account.id != account.id
    )
    if account.role is Role.ADMIN and account.deactivated_at is None and not session.scalar(others):
        raise Refused(f"{account.name} is the only admin: make somebody else one first.")


def open_login(session: Session, account: Account, agent: str) -> str:
    """Sign the account in, in one more browser; the secret that the browser keeps."""
    now = datetime.now(UTC)
    ended = (Login.used_at <= now - IDLE) | (Login.started_at <= now - LONGEST)
    session.execute(delete(Login).where(ended))
    secret = new_secret()
    login = Login(account_id=account.id, secret=hashed(secret), agent=legal(agent)[:300])
    login.started_at = login.used_at = now
    session.add(login)
    return secret


def end_login(session: Session, secret: str) -> None:
    """End the session with this secret, if there is one."""
    session.execute(delete(Login).where(Login.secret == hashed(secret)))


def end_logins(session: Session, account_id: int, *, but: int | None = None) -> None:
    """End all sessions of an account, `but` one where that is given."""
    ending = delete(Login).where(Login.account_id == account_id)
    session.execute(ending if but is None else ending.where(Login.id != but))


def end_one(session: Session, account_id: int, login_id: int) -> None:
    """End one session of an account. Raises NotFound, also for another account's."""
    login = session.get(Login, login_id) if 0 < login_id < 2**31 else None
    if login is None or login.account_id != account_id:
        raise NotFound(f"There is no session {login_id}.")
    session.delete(login)


def add_token(session: Session, account: Account, name: str, scope: Scope) -> str:
    """A new token's secret."""
    secret = new_secret()
    token = Token(account_id=account.id, secret=hashed(secret), name=legal(name), scope=scope)
    token.made_at = datetime.now(UTC)
    session.add(token)
    return secret


def drop_tokens(session: Session, account: Account) -> None:
    session.execute(delete(Token).where(Token.account_id == account.id))


def find_token(session: Session, token_id: int, account_id: int | None) -> Token:
    """Raises NotFound, also for a token of another account than the one that is given."""
    token = session.get(Token, token_id) if 0 < token_id < 2**31 else None
    if token is None or account_id not in (None, token.account_id):
        raise NotFound(f"There is no token {token_id}.")
    return token


def make_reset_link(session: Session, account: Account) -> str:
    """A secret by which a new password can be chosen once; an earlier one holds no longer."""
    drop_reset_link(session, account)
    secret = new_secret()
    expires_at = datetime.now(UTC) + LINK_HOLDS
    session.add(ResetLink(account_id=account.id, secret=hashed(secret), expires_at=expires_at))
    return secret


def drop_reset_link(session: Session, account: Account) -> None:
    session.execute(delete(ResetLink).where(ResetLink.account_id == account.id))


def note_use(session: Session, login: int | None, token: int | None) -> None:
    now = datetime.now(UTC)
    if login is not None:
        session.execute(update(Login).where(Login.id == login).values(used_at=now))
    if token is not None:
        session.execute(update(Token).where(Token.id == token).values(used_at=now))
