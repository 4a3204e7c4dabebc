"""Notes, collections and saved filters by their forms: what a colleague sees, and nobody else."""

import re

import pytest
from fastapi.testclient import TestClient

from app import actions
from app.store.session import make_engine
from tests.web.conftest import client_for
from tests.web.forms import read, refused, seen, send, store, undo_first
from tests.web.sample import fill

WRITTEN = "Zinnober <script>alert(1)</script>\nis what the caller said."


@pytest.fixture
def claims(desk: TestClient) -> list[str]:
    return store(desk)


def order(client: TestClient, page: str) -> list[str]:
    return re.findall(r'id="g-(\w+)"', read(client, page))


def test_a_note_shows_beside_its_claim_escaped(desk: TestClient, claims: list[str]) -> None:
    claim = claims[0]
    page = f"/claims/{claim}"
    assert send(desk, f"{page}/notes", text=WRITTEN, back=f"{page}#noted") == f"{page}#noted"
    for path in (page, f"/articles/1?claim={claim}", "/notes", f"{page}/notes"):
        raw = desk.get(path).text
        assert "Zinnober &lt;script&gt;alert(1)&lt;/script&gt;\nis what" in raw, path
        assert "<script>alert(1)" not in raw
    assert "1 note<" in desk.get("/claims").text


def test_a_note_is_in_nothing_that_leaves_the_desk(desk: TestClient, claims: list[str]) -> None:
    claim = claims[0]
    key = send(desk, f"/claims/{claim}/gather", name="Mill").split("/")[2].partition("#")[0]
    send(desk, f"/claims/{claim}/notes", text=WRITTEN)
    shared = [
        desk.post(path, data={"days": 7}).text
        for path in (f"/claims/{claim}/share", "/articles/1/share", f"/collections/{key}/share")
    ]
    tokens = [re.findall(r"(/s/[\w-]{20,})", page)[0] for page in shared]
    exports = [f"/collections/{key}.{form}" for form in ("csv", "json", "md", "ris", "bib")]
    lists = ["/claims.csv", "/claims.json", "/claims.atom", "/articles.csv", "/compare.csv"]
    api = ["/api/v1/claims", f"/api/v1/claims/{claim}", "/api/v1/articles/1", f"/oembed?url=/claims/{claim}"]
    for path in (*tokens, *exports, *lists, *api):
        answer = desk.get(path)
        assert answer.status_code in (200, 400, 404, 422), path
        assert "Zinnober" not in answer.text, path
    head = desk.get(f"/claims/{claim}").text.partition("</head>")[0]
    assert "Zinnober" not in head


def test_the_public_sees_none_of_it(database_url: str) -> None:
    ids = fill(make_engine(database_url))
    with client_for(database_url) as desk:
        claim = desk.get("/api/v1/claims").json()["rows"][0]["claim"]["id"]
        send(desk, f"/claims/{claim}/notes", text=WRITTEN)
        page = send(desk, f"/claims/{claim}/gather", name="Zinnober")
        send(desk, "/filters", name="Zinnober", view="/claims?kind=direct")
    with client_for(database_url, public_read=True) as public:
        key = page.split("/")[2].partition("#")[0]
        closed = ("/notes", "/collections", f"/collections/{key}", f"/collections/{key}.csv", "/filters")
        for path in (*closed, f"/claims/{claim}/notes", f"/claims/{claim}/gather"):
            assert public.get(path).status_code == 403, path
        for path in ("/", "/claims", f"/claims/{claim}", f"/articles/{ids['bridge']}?claim={claim}"):
            page = public.get(path).text
            assert "Zinnober" not in page, path
            assert "/notes" not in page
            assert "/filters" not in page


def test_notes_are_settled_edited_and_taken_back(desk: TestClient, claims: list[str]) -> None:
    page = f"/claims/{claims[0]}/notes"
    note = send(desk, page, text="Ask her.").rpartition("-")[2]
    assert note.isdigit()
    send(desk, f"/notes/{note}/settle", claim=claims[0])
    assert "No note is open" in read(desk, "/notes")
    assert "Ask her." in read(desk, "/notes?state=settled")
    send(desk, f"/notes/{note}/reopen", claim=claims[0])
    send(desk, f"/notes/{note}/edit", claim=claims[0], text="Ask him.", seen=seen(read(desk, page)))
    assert "Ask him." in read(desk, "/notes")
    send(desk, f"/notes/{note}/take-back", claim=claims[0])
    assert "No note stands" in read(desk, page)
    assert undo_first(desk, page) == f"{page}#history"
    assert "Ask him.</p>" in read(desk, page)


