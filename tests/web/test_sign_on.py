"""Signing on at a provider of OpenID Connect, one of our own making, and what it may get wrong."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from fastapi.testclient import TestClient
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from app.actions import accounts
from app.domain import Role
from app.store import queries
from app.store.session import read_session
from app.web.provider import Provider
from tests.web.conftest import client_for
from tests.web.people import add_people, browser

ISSUER = "https://login.example/realms/desk"
BACK = "https://desk.example/login/provider/back"
NAMED = {"email": "wren@desk.example", "email_verified": True, "name": "Wren Hall"}


@pytest.fixture(scope="module")
def key() -> RSAKey:
    return RSAKey.generate_key(2048, {"kid": "one"})


@dataclass
class FakeProvider:
    """Answers what a provider answers; `claims` and `sign` are what a test lets it say otherwise."""

    key: RSAKey
    claims: dict[str, Any] = field(default_factory=dict)
    sign: Callable[[dict[str, Any]], str] | None = None
    userinfo: dict[str, Any] = field(default_factory=dict)
    issuer: str = ISSUER
    nonce: str = ""
    challenge: str = ""

    def __call__(self, request: httpx.Request) -> httpx.Response:
        path = request.url.path.removeprefix("/realms/desk")
        if path == "/.well-known/openid-configuration":
            names = ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint")
            told = {name: f"{ISSUER}/{name}" for name in names}
            return httpx.Response(200, json={"issuer": self.issuer, **told})
        if path == "/jwks_uri":
            return httpx.Response(200, json={"keys": [self.key.as_dict(private=False)]})
        if path == "/userinfo_endpoint":
            return httpx.Response(200, json=self.userinfo)
        return self.token(request)

    def token(self, request: httpx.Request) -> httpx.Response:
        sent = {name: values[0] for name, values in parse_qs(request.content.decode()).items()}
        known = httpx.BasicAuth("sourcelight", "a secret")
        is_us = request.headers["authorization"] == next(known.auth_flow(request)).headers["authorization"]
        is_theirs = create_s256_code_challenge(sent["code_verifier"]) == self.challenge
        if not (is_us and is_theirs and sent["code"] == "good" and sent["redirect_uri"] == BACK):
            return httpx.Response(400, json={"error": "invalid_grant"})
        now = int(time.time())
        said = {
            "iss": ISSUER,
            "aud": "sourcelight",
            "sub": "w-1",
            "iat": now,
            "exp": now + 60,
            "nonce": self.nonce,
        }
        said = {name: value for name, value in {**said, **NAMED, **self.claims}.items() if value is not None}
        sign = self.sign or (lambda claims: jwt.encode({"alg": "RS256", "kid": "one"}, claims, self.key))
        return httpx.Response(
            200, json={"id_token": sign(said), "access_token": "at", "token_type": "Bearer"}
        )


@dataclass
class Visit:
    client: TestClient
    provider: FakeProvider

    def leave(self, to: str = "/claims") -> dict[str, str]:
        """Off to the provider, which is told what it is told."""
        answer = self.client.get("/login/provider", params={"to": to})
        assert answer.status_code == 303, answer.text
        address = urlsplit(answer.headers["location"])
        query = {name: values[0] for name, values in parse_qs(address.query).items()}
        self.provider.nonce, self.provider.challenge = query["nonce"], query["code_challenge"]
        return query

    def come_back(self, **changes: str) -> httpx.Response:
        query = self.leave()
        return self.client.get(
            "/login/provider/back", params={"code": "good", "state": query["state"], **changes}
        )


@pytest.fixture
def visit(database_url: str, key: RSAKey) -> Iterator[Visit]:
    changes = {"oidc_issuer": ISSUER, "oidc_client_id": "sourcelight", "oidc_client_secret": "a secret"}
    app = client_for(database_url, **changes, oidc_domains="desk.example").app
    provider = FakeProvider(key)
    app.state.provider = Provider(app.state.settings, httpx.MockTransport(provider))
    add_people(app.state.pipeline.engine)
    yield Visit(browser(app), provider)
    app.state.pipeline.engine.dispose()


def people(visit: Visit) -> dict[str, Role]:
    with read_session(visit.client.app.state.pipeline.engine) as session:
        return {row.name: row.role for row in queries.accounts(session)}


def test_what_the_provider_is_asked(visit: Visit) -> None:
    assert ISSUER in visit.client.get("/login").text
    asked = visit.leave()
    assert asked["response_type"] == "code"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == BACK
    assert asked["scope"].split()[0] == "openid"
    assert visit.leave()["state"] != asked["state"]


def test_a_colleague_becomes_a_reader(visit: Visit) -> None:
    answer = visit.come_back()
    assert (answer.status_code, answer.headers["location"]) == (303, "/claims")
    assert "Wren Hall" in visit.client.get("/claims").text
    assert people(visit)["Wren Hall"] is Role.READER
    visit.provider.claims = {"email": "renamed@elsewhere.example", "name": "Renamed"}
    visit.client.cookies.clear()
    assert visit.come_back().status_code == 303  # the same person, by issuer and subject
    assert len(people(visit)) == 4


def test_who_was_entered_by_address_keeps_the_account(visit: Visit) -> None:
    accounts.add_account(
        visit.client.app.state.pipeline.engine, "W. Hall", Role.EDITOR, email="Wren@desk.example"
    )
    visit.come_back()
    assert people(visit).get("W. Hall") is Role.EDITOR
    assert "Wren Hall" not in people(visit)
    visit.provider.claims = {"sub": "another"}  # whoever gets the address later is not the same person
    visit.client.cookies.clear()
    assert visit.come_back().status_code == 403


def test_a_taken_name_is_told_apart(visit: Visit) -> None:
    accounts.add_account(visit.client.app.state.pipeline.engine, "wren hall", Role.ADMIN)
    visit.come_back()
    assert people(visit)["Wren Hall 2"] is Role.READER
    assert people(visit)["wren hall"] is Role.ADMIN


def test_an_address_in_the_user_s_information_counts_where_it_is_the_same_person(visit: Visit) -> None:
    visit.provider.claims = dict.fromkeys(NAMED)
    visit.provider.userinfo = {**NAMED, "sub": "somebody else"}
    assert visit.come_back().status_code == 403
    visit.provider.userinfo = {**NAMED, "sub": "w-1"}
    assert visit.come_back().status_code == 303


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"nonce": None},
        {"aud": "another client"},
        {"aud": ["sourcelight", "another"]},  # and no word of for whom of them
        {"iss": "https://login.example/realms/other"},
        {"exp": 1},
        {"exp": None},
        {"sub": None},
        {"email_verified": False},
        {"email_verified": "true"},
        {"email_verified": None},
        {"email": "wren@desk.example.evil.example"},
        {"email": "wren@elsewhere.example"},
        {"email": ""},
        {"at_hash": "not that of the token"},
    ],
    ids=str,
)
def test_what_does_not_hold_signs_nobody_on(visit: Visit, claims: dict[str, Any]) -> None:
    visit.provider.claims = claims
    answer = visit.come_back()
    assert answer.status_code == 403
    assert "sourcelight=" not in answer.headers.get("set-cookie", "").replace("sourcelight-sign-on=", "")
    assert len(people(visit)) == 3


def by_another_key(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "RS256", "kid": "one"}, claims, RSAKey.generate_key(2048))


def unsigned(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "none"}, claims, OctKey.import_key("x"), algorithms=["none"])


def by_our_secret(claims: dict[str, Any]) -> str:
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key("a secret"))


@pytest.mark.parametrize(
    "sign", [by_another_key, unsigned, by_our_secret, lambda claims: "not a token", lambda claims: ""]
)
def test_only_the_provider_s_key_counts(visit: Visit, sign: Callable[[dict[str, Any]], str]) -> None:
    visit.provider.sign = sign
    assert visit.come_back().status_code == 403
    assert len(people(visit)) == 3


@pytest.mark.parametrize("changes", [{"state": "another"}, {"state": ""}, {"code": ""}, {"code": "stolen"}])
def test_an_answer_that_was_slipped_in_is_refused(visit: Visit, changes: dict[str, str]) -> None:
    assert visit.come_back(**changes).status_code == 403


def test_an_answer_in_another_browser_is_refused(visit: Visit) -> None:
    state = visit.leave()["state"]
    other = browser(visit.client.app)
    assert other.get("/login/provider/back", params={"code": "good", "state": state}).status_code == 403


def test_a_provider_that_is_another_or_out_of_reach(visit: Visit) -> None:
    visit.provider.issuer = "https://evil.example"
    assert visit.client.get("/login/provider").status_code == 503
    visit.client.app.state.provider = Provider(
        visit.client.app.state.settings, httpx.MockTransport(lambda request: httpx.Response(500))
    )
    assert visit.client.get("/login/provider").status_code == 503


def test_a_deactivated_account_does_not_sign_on(visit: Visit) -> None:
    engine = visit.client.app.state.pipeline.engine
    id_ = accounts.add_account(engine, "Wren", Role.READER, email="wren@desk.example")
    accounts.deactivate(engine, id_)
    assert visit.come_back().status_code == 403


def test_without_a_provider_there_is_no_such_way(database_url: str) -> None:
    app = client_for(database_url).app
    add_people(app.state.pipeline.engine)
    assert browser(app).get("/login/provider").status_code == 404
    assert browser(app).get("/login/provider/back").status_code == 404
