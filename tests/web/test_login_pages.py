"""Signing in and out as people and intruders try it."""

from collections.abc import Iterator
from datetime import timedelta
from statistics import median
from time import process_time

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from app.actions import accounts
from app.domain import Role
from app.store.session import read_session, write_session
from app.store.tables import Account, Login, LoginAttempt
from app.web.returning import own_path
from tests.web.conftest import client_for
from tests.web.people import NAMES, PASSWORD, add_people, browser

NAME = NAMES[Role.EDITOR]


@pytest.fixture
def client(database_url: str) -> Iterator[TestClient]:
    app = client_for(database_url).app
    add_people(app.state.pipeline.engine)
    yield browser(app)
    app.state.pipeline.engine.dispose()


def sign_in(client: TestClient, name: str = NAME, password: str = PASSWORD, **more: str):
    return client.post("/login", data={"name": name, "password": password, **more})


def logins(client: TestClient) -> list[Login]:
    with read_session(client.app.state.pipeline.engine) as session:
        return list(session.scalars(select(Login)))


def age(client: TestClient, table: type[Login] | type[LoginAttempt], **by: timedelta) -> None:
    """Let what is in the table be that much older."""
    with write_session(client.app.state.pipeline.engine) as session:
        for row in session.scalars(select(table)):
            for column, how_much in by.items():
                setattr(row, column, getattr(row, column) - how_much)


def test_in_and_out(client: TestClient) -> None:
    assert client.get("/claims").headers["location"] == "/login?to=%2Fclaims"
    assert 'autocomplete="current-password"' in client.get("/login?to=/claims").text
    answer = sign_in(client, to="/claims?q=mill")
    assert (answer.status_code, answer.headers["location"]) == (303, "/claims?q=mill")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    page = client.get("/claims")
    assert NAME in page.text
    assert client.get("/login").headers["location"] == "/"
    out = client.post("/logout")
    assert out.headers["clear-site-data"] == '"cache"'
    assert client.get("/claims").status_code == 303
    client.cookies.set("sourcelight", cookie.split("=")[1].split(";")[0])  # what an intruder may have kept
    assert client.get("/claims").status_code == 303


def test_names_are_taken_as_they_are_meant(client: TestClient) -> None:
    assert sign_in(client, f"  {NAME.upper()} ").status_code == 303


def test_behind_tls_the_cookie_is_for_tls_alone(client: TestClient) -> None:
    desk = TestClient(client.app, base_url="https://desk.example", follow_redirects=False)
    cookie = sign_in(desk).headers["set-cookie"]
    assert cookie.startswith("__Host-sourcelight=")
    assert "Secure" in cookie
    assert "Path=/;" in cookie
    assert "Domain" not in cookie
    assert desk.get("/claims").status_code == 200
    secret = cookie.split("=")[1].split(";")[0]
    planted = TestClient(client.app, base_url="https://desk.example", cookies={"sourcelight": secret})
    assert (
        planted.get("/claims", follow_redirects=False).status_code == 303
    )  # without the prefix it is nobody's


def test_the_secret_is_not_in_the_database_nor_on_a_page(client: TestClient) -> None:
    secret = sign_in(client).headers["set-cookie"].split("=")[1].split(";")[0]
    assert len(secret) >= 43  # 256 bits
    assert secret not in {login.secret for login in logins(client)}
    assert secret not in client.get("/account").text


@pytest.mark.parametrize(
    ("name", "password"),
    [
        (NAME, "nine heron feather"),
        ("Nobody At All", PASSWORD),
        ("", ""),
        (NAME, ""),
        (NAME, "x" * 1000),
        ("\0", "\0"),
    ],
)
def test_what_is_wrong_is_not_told(client: TestClient, name: str, password: str) -> None:
    answer = sign_in(client, name, password)
    assert answer.status_code == 401
    assert "The name or the password is wrong." in answer.text
    assert "set-cookie" not in answer.headers
    assert not password or password not in answer.text


