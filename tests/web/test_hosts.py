"""Which names the site answers to, in every mode and for every method; and whom it believes about clients."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from app.domain import Role
from app.settings import Settings
from app.web.hosts import HERE, _name, host_names
from tests.web.conftest import client_for
from tests.web.people import NAMES, add_people

OURS = (
    "localhost",
    "localhost:9000",
    "LOCALHOST",
    "127.0.0.1",
    "127.0.0.1:1",
    "[::1]:8000",
    "desk.example",
    "wire.example:443",
)
OTHERS = (
    "rebound.example",
    "desk.example.evil.example",
    "127.0.0.1.evil.example",
    "10.0.0.1",
    "[::2]",
    "[",
    "a@localhost",
    "localhost:80:80",
    "localhost/..",
    "",
    "0.0.0.0",
    "desk.example.",
    "2130706433",
)


@pytest.fixture(params=["open", "accounts", "public"])
def client(request: pytest.FixtureRequest, database_url: str) -> TestClient:
    client = client_for(database_url, hosts=("Wire.example",), public_read=request.param == "public")
    if request.param == "accounts":
        add_people(client.app.state.pipeline.engine)
    return client


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "DELETE", "OPTIONS"])
def test_no_other_name_is_answered_to(client: TestClient, method: str) -> None:
    for path in ("/", "/api/v1/articles", "/static/page.js", "/nothing-here", "/login"):
        for host in OTHERS:
            answer = client.request(method, path, headers={"Host": host})
            assert answer.status_code == 421, (host, path)
            assert answer.headers["content-security-policy"]
            if method != "HEAD":
                assert "SOURCELIGHT_HOSTS" in answer.text


def test_its_own_names_are(client: TestClient) -> None:
    for host in OURS:
        assert client.get("/login", headers={"Host": host}).status_code in (200, 404), host


@given(st.text(max_size=300))
def test_whatever_a_host_is_it_is_ours_or_none(host: str) -> None:
    names = host_names(Settings(base_url="https://desk.example"))
    assert names == {*HERE, "desk.example"}
    if (name := _name(host)) in names:
        assert host.lower().startswith(name)


def test_settings_name_hosts_and_proxies_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCELIGHT_HOSTS", "news.example, wire.example")
    monkeypatch.setenv("SOURCELIGHT_TRUSTED_PROXIES", "10.0.0.1 192.168.0.0/16")
    settings = Settings()
    assert settings.hosts == ("news.example", "wire.example")
    assert settings.trusted_proxies == ("10.0.0.1/32", "192.168.0.0/16")
    with pytest.raises(ValidationError):
        Settings(trusted_proxies="everybody")


@pytest.fixture
def behind(make_database: Callable[[], str]) -> Callable[..., TestClient]:
    def make(*, peer: str, trusted: str = "") -> TestClient:
        app = client_for(make_database(), trusted_proxies=trusted).app
        add_people(app.state.pipeline.engine)
        return TestClient(app, base_url="http://127.0.0.1:8000", client=(peer, 5000))

    return make


def attempts(client: TestClient, forwarded: Callable[[int], str]) -> list[int]:
    return [
        client.post(
            "/login",
            data={"name": f"{NAMES[Role.READER]} {count}", "password": "x"},
            headers={"X-Forwarded-For": forwarded(count)},
        ).status_code
        for count in range(11)
    ]


def test_only_a_proxy_that_is_named_tells_who_its_clients_are(behind: Callable[..., TestClient]) -> None:
    each_another = "203.0.113.{}".format
    assert attempts(behind(peer="198.51.100.7"), each_another)[-1] == 429  # made up: one address all the same
    trusted = behind(peer="10.1.2.3", trusted="10.0.0.0/8")
    assert set(attempts(trusted, each_another)) == {401}
    assert (
        attempts(trusted, lambda count: f"203.0.113.{count}, 192.0.2.9")[-1] == 429
    )  # the proxy's own word counts