def test_a_note_changed_meanwhile_shows_both(desk: TestClient, claims: list[str]) -> None:
    page = f"/claims/{claims[0]}/notes"
    note = send(desk, page, text="First.").rpartition("-")[2]
    old = seen(read(desk, page))
    send(desk, f"/notes/{note}/edit", claim=claims[0], text="Second.", seen=old)
    both = refused(desk, f"/notes/{note}/edit", 409, claim=claims[0], text="Third.", seen=old)
    assert "Second.</p>" in both
    assert "\nThird.</textarea>" in both
    send(desk, f"/notes/{note}/edit", claim=claims[0], text="Third.", seen=seen(both))
    assert "Third.</p>" in read(desk, page)


def test_what_was_typed_is_not_lost(desk: TestClient, claims: list[str]) -> None:
    page = f"/claims/{claims[0]}/notes"
    assert "2,001 characters" in refused(desk, page, text="y" * 2001)
    assert "y" * 2001 in refused(desk, page, text="y" * 2001)
    assert "holds a NUL" in refused(desk, page, text="a\0b")
    assert "“Mill” already" not in refused(desk, "/collections", name="", description="About <it>")
    assert "\nAbout <it></textarea>" in refused(desk, "/collections", name="", description="About <it>")
    assert 'value="' + "z" * 201 in refused(desk, f"/claims/{claims[0]}/gather", name="z" * 201)
    assert 'value="' + "z" * 201 in refused(desk, "/filters", name="z" * 201, view="/claims?q=a")


@pytest.mark.parametrize(
    "back", ["//elsewhere.example", "https://elsewhere.example/", "/\\elsewhere.example"]
)
def test_no_form_leads_elsewhere(desk: TestClient, claims: list[str], back: str) -> None:
    assert send(desk, f"/claims/{claims[0]}/notes", text="Hm.", back=back) == "/"
    assert send(desk, f"/claims/{claims[0]}/gather", name="Mill", back=back) == "/"


def test_a_collection_is_made_put_in_order_and_taken_apart(desk: TestClient, claims: list[str]) -> None:
    page = send(desk, "/collections", name="The <mill>", description="Line one\nline two")
    key = page.rpartition("/")[2]
    for claim in claims:
        assert send(desk, f"/claims/{claim}/gather", collection=key) == f"{page}#g-{claim}"
    assert order(desk, page) == claims
    assert "&lt;mill&gt;" in desk.get(page).text
    assert "Line one\nline two" in read(desk, page)
    _, of_order, *_ = re.findall(r'name="seen" value="(\w+)"', read(desk, page))
    send(desk, f"{page}/claims/{claims[2]}/move", by="up", seen=of_order)
    assert order(desk, page) == [claims[0], claims[2], claims[1]]
    send(desk, f"{page}/claims/{claims[0]}/comment", comment="Lead with <this>")
    assert "&lt;this&gt;</p>" in desk.get(page).text
    send(desk, f"{page}/claims/{claims[0]}/remove")
    assert order(desk, page) == [claims[2], claims[1]]
    undo_first(desk, page)
    assert order(desk, page) == [claims[0], claims[2], claims[1]]
    assert send(desk, f"{page}/delete") == "/collections#history"
    assert desk.get(page).status_code == 410
    assert "was deleted" in desk.get(page).text
    undo_first(desk, "/collections")
    assert order(desk, page) == [claims[0], claims[2], claims[1]]


