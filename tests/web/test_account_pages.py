"""One's own account, the people's, and the one-time link: also by those whose account it is not."""

import re
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.actions import accounts
from app.domain import Role, Scope
from app.store import queries
from app.store.session import read_session
from tests.web.conftest import client_for
from tests.web.people import HERE, NAMES, PASSWORD, add_people, browser, program

NEW = "twelve grey geese"
READER, EDITOR, ADMIN = Role


@pytest.fixture
def site(database_url: str) -> Iterator[tuple[TestClient, dict[Role, int]]]:
    """A browser in which the editor is signed in, and everybody's ids."""
    app = client_for(database_url).app
    ids = add_people(app.state.pipeline.engine)
    yield browser(app, EDITOR), ids
    app.state.pipeline.engine.dispose()


def sign_in(client: TestClient, password: str = PASSWORD) -> TestClient:
    client.cookies.clear()
    client.post("/login", data={"name": NAMES[EDITOR], "password": password})
    return client


def secret_in(page: str) -> str:
    return re.search(r'class="secret">([^<]+)<', page)[1]


def tokens(client: TestClient) -> tuple[queries.tokens, ...]:
    with read_session(client.app.state.pipeline.engine) as session:
        return queries.tokens(session)


def test_a_new_password_ends_the_other_sessions(site: tuple[TestClient, dict[Role, int]]) -> None:
    here, _ = site
    elsewhere = browser(here.app, EDITOR)
    sign_in(here)
    before = here.cookies["sourcelight"]
    answer = here.post("/account/password", data={"old": PASSWORD, "new": NEW, "again": NEW})
    assert (answer.status_code, answer.headers["location"]) == (303, "/account")
    assert here.cookies["sourcelight"] != before
    assert here.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 303
    assert browser(here.app).post(
        "/login", data={"name": NAMES[EDITOR], "password": PASSWORD}
    ).status_code == 401  # fmt: skip
    assert sign_in(here, NEW).get("/account").status_code == 200


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({"old": "wrong, and long", "new": NEW, "again": NEW}, "old password is wrong"),
        ({"old": PASSWORD, "new": NEW, "again": NEW + "."}, "in two ways"),
        ({"old": PASSWORD, "new": "short", "again": "short"}, "at least 12"),
        (
            {"old": PASSWORD, "new": "Edda Lund Edda", "again": "Edda Lund Edda"},
            "first that somebody would try",
        ),
        ({}, "at least 12"),
    ],
)
def test_a_password_is_changed_by_who_knows_it(
    site: tuple[TestClient, dict[Role, int]], sent: dict[str, str], problem: str
) -> None:
    answer = site[0].post("/account/password", data=sent)
    assert answer.status_code == 422
    assert problem in answer.text
    assert not any(f'value="{each}"' in answer.text for each in sent.values())


def test_guessing_the_old_password_is_cut_off(site: tuple[TestClient, dict[Role, int]]) -> None:
    guess = {"old": "a wrong one, and long", "new": NEW, "again": NEW}
    statuses = [site[0].post("/account/password", data=guess).status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]


def test_sessions_are_listed_and_ended(site: tuple[TestClient, dict[Role, int]]) -> None:
    here, _ = site
    elsewhere = browser(here.app, EDITOR)
    page = here.get("/account").text
    assert page.count('class="agent">Testing Browser 1.0') == 2
    other = re.search(r"/account/sessions/(\d+)/end", page)[1]
    assert here.post(f"/account/sessions/{other}/end").status_code == 303
    assert elsewhere.get("/account").status_code == 303
    assert here.get("/account").status_code == 200
    third = browser(here.app, EDITOR)
    here.post("/account/sessions/end")
    assert third.get("/account").status_code == 303


def test_another_s_session_and_token_are_not_there(site: tuple[TestClient, dict[Role, int]]) -> None:
    editor, ids = site
    admin = browser(editor.app, ADMIN)
    accounts.make_token(editor.app.state.pipeline.engine, ids[ADMIN], "theirs", Scope.READ)
    for login_id in (2, 3, 2**40, 2**62):  # the first is the editor's own
        assert editor.post(f"/account/sessions/{login_id}/end").status_code == 404
    assert editor.post("/account/tokens/1/revoke").status_code == 404
    assert editor.post(f"/account/tokens/{2**62}/revoke").status_code == 404
    assert "theirs" not in editor.get("/account").text
    assert admin.get("/account").status_code == 200
    assert len(tokens(editor)) == 1


