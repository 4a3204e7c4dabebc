"""Claims are put right, confirmed, removed and added by forms that lose nothing."""

import re
from urllib.parse import urlencode

import pytest
from fastapi.testclient import TestClient
from lxml import html
from sqlalchemy import event

from tests.web.editing import TEXT, alert, fields, keys, marked, send, store

LATER = f"{TEXT}\n\nThe text goes on."


@pytest.fixture
def page(desk: TestClient) -> str:
    """The address of an article with three claims."""
    return store(desk)


def test_a_claim_is_put_right_and_every_change_is_told(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[0]
    form = desk.get(f"/claims/{key}/edit?back={page}?claim={key}").text
    assert marked(form) == ["the mill is shut"]
    answer = send(desk, form, do="save", source="Bo Renn", act="believes", reason="overheard")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{page}?claim={key}#c-{key}")
    claim = desk.get(f"/claims/{key}").text
    assert "corrected by a person" in claim
    assert "overheard" in claim
    assert desk.get(f"/api/v1/claims/{key}").json()["claim"]["act"] == "believes"
    history = desk.get(f"{page}/history").text
    for words in ("Put right", "overheard", "Ann Lee", "Bo Renn", "believes"):
        assert words in history
    between = desk.get(f"{page}/corrections").text
    assert re.search(r"<del>Ann Lee</del>\s*<ins>Bo Renn</ins>", between)
    assert "1 of 3 claims was reviewed" in " ".join(between.split())
    assert "<b>1</b> of 3 claims reviewed by a person" in desk.get(page).text
    undo = re.search(r'action="(/events/\d+/undo)"', history)[1]
    answer = desk.post(undo, data={"desk": f"{page}/history"}, follow_redirects=False)
    assert answer.headers["location"] == f"{page}/history#history"
    assert "found by machine" in desk.get(f"/claims/{key}").text
    answer = desk.post(undo, data={"desk": f"{page}/history"})
    assert answer.status_code == 422
    assert "undone already" in answer.text


def test_ends_are_moved_and_parts_chosen_without_a_script(desk: TestClient, page: str) -> None:
    form = desk.get(f"/claims/{keys(desk, page)[0]}/edit").text
    form = send(desk, form, do="end:1:0").text
    assert marked(form) == ["the mill is shut."]
    form = send(desk, form, do="start:1:0").text
    assert marked(form) == ["mill is shut."]
    assert html.fromstring(form).xpath("//*[@autofocus]/@aria-label") == ["Begin a word later"]
    form = send(desk, form, do="also", words="The tide may rise").text
    assert marked(form) == ["mill is shut.", "The tide may rise"]
    assert "Part 2" in form
    form = send(desk, form, do="drop::0").text
    assert marked(form) == ["The tide may rise"]
    form = send(desk, form, do="use", words="lock leaks").text
    assert marked(form) == ["lock leaks"]
    answer = send(desk, form, do="save", hedges="", reason="")
    assert answer.status_code == 303


def test_words_that_were_chosen_are_marked_before_anything_is_saved(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[0]
    form = desk.get(f"/claims/{key}/edit").text
    answer = send(desk, form, do="confirm", words="lock leaks")
    assert (answer.status_code, ("words", "lock leaks") in fields(answer.text)) == (422, True)
    answer = send(desk, form, do="save", words="the ferry", source="Bo Renn")
    assert "“the ferry” is not in the text" in alert(answer.text)
    answer = send(desk, form, do="save", words="lock leaks", source="Bo Renn", reason="misread")
    assert answer.status_code == 422
    assert "“lock leaks”: these words are marked now" in alert(answer.text)
    assert marked(answer.text) == ["lock leaks"]
    assert {("words", ""), ("source", "Bo Renn"), ("reason", "misread")} <= set(fields(answer.text))
    assert desk.get(f"/api/v1/claims/{key}").json()["claim"]["quote"] == "the mill is shut"
    assert send(desk, answer.text, do="save").status_code == 303
    assert desk.get(f"/api/v1/claims/{key}").json()["claim"]["quote"] == "lock leaks"
    form = desk.get(f"{page}/claims/new").text
    assert "Find them in the text" in form
    form = send(desk, form, do="add", words="The tide may rise").text
    assert marked(form) == ["The tide may rise"]
    form = send(desk, form, do="add", words="tide may")
    assert (form.status_code, marked(form.text)) == (422, ["tide may"])
    assert send(desk, form.text, do="add").status_code == 303


def test_a_claim_that_was_removed_in_place_can_be_brought_back_there(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[0]
    form = desk.get(f"/claims/{key}/edit?{urlencode({'back': f'{page}?claim={key}&kind=indirect'})}").text
    there = send(desk, form, do="remove").headers["location"]
    assert re.fullmatch(rf"{page}\?kind=indirect&removed=\d+", there)
    beside = html.fromstring(desk.get(there).text)
    assert "What became of it" not in beside.text_content()
    [notice] = beside.find_class("removed")
    assert "Removed: the mill is shut" in " ".join(notice.text_content().split())
    sent = dict(notice.form_values())
    answer = desk.post(notice.action, data=sent, follow_redirects=False)
    assert answer.headers["location"] == f"{page}?claim={key}&kind=indirect#c-{key}"
    assert not html.fromstring(desk.get(there).text).find_class("removed")
    answer = desk.post(notice.action, data=sent)
    assert (answer.status_code, "undone already" in answer.text) == (422, True)


def test_only_what_nobody_looked_at_is_said_to_be_right(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[0]
    form = desk.get(f"/claims/{key}/edit").text
    assert "It is right" in form
    assert send(desk, form, do="save", act="believes").status_code == 303
    assert "It is right" not in desk.get(f"/claims/{key}/edit").text
    history = " ".join(desk.get(f"{page}/history").text.split())
    assert "<del>act states</del> <ins>act believes</ins>" in history


def test_a_name_that_is_new_is_entered_once_its_type_is_told(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[0]
    form = send(desk, desk.get(f"/claims/{key}/edit").text, do="save", source="Dee Fox", reason="as printed")
    assert form.status_code == 422
    assert "There is no source called Dee Fox" in alert(form.text)
    assert ("source", "Dee Fox") in fields(form.text)
    assert ("reason", "as printed") in fields(form.text)
    assert send(desk, form.text, do="save", type="organization").status_code == 303
    assert "organization" in desk.get("/sources/dee-fox").text
    none = send(desk, desk.get(f"/claims/{key}/edit").text, do="save", source="")
    assert none.status_code == 303
    assert "No source given" in desk.get(f"/claims/{key}").text


def test_several_sources_and_a_relay(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[0]
    form = send(desk, desk.get(f"/claims/{key}/edit").text, do="more:source").text
    assert form.count('name="source"') == 2
    form = send(desk, form, do="more:relay", source=["Ann Lee", "Bo Renn"]).text
    assert form.count('name="relay"') == 1
    assert send(desk, form, do="save", relay="cy-moss").status_code == 303
    claim = desk.get(f"/api/v1/claims/{key}").json()["claim"]
    assert [chip["name"] for chip in claim["sources"]] == ["Ann Lee", "Bo Renn"]
    assert [chip["name"] for chip in claim["relay"]] == ["Cy Moss"]


def test_a_refused_form_keeps_what_was_typed(desk: TestClient, page: str) -> None:
    form = desk.get(f"/claims/{keys(desk, page)[0]}/edit").text
    for changes, reason in (
        ({"do": "save"}, "Nothing was changed"),
        ({"do": "save", "hedges": "perhaps"}, "“perhaps” is not in the claim’s paragraph"),
        ({"do": "use", "words": "the ferry"}, "“the ferry” is not in the text"),
        ({"do": "use", "words": "said"}, "stands 3 times"),
        ({"do": "use"}, "No words were chosen"),
        ({"do": "end:1:7"}, "no such part"),
        ({"do": "confirm", "act": "intends"}, "Something was changed in the form"),
        ({"do": "save", "span": "999-1005"}, "999"),
    ):
        answer = send(desk, form, reason="typed <b>", **changes)
        assert answer.status_code == 422, changes
        assert reason in alert(answer.text)
        assert ("reason", "typed <b>") in fields(answer.text)
        for name, value in changes.items():
            assert name == "do" or (name, value) in fields(answer.text)


def test_a_stale_edit_shows_both_states_and_goes_on_top(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[0]
    mine = desk.get(f"/claims/{key}/edit").text
    assert send(desk, mine, do="save", act="believes", reason="opinion").status_code == 303
    both = send(desk, mine, do="save", source="Bo Renn", reason="my reason")
    assert both.status_code == 409
    rows = re.findall(
        r"<tr>\s*<th scope=\"row\">(.*?)</th>\s*<td.*?>(.*?)</td>\s*<td.*?>(.*?)</td>", both.text
    )
    assert rows == [("Source", "Bo Renn", "Ann Lee"), ("Act", "states", "believes")]
    assert "opinion" in both.text
    assert "Apply yours on top" in both.text
    assert {("source", "Bo Renn"), ("act", "believes"), ("reason", "my reason")} <= set(fields(both.text))
    assert send(desk, both.text, do="save").status_code == 303
    claim = desk.get(f"/api/v1/claims/{key}").json()["claim"]
    assert (claim["act"], claim["sources"][0]["name"]) == ("believes", "Bo Renn")


def test_a_stale_edit_of_a_removed_claim_or_another_text_loses_nothing(desk: TestClient, page: str) -> None:
    key, other, _ = keys(desk, page)
    mine = desk.get(f"/claims/{key}/edit").text
    assert send(desk, desk.get(f"/claims/{key}/edit").text, do="remove").status_code == 303
    both = send(desk, mine, do="save", act="intends", reason="kept")
    assert both.status_code == 409
    assert "removed this claim while you had it open" in " ".join(both.text.split())
    assert {("act", "intends"), ("reason", "kept")} <= set(fields(both.text))
    again = send(desk, both.text, do="save")
    assert again.status_code == 422
    assert {("act", "intends"), ("reason", "kept")} <= set(fields(again.text))
    mine = send(desk, desk.get(f"/claims/{other}/edit").text, do="end:1:0").text
    news = {"text": f"News.\n\n{LATER}", "title": "Mill", "outlet": "Courier"}
    desk.post("/api/v1/articles", json={**news, "url": "https://courier.example/mill"})
    answer = send(desk, mine, do="save")
    if answer.status_code == 409:
        assert marked(answer.text) == ["the lock leaks."]
        answer = send(desk, answer.text, do="save")
    assert answer.status_code == 303
    assert desk.get(f"/api/v1/claims/{other}").json()["claim"]["quote"] == "the lock leaks."


def test_a_claim_is_confirmed(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[0]
    assert "found by machine" in desk.get("/claims").text
    assert send(desk, desk.get(f"/claims/{key}/edit").text, do="confirm").status_code == 303
    for path in (f"/claims/{key}", f"{page}?claim={key}", "/claims"):
        assert "reviewed by a person" in desk.get(path).text


def test_a_removed_claim_says_who_why_and_comes_back(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[0]
    form = desk.get(f"/claims/{key}/edit").text
    answer = send(desk, form, do="remove", reason="a question, no claim")
    assert answer.headers["location"] == f"/claims/{key}"
    gone = desk.get(f"/claims/{key}")
    assert gone.status_code == 410
    assert "a question, no claim" in gone.text
    assert "the mill is shut" in gone.text
    assert re.search(r"said on\s+<time", gone.text)
    assert desk.get(f"/claims/{key}/edit").status_code == 410
    assert "What became of it" in desk.get(f"{page}?claim={key}").text
    undo = re.search(r'action="(/events/\d+/undo)"', gone.text)[1]
    desk.post(undo, data={"claim": key})
    assert desk.get(f"/claims/{key}").status_code == 200


def test_words_that_were_selected_become_a_claim(desk: TestClient, page: str) -> None:
    asked = urlencode({"words": "The tide may rise", "before": "the lock leaks. "})
    form = desk.get(f"{page}/claims/new?{asked}").text
    assert marked(form) == ["The tide may rise"]
    answer = send(desk, form, do="add", source="Cy Moss", reason="no cue")
    assert answer.status_code == 303
    key = re.search(r"claim=(\w+)#", answer.headers["location"])[1]
    claim = desk.get(f"/api/v1/claims/{key}").json()["claim"]
    assert (claim["quote"], claim["sources"][0]["name"]) == ("The tide may rise", "Cy Moss")
    assert "added by a person" in desk.get(f"/claims/{key}").text
    assert "<ins>The tide may rise</ins>" in desk.get(f"{page}/corrections").text


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ({"words": "the ferry"}, "is not in the text"),
        ({"words": "said"}, "stands 3 times"),
        ({"words": "said", "before": "the ferry"}, "does not stand after"),
    ],
)
def test_words_that_cannot_be_told_say_why(desk: TestClient, page: str, asked: dict, reason: str) -> None:
    answer = desk.get(f"{page}/claims/new?{urlencode(asked)}")
    assert answer.status_code == 422
    assert reason in alert(answer.text)
    assert ("words", asked["words"]) in fields(answer.text)
    assert marked(send(desk, answer.text, do="use", words="the mill is shut").text) == ["the mill is shut"]


def test_a_claim_needs_words(desk: TestClient, page: str) -> None:
    form = desk.get(f"{page}/claims/new").text
    answer = send(desk, form, do="add")
    assert answer.status_code == 422
    assert "marked" in alert(answer.text)


def test_a_link_may_pin_a_version(desk: TestClient, page: str) -> None:
    first, gone, _ = keys(desk, page)
    desk.post(
        "/api/v1/articles",
        json={
            "text": TEXT.replace("Bo Renn said that the lock leaks.", ""),
            "title": "Mill",
            "outlet": "Courier",
            "url": "https://courier.example/mill",
        },
    )
    assert "Nothing of it has changed since" in desk.get(f"/claims/{first}?version=1").text
    send(desk, desk.get(f"/claims/{first}/edit").text, do="save", act="believes")
    pinned = desk.get(f"/claims/{first}?version=1").text
    assert "Changed since: act" in pinned
    assert 'method="post"' not in pinned
    assert desk.get(f"/claims/{gone}").status_code == 410
    kept = desk.get(f"/claims/{gone}?version=1")
    assert kept.status_code == 200
    assert "the lock leaks" in kept.text
    assert "is gone" in kept.text
    assert desk.get(f"/claims/{gone}?version=2").status_code == 410
    assert desk.get(f"/claims/{first}?version=9").status_code == 404
    assert f'data-copy="/claims/{first}?version=2"' in desk.get(f"/claims/{first}").text
    assert f'data-copy="/claims/{first}"' in desk.get(f"/claims/{first}").text


def test_a_form_leads_back_to_its_own_pages_alone(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[0]
    for back in (
        "https://evil.example/",
        "//evil.example",
        "/articles/99",
        f"{page}\r\nX: y",
        "javascript:1",
    ):
        form = desk.get(f"/claims/{key}/edit?{urlencode({'back': back})}").text
        assert "evil.example" not in re.search(r'<a href="([^"]*)"[^>]*>Cancel', form)[1]
        act = "believes" if "selected>states" in form else "states"
        answer = send(desk, form, do="save", act=act)
        assert answer.headers["location"] == f"/claims/{key}"


def test_a_form_from_the_queue_leads_back_to_it(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[0]
    form = desk.get(f"/claims/{key}/edit?{urlencode({'back': '/review?article=1'})}").text
    answer = send(desk, form, do="save", act="believes")
    assert answer.headers["location"] == "/review?article=1"


def test_a_refusal_in_the_queue_leaves_the_address_as_it_was(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[0]
    sent = {"into": "Dee Fox"}
    answer = desk.post(f"/review/claims/{key}?article=1", data=sent, headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["hx-push-url"]) == (422, "false")
    assert "hx-push-url" not in desk.get("/review?article=1", headers={"HX-Request": "true"}).headers


def test_htmx_gets_the_form_in_its_own_place(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[0]
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://127.0.0.1:8000{page}?claim={key}"}
    form = desk.get(f"/claims/{key}/edit?back={page}?claim={key}", headers=headers).text
    assert "<html" not in form
    answer = desk.post(f"/claims/{key}/edit", data={"do": "more:source"}, headers=headers)
    assert (answer.headers["hx-retarget"], answer.headers["hx-push-url"]) == ("#edit", "false")
    refused = desk.post(f"/claims/{key}/edit", data={"do": "save"}, headers=headers)
    assert (refused.status_code, refused.headers["hx-retarget"]) == (422, "#edit")
    elsewhere = desk.post(
        f"/claims/{key}/edit", data={"do": "confirm"}, headers={"HX-Request": "true"}, follow_redirects=False
    )
    assert elsewhere.headers["hx-redirect"] == f"/claims/{key}"


def test_names_are_offered_by_name_unless_several_have_it(desk: TestClient, page: str) -> None:
    offered = desk.get("/names?by=name&source=renn").text
    assert '<option value="Bo Renn">' in offered
    assert '<option value="bo-renn">' in desk.get("/names?into=renn").text
    assert "Cy Moss" in desk.get("/names?by=name&relay=moss").text


@pytest.mark.parametrize("path", ["", "/history", "/corrections"])
def test_pages_take_as_many_queries_however_much_was_decided(desk: TestClient, page: str, path: str) -> None:
    def count() -> int:
        statements: list[str] = []
        engine = desk.app.state.pipeline.engine

        def note(conn: object, cursor: object, statement: str, *rest: object) -> None:
            statements.append(statement)

        event.listen(engine, "before_cursor_execute", note)
        assert desk.get(f"{page}{path}").status_code == 200
        event.remove(engine, "before_cursor_execute", note)
        return len(statements)

    first, second, third = keys(desk, page)
    send(desk, desk.get(f"/claims/{first}/edit").text, do="save", act="believes")
    before = count()
    send(desk, desk.get(f"/claims/{second}/edit").text, do="save", source="Ann Lee")
    send(desk, desk.get(f"/claims/{third}/edit").text, do="confirm")
    send(desk, desk.get(f"/claims/{first}/edit").text, do="save", act="intends")
    assert count() <= before + 3  # who stands for whom is asked once, where anybody is named at all
    assert before < 20
