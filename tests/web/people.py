"""Accounts of each role, and browsers and programs that sign in as them."""

from functools import cache

from fastapi import FastAPI
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from app.actions import accounts, logins
from app.actions.passwords import hashed
from app.domain import Role, Scope
from app.store.session import write_session
from app.store.tables import Account

HERE = "http://127.0.0.1:8000"
PASSWORD = "nine heron feathers"
NAMES = {Role.READER: "Rita Roe", Role.EDITOR: "Edda Lund", Role.ADMIN: "Ada Moss"}


@cache
def _kept() -> str:
    """The password as it is kept, reckoned once: that takes as long as it should."""
    return hashed(PASSWORD)


def add_people(engine: Engine) -> dict[Role, int]:
    """One account of each role, all with the same password; their ids."""
    ids = {role: accounts.add_account(engine, NAMES[role], role) for role in NAMES}
    with write_session(engine) as session:
        for id_ in ids.values():
            session.get_one(Account, id_).password = _kept()
    return ids


def browser(app: FastAPI, role: Role | None = None, **options: object) -> TestClient:
    """A browser of its own, in which somebody of this role is signed in, or nobody."""
    client = TestClient(app, base_url=HERE, follow_redirects=False, **options)
    if role is not None:
        engine = app.state.pipeline.engine
        client.cookies.set("sourcelight", open_session(engine, NAMES[role]))
    return client


def open_session(engine: Engine, name: str) -> str:
    """A session's secret, without the time that a password takes."""
    with write_session(engine) as session:
        account = logins.accounts.named(session, name)
        return logins.accounts.open_login(session, account, "Testing Browser 1.0")


def program(app: FastAPI, id_: int, scope: Scope, **options: object) -> TestClient:
    """A program that shows a token of this scope with each request."""
    secret = accounts.make_token(app.state.pipeline.engine, id_, f"to {scope}", scope)
    client = TestClient(app, base_url=HERE, follow_redirects=False, **options)
    client.headers["Authorization"] = f"Bearer {secret}"
    return client