def test_a_token_is_shown_once_and_revoked(site: tuple[TestClient, dict[Role, int]]) -> None:
    here, _ = site
    answer = here.post("/account/tokens", data={"name": "nightly <b>", "scope": "write"})
    secret = secret_in(answer.text)
    assert answer.headers["cache-control"] == "no-store"
    page = here.get("/account").text
    assert secret not in page
    assert "nightly &lt;b&gt;" in page
    bearer = {"Authorization": f"Bearer {secret}"}
    assert browser(here.app).get("/api/v1/claims", headers=bearer).status_code == 200
    assert tokens(here)[0].used_at is not None
    here.post(f"/account/tokens/{tokens(here)[0].id}/revoke")
    assert browser(here.app).get("/api/v1/claims", headers=bearer).status_code == 401


def test_a_token_reaches_no_further_than_its_owner(site: tuple[TestClient, dict[Role, int]]) -> None:
    here, ids = site
    answer = here.post("/account/tokens", data={"name": "too far", "scope": "admin"})
    assert answer.status_code == 422
    assert "further" in answer.text
    assert not tokens(here)
    script = program(here.app, ids[ADMIN], Scope.ADMIN)
    assert script.get("/people").status_code == 200
    admin = browser(here.app, ADMIN)
    accounts.add_account(here.app.state.pipeline.engine, "Second Admin", ADMIN)
    admin.post(f"/people/{ids[ADMIN]}/role", data={"role": "reader"})
    assert script.get("/people").status_code == 403  # the token follows the account


def test_admins_see_to_people(site: tuple[TestClient, dict[Role, int]]) -> None:
    admin = browser(site[0].app, ADMIN)
    answer = admin.post("/people", data={"name": "Uma <i>", "email": "Uma@Desk.example", "role": "reader"})
    link = secret_in(answer.text)
    assert link.startswith("https://desk.example/reset/")
    assert answer.headers["cache-control"] == "no-store"
    page = admin.get("/people").text
    assert "Uma &lt;i&gt;" in page
    assert "uma@desk.example" in page
    assert link not in page
    assert "added as reader" in page
    again = admin.post("/people", data={"name": "uma  <I>", "role": "reader"})
    assert (again.status_code, "already" in again.text) == (422, True)


def test_a_one_time_link_is_good_for_one_time(site: tuple[TestClient, dict[Role, int]]) -> None:
    editor, ids = site
    admin = browser(editor.app, ADMIN)
    path = secret_in(admin.post(f"/people/{ids[EDITOR]}/link").text).removeprefix("https://desk.example")
    somebody = browser(editor.app)
    for _ in range(2):  # whoever unfolds links looks at them too
        page = somebody.get(path)
        assert page.status_code == 200
    assert page.headers["referrer-policy"] == "no-referrer"
    assert page.headers["cache-control"] == "no-store"
    assert somebody.post(path, data={"new": "short", "again": "short"}).status_code == 422
    assert somebody.post(path, data={"new": NEW, "again": NEW}).status_code == 303
    assert somebody.get("/account").status_code == 200
    assert editor.get("/account").status_code == 303  # the sessions that were there
    for method in ("GET", "POST"):
        answer = browser(editor.app).request(method, path, data={"new": NEW, "again": NEW})
        assert (answer.status_code, "another one" in answer.text) == (404, True)


def test_a_later_link_takes_the_place_of_an_earlier(site: tuple[TestClient, dict[Role, int]]) -> None:
    editor, ids = site
    engine = editor.app.state.pipeline.engine
    first, second = (accounts.make_reset_link(engine, ids[EDITOR]) for _ in range(2))
    assert editor.get(f"/reset/{first}").status_code == 404
    assert editor.get(f"/reset/{second}").status_code == 200


def test_who_is_deactivated_is_out_at_once(site: tuple[TestClient, dict[Role, int]]) -> None:
    editor, ids = site
    script = program(editor.app, ids[EDITOR], Scope.WRITE)
    link = accounts.make_reset_link(editor.app.state.pipeline.engine, ids[EDITOR])
    assert (editor.get("/claims").status_code, script.get("/claims").status_code) == (200, 200)
    admin = browser(editor.app, ADMIN)
    admin.post(f"/people/{ids[EDITOR]}/deactivate")
    assert (editor.get("/claims").status_code, script.get("/api/v1/claims").status_code) == (303, 401)
    assert editor.get(f"/reset/{link}").status_code == 404
    assert browser(editor.app).post(
        "/login", data={"name": NAMES[EDITOR], "password": PASSWORD}
    ).status_code == 401  # fmt: skip
    admin.post(f"/people/{ids[EDITOR]}/activate")
    assert editor.get("/claims").status_code == 303  # what was ended stays so
    assert sign_in(editor).get("/claims").status_code == 200