def test_a_collection_changed_meanwhile_shows_both(desk: TestClient, claims: list[str]) -> None:
    page = send(desk, "/collections", name="Mill")
    for claim in claims:
        send(desk, f"/claims/{claim}/gather", collection=page.rpartition("/")[2])
    old = read(desk, page)
    name, order_then = re.findall(r'name="seen" value="(\w+)"', old)[:2]
    send(desk, f"{page}/edit", name="Mills", description="", seen=name)
    both = refused(desk, f"{page}/edit", 409, name="Millers", description="All", seen=name)
    assert "<h1>Mills</h1>" in both
    assert 'value="Millers"' in both
    send(desk, f"{page}/claims/{claims[0]}/move", by="down", seen=order_then)
    assert "order was changed" in refused(
        desk, f"{page}/claims/{claims[0]}/move", 409, by="down", seen=order_then
    )
    assert refused(desk, f"{page}/claims/{claims[1]}/move", by="up")
    comment = re.findall(r'name="seen" value="(\w+)"', old)[2]
    send(desk, f"{page}/claims/{claims[0]}/comment", comment="One", seen=comment)
    both = refused(desk, f"{page}/claims/{claims[0]}/comment", 409, comment="Two", seen=comment)
    assert 'class="comment">One</p>' in both
    assert 'value="Two"' in both


def test_an_undo_that_cannot_be_says_why_on_its_page(desk: TestClient, claims: list[str]) -> None:
    page = send(desk, f"/claims/{claims[0]}/gather", name="Mill").partition("#")[0]
    send(desk, f"/claims/{claims[1]}/gather", collection=page.rpartition("/")[2])
    send(desk, f"{page}/claims/{claims[0]}/move", by="down")
    events = re.findall(r"/events/(\d+)/undo", read(desk, page))
    assert "cannot be undone before" in refused(desk, f"/events/{events[-1]}/undo", desk=page)
    for other in ("/collections", "/filters", f"/claims/{claims[0]}/notes", "/elsewhere"):
        assert "cannot be undone before" in refused(desk, f"/events/{events[-1]}/undo", desk=other)


def test_a_claim_that_is_gone_keeps_its_notes_and_its_place(desk: TestClient, claims: list[str]) -> None:
    page = send(desk, f"/claims/{claims[0]}/gather", name="Mill").partition("#")[0]
    send(desk, f"/claims/{claims[0]}/notes", text="Why?")
    send(desk, "/articles/1/withdraw", reason="by court")
    assert order(desk, page) == [claims[0]]
    shown = read(desk, page)
    assert "article was withdrawn" in shown
    assert "mill is closed" not in shown
    for path in ("/notes", f"/claims/{claims[0]}/notes"):
        assert "Why?" in read(desk, path)
        assert "mill is closed" not in read(desk, path)
    taken = [desk.get(f"{page}.{form}").text for form in ("csv", "json", "md")]
    assert all("withdrawn" in each and "mill is closed" not in each for each in taken)


def test_exports_of_a_collection(desk: TestClient, claims: list[str]) -> None:
    page = send(desk, f"/claims/{claims[0]}/gather", name="Mill * stone #").partition("#")[0]
    send(desk, f"{page}/claims/{claims[0]}/comment", comment="=1+1")
    table = desk.get(f"{page}.csv")
    assert table.headers["content-type"] == "text/csv; charset=utf-8"
    assert "attachment" in table.headers["content-disposition"]
    assert '"\'=1+1"' in table.text
    [claim] = desk.get(f"{page}.json").json()["claims"]
    assert (claim["place"], claim["state"], claim["claim"]) == (1, "as added", "the mill is closed")
    assert "Markdown</a> with comments" in read(desk, page)
    markdown = desk.get(f"{page}.md").text
    assert markdown.startswith("# Mill \\* stone \\#\n")
    assert "> Ann Lee said “the mill is closed”\n" in markdown
    assert f'added “<a href="/claims/{claims[0]}">the mill is closed</a>”' in read(desk, page)
    for form in ("csv", "json", "md"):
        assert desk.get(f"/collections/nothere.{form}").status_code == 404
    assert desk.get(f"{page}.exe").status_code in (404, 422)


