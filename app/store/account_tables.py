"""The tables of accounts. Of a secret (a session's, a token's, a link's) only the SHA-256 is kept."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.domain import Role, Scope
from app.store.base import Base

SECRET = String(64)


class Account(Base):
    """Somebody who may sign in, or might until the account was deactivated: the log keeps its name.

    `name_key` is the name as it is compared. `password` is an Argon2id hash, None before one is chosen.
    `issuer` and `subject` are whom OpenID Connect knows it as.
    """

    __tablename__ = "accounts"
    __table_args__ = (UniqueConstraint("issuer", "subject"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(String(200), unique=True)
    email: Mapped[str | None] = mapped_column(String(320), unique=True)
    issuer: Mapped[str | None]
    subject: Mapped[str | None]
    role: Mapped[Role]
    password: Mapped[str | None]
    added_at: Mapped[datetime]
    deactivated_at: Mapped[datetime | None]


class Login(Base):
    """A browser in which somebody is signed in."""

    __tablename__ = "logins"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    secret: Mapped[str] = mapped_column(SECRET, unique=True)
    agent: Mapped[str]
    started_at: Mapped[datetime]
    used_at: Mapped[datetime]


class Token(Base):
    """What a program signs in with."""

    __tablename__ = "tokens"

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), index=True)
    secret: Mapped[str] = mapped_column(SECRET, unique=True)
    name: Mapped[str]
    scope: Mapped[Scope]
    made_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ResetLink(Base):
    """Lets whoever has it choose a new password, once. An account has one at most."""

    __tablename__ = "reset_links"

    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    secret: Mapped[str] = mapped_column(SECRET, unique=True)
    expires_at: Mapped[datetime]


class LoginAttempt(Base):
    """An attempt to sign in that failed, or is still being decided; `key` is made of a name or an address."""

    __tablename__ = "login_attempts"
    __table_args__ = (Index("ix_login_attempts_by_key", "key", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(SECRET)
    at: Mapped[datetime]
