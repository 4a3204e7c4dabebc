"""What the forms of the desk refuse, and how: with the form, what was typed, and a reason in words."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from app import actions
from app.store.errors import Refused
from tests.web.forms import read, refused, send, store


@pytest.fixture
def claims(desk: TestClient) -> list[str]:
    return store(desk)


@pytest.mark.parametrize(
    ("view", "reason"),
    [
        ("/articles/99", "no article 99"),
        ("/articles/1?version=7", "version 7"),
        ("/sources/nobody", "no source nobody"),
        ("/sources?order=zzz", "order: must be"),
        ("/concordance?order=claims", "order: must be"),
        ("/compare?claim=nothere", "nothere"),
        ("/compare/nothere", "nothere"),
        ("/claims?from=2031-02-01&to=2031-01-01", "is later than"),
        ("/claims?kind=direct&kind=mixed&kind=direct&kind=mixed", "kind: "),
    ],
)
def test_a_view_that_cannot_be_shown_is_not_saved(
    desk: TestClient, claims: list[str], view: str, reason: str
) -> None:
    for answer in (
        desk.get("/filters/new", params={"view": view}),
        desk.post("/filters", data={"name": "Odd", "view": view}),
    ):
        assert answer.status_code == 422
        assert "cannot be shown, and so not be saved" in answer.text
        assert reason in unescape(answer.text)
    assert "No view is saved" in read(desk, "/filters")


@pytest.mark.parametrize("kind", ["collections", "filters"])
def test_a_long_list_is_paged(desk: TestClient, kind: str) -> None:
    engine = desk.app.state.pipeline.engine
    for number in range(53):
        if kind == "collections":
            actions.create_collection(engine, f"Heap {number:02}")
        else:
            actions.save_filter(engine, f"Heap {number:02}", "/claims?kind=direct")
    first = read(desk, f"/{kind}")
    assert re.findall(r">(Heap \d\d)<", first) == [f"Heap {number:02}" for number in range(50)]
    further = unescape(re.search(rf'href="(/{kind}\?after=[^"]+)" rel="next"', first)[1])
    last = read(desk, further)
    assert re.findall(r">(Heap \d\d)<", last) == ["Heap 50", "Heap 51", "Heap 52"]
    assert f'href="/{kind}">First page' in last
    assert desk.get(f"/{kind}?after=zzz").status_code == 422
    if kind == "filters":
        rename = re.search(r'action="(/filters/\d+/rename\?after=[^"]+)"', last)[1]
        again = refused(desk, unescape(rename), name="Heap 01", seen="")
        assert 'value="Heap 01"' in again
        assert "Heap 52" in again


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("Ann \u202eeel", "U+202E, which turns the direction"),
        ("\u2066Ann", "U+2066, which turns the direction"),
        ("\u200b\u200b", "cannot be seen, U+200B"),
        ("Ann\u2060 Lee", "cannot be seen, U+2060"),
        ("\u3164\u2800", "nothing that can be seen"),
        ("x" * 201, "201 characters; 200 is the most"),
        ("x" * 5000, "5,000 characters; 200 is the most"),
    ],
)
def test_a_name_that_cannot_be_read_is_refused_and_kept(
    desk: TestClient, claims: list[str], name: str, reason: str
) -> None:
    desk.post("/collections", data={"name": "Mill"})
    [mill] = re.findall(r"/collections/(\w{10})", read(desk, "/collections"))[:1]
    actions.save_filter(desk.app.state.pipeline.engine, "Kept", "/claims?kind=direct")
    for path, more in (
        ("/collections", {"description": "All of it."}),
        (f"/collections/{mill}/edit", {"description": "All of it."}),
        (f"/claims/{claims[0]}/gather", {}),
        ("/filters", {"view": "/claims?kind=mixed"}),
        ("/filters/1/rename", {}),
        ("/sources/ann-lee/rename", {"reason": "as printed"}),
    ):
        answer = refused(desk, path, name=name, **more)
        assert reason in answer, path
        assert name in answer
        assert more.get("description", more.get("reason", "")) in answer
    with pytest.raises(Refused, match=r"U\+202E"):
        actions.correct(
            desk.app.state.pipeline.engine, claims[0], actions.Wanted(sources=("new:person:Ann \u202eeel",))
        )


def test_names_in_scripts_that_join_letters_are_taken(desk: TestClient) -> None:
    for name in (
        "\u06a9\u062a\u0627\u0628\u200c\u0647\u0627",
        "\U0001f469\u200d\U0001f680",
        "Caf\u00e9 \u200e(1)",
    ):
        send(desk, "/collections", name=name)
        assert name in read(desk, "/collections")


@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("/claims/{}/notes", {"text": "Call her. " * 20_000}),
        ("/collections", {"name": "Heap", "description": "Long. " * 20_000}),
        ("/sources/ann-lee/type", {"type": "ghost", "reason": "seen at night"}),
        ("/sources/ann-lee/rename", {"name": "Annie Lee", "reason": "y" * 501}),
        ("/sources/ann-lee/merge", {"into": "bo-renn", "reason": "y" * 501}),
        ("/merge", {"source": ["ann-lee", "bo-renn"], "keep": "ann-lee", "reason": "y" * 501}),
        ("/articles/1/edit", {"title": "Ferry", "reason": "y" * 501}),
        ("/articles/1/withdraw", {"reason": "y" * 501}),
        ("/claims/{}/cross-references", {"link": "nothere", "relation": "zzz", "reason": "as I heard"}),
        ("/claims/{}/verdicts", {"other": "nothere", "verdict": "zzz"}),
        ("/review/claims/{}?article=1", {"into": "Z" * 700}),
    ],
)
def test_what_no_form_takes_comes_back_with_the_form(
    desk: TestClient, claims: list[str], path: str, typed: dict
) -> None:
    answer = refused(desk, path.format(claims[0]), **typed)
    assert "<form" in answer
    assert re.search(r"is the most|is no |no source called", answer)
    for name, value in typed.items():
        if name not in ("relation", "verdict", "other", "source"):
            assert value.strip() in answer, name


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/articles/1/share?kind=direct", "/articles/1?kind=direct"),
        ("/articles/1/withdraw", "/articles/1/upkeep"),
        ("/articles/1/edit", "/articles/1/upkeep"),
        ("/claims/{}/cross-references", "/claims/{}"),
        ("/claims/{}/share", "/claims/{}"),
        ("/claims/{}/verdicts", "/claims/{}"),
        ("/sources/ann-lee/rename", "/sources/ann-lee"),
        ("/collections/abc/claims/{}/move", "/collections/abc"),
        ("/notes/7/edit", "/notes"),
        ("/filters/7/rename", "/filters"),
        ("/review/claims/{}?article=1", "/review?article=1"),
        ("/review/undo", "/review"),
        ("/events/7/undo", "/"),
        ("/compare/share", "/compare"),
    ],
)
def test_the_address_of_a_form_leads_to_its_page(
    desk: TestClient, claims: list[str], path: str, page: str
) -> None:
    for ask in (desk.get, desk.head):
        answer = ask(path.format(claims[0]), follow_redirects=False)
        if path == "/compare/share":  # the page of a matter could have this name
            assert answer.status_code in (303, 404)
        else:
            assert (answer.status_code, answer.headers["location"]) == (303, page.format(claims[0]))
    assert desk.get("/api/v1/imports/1/retry").status_code in (404, 405)


def test_an_event_of_another_article_brings_nothing_back_here(desk: TestClient, claims: list[str]) -> None:
    other = desk.post("/api/v1/articles", json={"text": "Cy Moss said that it rains."}).json()["article"][
        "id"
    ]
    event = actions.remove(desk.app.state.pipeline.engine, claims[0]).event
    here = desk.get(f"/api/v1/claims/{claims[1]}").json()["article"]["id"]
    assert 'class="notice removed' in read(desk, f"/articles/{here}?removed={event}")
    assert 'class="notice removed' not in read(desk, f"/articles/{other}?removed={event}")


def test_an_article_with_one_version_says_that_nothing_can_be_compared(
    desk: TestClient, claims: list[str]
) -> None:
    changes = " ".join(read(desk, "/articles/1/changes").split())
    assert "This article has one version" in changes
    assert "there is nothing yet to compare it with" in changes
    assert "to version" not in changes


def test_what_to_do_is_told_where_no_two_sources_were_chosen(desk: TestClient, claims: list[str]) -> None:
    page = desk.get("/merge?source=ann-lee")
    assert page.status_code == 422
    assert "Chosen so far" in page.text
    assert "Tick the two in the" in desk.get("/merge").text
    assert "Tick the two in the" in desk.post("/merge", data={}).text