def test_a_view_is_saved_under_a_name_and_leads_back(desk: TestClient, claims: list[str]) -> None:
    view = "/claims?kind=indirect&source=ann-lee"
    assert "/filters/new?view=/claims" in read(desk, view)
    form = read(desk, "/filters/new?view=/claims%3Fkind%3Dindirect%26source%3Dann-lee%26after%3Dx")
    assert "Claims by Ann Lee, indirect" in form
    assert send(desk, "/filters", name="Lee", view=view) == view
    assert 'href="/claims?kind=indirect&source=ann-lee">Lee</a>' in read(desk, "/")
    page = read(desk, "/filters")
    assert "Claims by Ann Lee, indirect" in page
    [saved] = re.findall(r"/filters/(\d+)/rename", page)
    old = seen(page)
    send(desk, f"/filters/{saved}/rename", name="Ann Lee", seen=old)
    both = refused(desk, f"/filters/{saved}/rename", 409, name="Leigh", seen=old)
    assert ">Ann Lee</a>" in both
    assert 'value="Leigh"' in both
    send(desk, f"/filters/{saved}/delete")
    assert "No view is saved" in read(desk, "/filters")
    undo_first(desk, "/filters")
    assert ">Ann Lee</a>" in read(desk, "/filters")


def test_a_view_that_cannot_be_meant_hurts_no_page(desk: TestClient) -> None:
    view = "/claims?from=soon&kind=loud"
    refusal = refused(desk, "/filters", name="Odd", view=view)
    assert "cannot be shown, and so not be saved. kind: must be" in refusal
    assert "from: must be a day" in refusal
    # One that was saved before there was such a value, or by another version:
    actions.save_filter(desk.app.state.pipeline.engine, "Odd", view)
    assert "Odd" in read(desk, "/filters")
    for view in ("https://elsewhere.example/", "/feeds"):
        assert desk.get("/filters/new", params={"view": view}).status_code == 422
        assert desk.post("/filters", data={"name": "Evil", "view": view}).status_code == 422


@pytest.mark.parametrize(
    ("path", "linked"),
    [
        ("/?q=mill", True),
        ("/sources?type=person", True),
        ("/concordance?q=mill", True),
        ("/compare?article=1", True),
        ("/articles/1?source=ann-lee", True),
        ("/articles/1", False),
        ("/claims", False),
    ],
)
def test_every_narrowed_view_can_be_saved(
    desk: TestClient, claims: list[str], path: str, linked: bool
) -> None:
    assert ("Save this view" in read(desk, path)) is linked


def test_there_is_nothing_of_the_kind(desk: TestClient, claims: list[str]) -> None:
    for path in ("/collections/nothere", "/claims/nobody/notes", "/claims/nobody/gather"):
        assert desk.get(path).status_code == 404
    sent = {"name": "a", "text": "a", "comment": "a", "by": "up", "seen": "x"}
    for path in (
        *(
            "/claims/nobody/notes",
            "/claims/nobody/gather",
            "/notes/9/settle",
            "/notes/9/edit",
            "/notes/9/eat",
        ),
        *(
            "/collections/nothere/edit",
            "/collections/nothere/delete",
            "/filters/9/rename",
            "/filters/9/delete",
        ),
        *(f"/collections/nothere/claims/{claims[0]}/{verb}" for verb in ("move", "remove", "comment")),
    ):
        assert desk.post(path, data=sent).status_code == 404, path


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("kind=indirect", "Claims: indirect"),
        ("act=denies", "Claims: denies"),
        ("q=mill", "Claims with “mill”"),
    ],
)
def test_a_saved_view_is_told_in_words(desk: TestClient, query: str, words: str) -> None:
    actions.save_filter(desk.app.state.pipeline.engine, "Mine", f"/claims?{query}")
    assert f'<p class="where">{words}</p>' in read(desk, "/filters")


def test_the_link_to_notes_says_what_it_leads_to(desk: TestClient, claims: list[str]) -> None:
    address = f"/claims/{claims[0]}"
    send(desk, f"{address}/notes", text="Call her.")
    assert "Edit, take back, history" in read(desk, address)
    [note] = re.findall(r"/notes/(\d+)/settle", read(desk, address))
    send(desk, f"/notes/{note}/settle", claim=claims[0])
    assert "Settled notes and history" in read(desk, address)


def test_a_claim_that_is_gone_offers_its_notes_where_there_are_any(
    desk: TestClient, claims: list[str]
) -> None:
    send(desk, f"/claims/{claims[0]}/notes", text="Call her.")
    for key in claims[:2]:
        actions.remove(desk.app.state.pipeline.engine, key)
    noted, bare = (desk.get(f"/claims/{key}") for key in claims[:2])
    assert (noted.status_code, bare.status_code) == (410, 410)
    assert "Notes that colleagues left" in noted.text
    assert "Notes that colleagues left" not in bare.text
