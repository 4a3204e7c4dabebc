"""Accounts as the database keeps them: names, passwords, roles, attempts at once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from app.actions import accounts, logins, passwords
from app.actions.logins import Browser
from app.domain import Role, Scope
from app.store import queries
from app.store.accounts import checked_name, name_key
from app.store.attempts import MOST, key_of_address
from app.store.errors import NotFound, Refused, TooMany
from app.store.session import make_engine, read_session
from app.store.tables import Account, Event, LoginAttempt, ResetLink, Token

PASSWORD = "nine heron feathers"
HERE = Browser("192.0.2.1", "a browser")


@pytest.fixture
def store(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def test_no_secret_is_kept_as_it_is(store: Engine) -> None:
    id_ = accounts.add_account(store, "Ada Moss", Role.ADMIN, password=PASSWORD)
    token = accounts.make_token(store, id_, "nightly", Scope.WRITE)
    link = accounts.make_reset_link(store, id_)
    login = logins.sign_in(store, "Ada Moss", PASSWORD, HERE)
    with read_session(store) as session:
        account = session.scalars(select(Account)).one()
        assert account.password.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
        kept = [
            account.password,
            *session.scalars(select(Token.secret)),
            *session.scalars(select(ResetLink.secret)),
        ]
        events = [str((event.before, event.after, event.reason)) for event in session.scalars(select(Event))]
    assert not any(secret in each for secret in (PASSWORD, token, link, login) for each in [*kept, *events])
    assert len({token, link, login}) == 3


def test_the_log_tells_who_decided_what(store: Engine) -> None:
    id_ = accounts.add_account(store, "Ada Moss", Role.READER, who="root")
    accounts.change_role(store, id_, Role.EDITOR, who="root")
    accounts.make_token(store, id_, "nightly", Scope.READ, who="Ada Moss")
    accounts.revoke_token(store, 1, who="root")
    accounts.deactivate(store, id_, who="root")
    accounts.activate(store, id_, who="root")
    with read_session(store) as session:
        told = [(event.who, event.action, event.was, event.now) for event in queries.account_events(session)]
    assert told == [
        ("root", "activate", "", ""),
        ("root", "deactivate", "", ""),
        ("root", "revoke", "nightly (read)", ""),
        ("Ada Moss", "token", "", "nightly (read)"),
        ("root", "role", "reader", "editor"),
        ("root", "add", "", "reader"),
    ]


def test_many_attempts_at_once_are_counted_too(store: Engine) -> None:
    accounts.add_account(store, "Ada Moss", Role.ADMIN, password=PASSWORD)

    def guess(number: int) -> type[Exception]:
        try:
            logins.sign_in(store, "Ada Moss", f"guess number {number}", HERE)
        except (Refused, TooMany) as error:
            return type(error)
        raise AssertionError

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(guess, range(MOST + 6)))
    assert found.count(Refused) == MOST
    assert found.count(TooMany) == 6
    with read_session(store) as session:
        assert len(session.scalars(select(LoginAttempt)).all()) == 2 * MOST  # no more than it takes


def test_two_who_use_one_link_at_once_do_not_both_choose(store: Engine) -> None:
    link = accounts.make_reset_link(store, accounts.add_account(store, "Ada Moss", Role.ADMIN))

    def choose(number: int) -> bool:
        try:
            logins.use_reset_link(store, link, f"{PASSWORD} {number}", HERE)
        except NotFound:
            return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(choose, range(4))) == [False, False, False, True]


def test_the_last_admin_cannot_be_lost(store: Engine) -> None:
    ada = accounts.add_account(store, "Ada Moss", Role.ADMIN)
    for attempt in (
        lambda: accounts.deactivate(store, ada),
        lambda: accounts.change_role(store, ada, Role.EDITOR),
    ):
        with pytest.raises(Refused, match="only admin"):
            attempt()
    bo = accounts.add_account(store, "Bo Renn", Role.ADMIN)
    accounts.deactivate(store, ada)
    with pytest.raises(Refused, match="only admin"):
        accounts.deactivate(store, bo)


@pytest.mark.parametrize(
    "name", ["", "  ", "\0", "\u200b", "…", "a" * 65, "Ada\u202eMoss", "Ada\x07", "\ufdfa" * 60]
)
def test_names_that_nobody_could_tell_apart_are_refused(store: Engine, name: str) -> None:
    with pytest.raises(Refused):
        accounts.add_account(store, name, Role.READER)


@pytest.mark.parametrize(
    "email", ["a", "@b.example", "a@", "a b@c.example", "a@b\n.example", "a@" + "b" * 320]
)
def test_addresses_that_are_none_are_refused(store: Engine, email: str) -> None:
    with pytest.raises(Refused):
        accounts.add_account(store, "Ada Moss", Role.READER, email=email)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1, max_size=80))
@example("Ⅸ Å\u030a")
def test_whatever_name_is_taken_it_is_taken_once(store: Engine, name: str) -> None:
    with read_session(store) as session:
        there = {row.name for row in queries.accounts(session)}
    try:
        accounts.add_account(store, name, Role.READER)
    except Refused:
        return
    assert checked_name(name) not in there
    with read_session(store) as session:
        assert queries.account_named(session, name).name == checked_name(name)
    for spelling in (name.upper(), f" {name}\t", name.casefold()):
        if name_key(spelling) == name_key(name):
            with pytest.raises(Refused):
                accounts.add_account(store, spelling, Role.READER)


@pytest.mark.parametrize(
    "password",
    [
        "",
        "elevenchars",
        "Ada Moss Ada Moss",
        "password1234",
        "123456789012",
        "qwertyuiop[]",
        "aaaaaaaaaaaaaaaa",
        "Sourcelight!",
        "adamossadamoss",
        "x" * 257,
    ],
)
def test_passwords_that_are_guessed_first_are_refused(password: str) -> None:
    with pytest.raises(Refused):
        passwords.check(password, "Ada Moss")


@pytest.mark.parametrize(
    "password",
    [PASSWORD, "дванадцять гусей", "correct horse battery staple", "tr0ub4dor&3xyz", "x1y2z3" * 42],
)
def test_others_are_taken(password: str) -> None:
    passwords.check(password, "Ada Moss")


@settings(max_examples=15)
@given(st.text(min_size=1, max_size=300))
@example("e\u0301" * 200)
def test_a_password_is_the_one_that_was_typed(password: str) -> None:
    try:
        passwords.check(password, "Ada Moss")
    except Refused:
        return
    kept = passwords.hashed(password)
    assert passwords.matches(password, kept)
    assert not passwords.matches(password + ".", kept)


def test_however_a_keyboard_composes_it() -> None:
    assert passwords.matches("cafe\u0301 au lait noir", passwords.hashed("caf\u00e9 au lait noir"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:ffff", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("fe80::1%eth0", "fe80::1", True),
        ("testclient", "", False),
    ],
)
def test_an_address_stands_for_its_network(one: str, other: str, same: bool) -> None:
    assert (key_of_address(one) == key_of_address(other)) is same