def test_links_that_somebody_shared_end_with_their_account(site: tuple[TestClient, dict[Role, int]]) -> None:
    editor, ids = site
    admin = browser(editor.app, ADMIN)
    editor.post("/api/v1/articles", json={"text": "Ann Lee said that the mill is closed."})
    key = editor.get("/api/v1/claims").json()["rows"][0]["claim"]["id"]
    links = {
        name: re.search(r"(/s/[\w-]+)", client.post(f"/claims/{key}/share").text)[1]
        for name, client in (("editor", editor), ("admin", admin))
    }
    assert "links that they shared" in admin.get("/people").text
    admin.post(f"/people/{ids[EDITOR]}/deactivate")
    nobody = browser(editor.app)
    assert nobody.get(links["editor"]).status_code == 410
    assert nobody.get(f"{links['editor']}/preview.png").status_code == 410
    assert nobody.get(links["admin"]).status_code == 200
    admin.post(f"/people/{ids[EDITOR]}/activate")
    assert nobody.get(links["editor"]).status_code == 410


def test_the_last_admin_stays(site: tuple[TestClient, dict[Role, int]]) -> None:
    _, ids = site
    admin = browser(site[0].app, ADMIN)
    for path, data in (
        (f"/people/{ids[ADMIN]}/deactivate", {}),
        (f"/people/{ids[ADMIN]}/role", {"role": "reader"}),
    ):
        answer = admin.post(path, data=data)
        assert (answer.status_code, "only admin" in answer.text) == (422, True)
    assert admin.post("/people/999/deactivate").status_code == 404


def test_what_was_decided_of_people_is_not_undone_by_editors(
    site: tuple[TestClient, dict[Role, int]],
) -> None:
    editor, ids = site
    accounts.change_role(editor.app.state.pipeline.engine, ids[EDITOR], READER)
    accounts.change_role(editor.app.state.pipeline.engine, ids[EDITOR], EDITOR)
    for event in range(1, 7):
        assert editor.post(f"/events/{event}/undo").status_code in (404, 422)
    assert queries_role(editor, ids[EDITOR]) is EDITOR


def queries_role(client: TestClient, id_: int) -> Role:
    with read_session(client.app.state.pipeline.engine) as session:
        return next(row.role for row in queries.accounts(session) if row.id == id_)


def test_the_log_names_who_decided(site: tuple[TestClient, dict[Role, int]]) -> None:
    editor, _ = site
    text = "Ann Lee said that the mill is closed."
    assert editor.post("/api/v1/articles", json={"text": text}).status_code == 201
    editor.post("/sources/ann-lee/rename", data={"name": "Ann Leigh"})
    assert NAMES[EDITOR] in editor.get("/sources/ann-lee").text


def test_secrets_stay_out_of_the_log(
    site: tuple[TestClient, dict[Role, int]], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    client = browser(site[0].app)
    client.post("/login", data={"name": NAMES[EDITOR], "password": PASSWORD})
    client.post("/login", data={"name": NAMES[EDITOR], "password": PASSWORD + "?"})
    secret = secret_in(client.post("/account/tokens", data={"name": "a", "scope": "read"}).text)
    said = "\n".join(record.getMessage() for record in caplog.records)
    assert not any(each in said for each in (PASSWORD, client.cookies["sourcelight"], secret))
    with read_session(client.app.state.pipeline.engine) as session:
        events = str(queries.account_events(session))
    assert secret not in events
    assert HERE not in events


def test_a_session_is_named_as_its_owner_knows_the_browser(site: tuple[TestClient, dict[Role, int]]) -> None:
    here, _ = site
    agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0 "><script>x</script>'
    here.cookies.clear()
    sent = {"name": NAMES[EDITOR], "password": PASSWORD}
    here.post("/login", data=sent, headers={"User-Agent": agent})
    page = here.get("/account").text
    assert 'class="agent">Firefox on Linux<' in page
    assert 'title="Mozilla/5.0 (X11; Linux' in page
    assert "<script>x" not in page