def test_an_account_without_password_or_deactivated_answers_the_same(client: TestClient) -> None:
    engine = client.app.state.pipeline.engine
    accounts.add_account(engine, "Una New", Role.READER)
    with write_session(engine) as session:
        session.execute(update(Account).where(Account.name == NAME).values(deactivated_at=Account.added_at))
    for name in ("Una New", NAME):
        assert "The name or the password is wrong." in sign_in(client, name).text


def test_unknown_names_take_as_long(client: TestClient) -> None:
    def seconds(name: str) -> float:
        start = process_time()
        sign_in(client, name, "a wrong one, and long")
        return process_time() - start

    seconds(NAME)  # the first takes longer, whoever it is
    known = median(seconds(NAME) for _ in range(4))
    unknown = median(seconds("Nobody At All") for _ in range(4))
    assert 0.4 < unknown / known < 2.5


def test_ten_attempts_with_a_name_from_anywhere(client: TestClient) -> None:
    for count in range(10):
        elsewhere = TestClient(client.app, base_url="http://127.0.0.1:8000", client=(f"203.0.113.{count}", 1))
        assert sign_in(elsewhere, password="guess").status_code == 401
    answer = sign_in(client)  # the right password, and the right person
    assert answer.status_code == 429
    assert 0 < int(answer.headers["retry-after"]) <= 300
    assert "set-cookie" not in answer.headers
    assert sign_in(client, NAMES[Role.READER]).status_code == 303  # others are not kept out
    age(client, LoginAttempt, at=timedelta(minutes=5))
    assert sign_in(client).status_code == 303


def test_ten_attempts_from_an_address_with_any_name(client: TestClient) -> None:
    guesses = TestClient(client.app, base_url="http://127.0.0.1:8000", client=("2001:db8::1", 1))
    for count in range(10):
        assert sign_in(guesses, f"Name {count}", "guess").status_code == 401
    neighbour = TestClient(client.app, base_url="http://127.0.0.1:8000", client=("2001:db8::ffff", 1))
    assert sign_in(neighbour).status_code == 429  # the same network
    assert sign_in(client).status_code == 303


def test_who_signs_in_rightly_is_not_counted(client: TestClient) -> None:
    assert {sign_in(client).status_code for _ in range(12)} == {303}


def test_signing_in_ends_the_session_that_was_there(client: TestClient) -> None:
    """So that nobody can plant a session and wait for its owner (session fixation)."""
    first = sign_in(client).headers["set-cookie"]
    assert sign_in(client).headers["set-cookie"] != first
    assert len(logins(client)) == 1


def test_a_session_that_is_made_up_is_nobody_s(client: TestClient) -> None:
    planted = {"Cookie": "sourcelight=made-up"}
    assert client.get("/claims", headers=planted).status_code == 303
    answer = client.post("/login", data={"name": NAME, "password": PASSWORD}, headers=planted)
    assert "made-up" not in answer.headers["set-cookie"]


@pytest.mark.parametrize("by", [{"used_at": timedelta(days=14)}, {"started_at": timedelta(days=30)}])
def test_sessions_end_by_themselves(client: TestClient, by: dict[str, timedelta]) -> None:
    sign_in(client)
    assert client.get("/claims").status_code == 200
    age(client, Login, **by)
    assert client.get("/claims").status_code == 303


def test_use_is_noted(client: TestClient) -> None:
    sign_in(client)
    age(client, Login, used_at=timedelta(hours=1))
    before = logins(client)[0].used_at
    client.get("/claims")
    assert logins(client)[0].used_at > before


ELSEWHERE = (
    "//evil.example",
    "https://evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "\\\\evil.example",
    "/ /evil.example",
    "/\r\nX: y",
    "evil",
    "/login",
    "",
)


@pytest.mark.parametrize("to", ELSEWHERE)
def test_nobody_is_led_elsewhere(client: TestClient, to: str) -> None:
    assert sign_in(client, to=to).headers["location"] == "/"


@given(st.text(max_size=50))
def test_wherever_it_leads_is_here(written: str) -> None:
    path = own_path(written)
    assert path.startswith("/")
    assert path[1:2] not in ("/", "\\")
    assert path.isprintable()
