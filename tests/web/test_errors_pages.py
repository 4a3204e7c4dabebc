import re
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import HTTPException
from fastapi.testclient import TestClient
from sqlalchemy import event

from app.pipeline import Pipeline
from app.store import queries
from app.store.backup import connect
from app.store.errors import Gone, Unavailable
from app.store.session import make_engine, migrate, read_session, write_session
from app.web.headers import HTMX
from tests.web.conftest import client_for

NOWHERE = "postgresql://nobody@127.0.0.1:1/none"


@pytest.mark.parametrize(
    "path",
    [
        "/nope",
        "/articles/999",
        "/articles/one",
        "/articles/99999999999999999999",
        "/claims/nope",
        "/sources/nope",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "Not found" in answer.text


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("kind=loud", "kind"),
        ("act=sings", "act"),
        ("from=yesterday", "from"),
        ("to=2024-13-01", "to"),
        ("from=2024-02-02&to=2024-02-01", "from"),
        ("q=" + "x" * 201, "q"),
        ("q=%00", "q"),
        ("source=a%00b", "source"),
        ("&".join(f"source={number}" for number in range(65)), "source"),
        ("after=somewhere", "somewhere"),
    ],
)
def test_a_filter_that_cannot_be_meant_is_named(client: TestClient, query: str, name: str) -> None:
    for path in ("/claims", "/api/v1/claims"):
        answer = client.get(f"{path}?{query}")
        assert answer.status_code == 422
        assert name in answer.text
    assert answer.json()["type"].endswith("#unprocessable")


def test_the_api_answers_errors_in_json(client: TestClient) -> None:
    answer = client.get("/api/v1/articles/999")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json() == {
        "type": "https://desk.example/api#not-found",
        "title": "Not found",
        "status": 404,
        "detail": "There is no article 999.",
    }
    assert client.get("/api/v1/nope").json()["type"].endswith("#not-found")
    assert client.delete("/api/v1/articles").json()["type"].endswith("#method-not-allowed")
    assert client.get("/api/v1/articles?limit=501").status_code == 422


@pytest.mark.parametrize(
    ("path", "ways"),
    [
        ("/nope", ["/"]),
        ("/claims/nope?x=1", ["/claims", "/"]),
        ("/sources/nope", ["/sources", "/"]),
        ("/claims?kind=loud", ["/claims", "/"]),
        ("/sources?order=loud&q=x", ["/sources", "/"]),
    ],
)
def test_an_error_shows_a_way_on(client: TestClient, path: str, ways: list[str]) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        page = client.get(path, headers=headers).text
        links = page.partition('class="ways-on"')[2].partition("</ul>")[0]
        assert re.findall(r'href="([^"]*)"', links) == ways
    assert ('role="search"' in page) == ("no" in path)


@pytest.mark.parametrize(("status", "name"), [(429, "Too many requests"), (503, "Not now")])
def test_what_may_work_later_says_when(
    filled: tuple[str, dict[str, int]], monkeypatch: pytest.MonkeyPatch, status: int, name: str
) -> None:
    def fail(self: Pipeline) -> None:
        if status == 503:
            raise Unavailable("The database cannot be reached.", 7)
        raise HTTPException(status, "Slow down.", headers={"Retry-After": "7"})

    monkeypatch.setattr(Pipeline, "session", fail)
    client = client_for(filled[0])
    answer = client.get("/claims?kind=direct")
    assert (answer.status_code, answer.headers["retry-after"]) == (status, "7")
    assert name in answer.text
    assert "Wait 7 seconds." in answer.text
    assert 'href="/claims?kind=direct">Try again' in answer.text
    told = client.get("/api/v1/claims")
    assert (told.status_code, told.headers["retry-after"]) == (status, "7")
    assert told.json()["detail"]


def test_no_address_begins_a_line_of_the_log(
    filled: tuple[str, dict[str, int]], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(self: Pipeline) -> None:
        raise Unavailable("The database cannot be reached.", 7)

    monkeypatch.setattr(Pipeline, "session", fail)
    assert client_for(filled[0]).get("/sources/a%0a2031-01-05 ERROR made up").status_code == 503
    (told,) = [each.getMessage() for each in caplog.records if "503" in each.getMessage()]
    assert "\n" not in told


def test_a_form_in_the_page_stays_as_it_is_while_nothing_can_be_stored(
    filled: tuple[str, dict[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was typed is in it, and nowhere else."""

    def fail(self: Pipeline) -> None:
        raise Unavailable("The disk is full.", 7)

    monkeypatch.setattr(Pipeline, "session", fail)
    boosted = {"HX-Request": "true", "HX-Boosted": "true"}
    told = client_for(filled[0]).post("/claims/any/edit", data={"do": "save"}, headers=boosted)
    assert (told.status_code, told.headers["hx-retarget"], told.headers["retry-after"]) == (503, "this", "7")
    assert told.headers["hx-reswap"].startswith("afterbegin")
    assert "The disk is full. What you typed is still here:" in told.text
    assert "<main" not in told.text


def test_an_upload_that_is_too_large_is_told_the_limits(client: TestClient) -> None:
    big = b'{"text": "' + b"a" * (21 * 2**20) + b'"}'
    told = client.post("/api/v1/articles", content=big, headers={"Content-Type": "application/json"})
    assert (told.status_code, told.json()["title"]) == (413, "Too large")
    page = client.post("/review", content=big, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert page.status_code == 413
    assert "1,000,000 characters and an upload 20 MB" in page.text


def test_a_database_that_another_process_writes_to_is_told_apart_from_a_fault(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'busy.db'}"
    migrate(make_engine(url))
    with closing(connect(tmp_path / "busy.db")) as other:
        other.execute("BEGIN EXCLUSIVE")
        engine = make_engine(url)
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA busy_timeout = 50"))
        with pytest.raises(Unavailable, match="Somebody else"), write_session(engine) as session:
            session.connection()
        engine.dispose()
    with pytest.raises(Unavailable, match="cannot be reached"), read_session(make_engine(NOWHERE)) as session:
        session.connection()


def test_a_claim_that_is_gone_says_why_and_what_replaced_it(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object) -> None:
        raise Gone(
            "The claim old is gone.", datetime(2024, 1, 1, tzinfo=UTC), "new", reason="It named a child."
        )

    monkeypatch.setattr(queries, "claim_page", gone)
    monkeypatch.setattr(queries, "claim_history", lambda *_: ())
    page = client.get("/claims/old")
    assert page.status_code == 410
    assert 'href="/claims/new"' in page.text
    assert "The claim old is gone." in page.text
    assert "“It named a child.”" in page.text
    assert "1 January 2024, 00.00 UTC" in page.text
    assert client.get("/api/v1/claims/old").json()["replaced_by"] == "new"


def test_a_fault_of_ours_is_told_without_its_reason(
    filled: tuple[str, dict[str, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(self: Pipeline) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr(Pipeline, "session", fail)
    client = client_for(filled[0])
    client = TestClient(client.app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False)
    answer = client.get("/")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert client.get("/api/v1/articles").json()["type"].endswith("#internal-error")


@pytest.mark.parametrize("path", ["/", "/nope", "/api/v1/articles", "/static/theme.js", "/openapi.json"])
def test_every_answer_carries_the_security_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; ")
    assert f"script-src 'self' {HTMX};" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


def test_pages_have_no_script_or_style_of_their_own(client: TestClient, ids: dict[str, int]) -> None:
    for path in (
        "/",
        f"/articles/{ids['bridge']}",
        "/claims",
        "/concordance?q=the",
        "/sources",
        "/styleguide",
        "/api",
        "/nope",
    ):
        page = client.get(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert " onclick=" not in page
        assert page.count("<script") == page.count("<script src=")


def test_htmx_comes_from_the_site_where_the_settings_say_so(filled: tuple[str, dict[str, int]]) -> None:
    client = client_for(filled[0], htmx_from_site=True)
    answer = client.get("/")
    assert "jsdelivr" not in answer.text + answer.headers["content-security-policy"]
    assert "/static/vendor/htmx-2.0.11.min.js?v=" in answer.text


def test_static_files_may_be_kept_for_good_under_the_address_of_their_content(client: TestClient) -> None:
    page = client.get("/").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in client.get(address).headers["cache-control"]
    plain = client.get(address.split("?")[0])
    assert plain.headers["cache-control"] == "no-cache"
    again = client.get(address.split("?")[0], headers={"If-None-Match": plain.headers["etag"]})
    assert again.status_code == 304


def test_a_slash_too_many_is_left_out_without_naming_a_host(client: TestClient, ids: dict[str, int]) -> None:
    for path in ("/claims", f"/articles/{ids['bridge']}", "/s/nobody-knows", "/api/v1/claims"):
        answer = client.get(f"{path}/?q=mill", headers={"Host": "desk.example"}, follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (307, f"{path}?q=mill")
        assert client.head(f"{path}//", follow_redirects=False).headers["location"] == path
    for path in ("/nope/", "//elsewhere.example/", "/\\elsewhere.example/", "/s/", "//"):
        answer = client.get(f"http://127.0.0.1:8000{path}", follow_redirects=False)
        assert answer.status_code == 404, path
    assert client.post("/feeds/", data={"url": "x"}, follow_redirects=False).status_code in (404, 405)
