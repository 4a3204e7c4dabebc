"""Whatever a form of claims cannot be met for, it comes back with all that was typed, and says why."""

import pytest
from fastapi.testclient import TestClient

from tests.web.editing import TEXT, alert, fields, keys, marked, send, store

LONG = "x" * 600
NEWS = f"News from the coast.\n\n{TEXT}"


@pytest.fixture
def page(desk: TestClient) -> str:
    return store(desk)


def claim(desk: TestClient, key: str) -> dict:
    return desk.get(f"/api/v1/claims/{key}").json()["claim"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"kind": "zzz"}, "“zzz” is no kind of a claim. Choose one of these: direct, mixed, indirect."),
        ({"act": "sings"}, "“sings” is no act. Choose one of these: states, believes, intends."),
        ({"source": "Dee Fox", "type": "ghost"}, "“ghost” is no type of a source."),
        ({"act": "believes", "reason": LONG}, "The reason has 600 characters; 500 is the most."),
        ({"do": "remove", "reason": LONG}, "The reason has 600 characters; 500 is the most."),
        ({"source": LONG, "type": "person"}, "The name has 600 characters; 200 is the most."),
        ({"source": [f"Source {each}" for each in range(101)]}, "101 lines of source; 100 is the most."),
        ({"hedges": "may, " * 500}, "The list of hedges has 2,500 characters"),
        ({"do": "use", "words": "x" * 20_001}, "has 20,001 characters; 20,000 is the most."),
        ({"span": ["here"]}, "“here” is no place in a text"),
        ({"span": ["7-4"]}, "The claim reaches from 7 to 4"),
    ],
)
def test_what_is_too_long_or_no_choice_is_told_and_kept(
    desk: TestClient, page: str, changes: dict, reason: str
) -> None:
    key = keys(desk, page)[0]
    form = desk.get(f"/claims/{key}/edit").text
    sent = {"do": "save", "reason": "typed <b>", "before": "some words", **changes}
    answer = send(desk, form, **sent)
    assert answer.status_code == 422
    assert reason in alert(answer.text)
    kept = fields(answer.text)
    for name, value in sent.items():
        if name not in ("do", "span"):
            for each in [value] if isinstance(value, str) else value:
                assert (name, each) in kept
    assert claim(desk, key)["standing"] == "machine"


def test_a_new_claim_keeps_what_is_refused_too(desk: TestClient, page: str) -> None:
    form = desk.get(f"{page}/claims/new?words=The+tide+may+rise").text
    answer = send(desk, form, do="add", kind="zzz", reason="no cue")
    assert (answer.status_code, marked(answer.text)) == (422, ["The tide may rise"])
    assert {("kind", "zzz"), ("reason", "no cue")} <= set(fields(answer.text))


def test_a_span_that_cuts_words_means_the_whole_of_them(desk: TestClient) -> None:
    text = "Ann Lee said that the cafe\u0301 is shut. It rained."
    page = store(desk, text)
    key = keys(desk, page)[0]
    form = desk.get(f"/claims/{key}/edit").text
    start, cut = text.index("afe"), text.index("\u0301")
    assert send(desk, form, do="save", span=f"{start}-{cut}").status_code == 303
    assert claim(desk, key)["quote"] == "cafe\u0301"


@pytest.fixture
def namesakes(desk: TestClient, page: str) -> str:
    """The key of a claim that two people of one name make."""
    key = keys(desk, page)[0]
    desk.post("/sources/bo-renn/rename", data={"name": "Ann Lee"})
    form = desk.get(f"/claims/{key}/edit").text
    assert send(desk, form, do="save", source=["ann-lee", "bo-renn"]).status_code == 303
    return key


def test_two_sources_of_one_name_are_told_apart(desk: TestClient, page: str, namesakes: str) -> None:
    form = desk.get(f"/claims/{namesakes}/edit").text
    assert [value for name, value in fields(form) if name == "source"] == ["ann-lee", "bo-renn"]
    assert send(desk, form, do="save", act="believes").status_code == 303
    assert [chip["slug"] for chip in claim(desk, namesakes)["sources"]] == ["ann-lee", "bo-renn"]
    form = desk.get(f"/claims/{namesakes}/edit").text
    assert send(desk, form, do="save", source=["bo-renn", "cy-moss"]).status_code == 303
    assert [chip["slug"] for chip in claim(desk, namesakes)["sources"]] == ["bo-renn", "cy-moss"]


def test_a_step_in_an_older_text_is_taken_in_the_newest(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[1]
    form = send(desk, desk.get(f"/claims/{key}/edit").text, do="end:1:0", reason="mine").text
    store(desk, NEWS)
    newer = send(desk, form, do="start:1:0", source="Cy Moss")
    assert newer.status_code == 409
    assert "version 2 is the newest now" in alert(newer.text)
    assert marked(newer.text) == ["the lock leaks."]
    assert {("version", "2"), ("source", "Cy Moss"), ("reason", "mine")} <= set(fields(newer.text))
    form = send(desk, newer.text, do="start:1:0")
    assert (form.status_code, marked(form.text)) == (200, ["lock leaks."])
    assert send(desk, form.text, do="save").status_code == 303
    assert (claim(desk, key)["quote"], claim(desk, key)["sources"][0]["name"]) == ("lock leaks.", "Cy Moss")


def test_a_claim_is_added_to_the_newest_text_from_an_older_form(desk: TestClient, page: str) -> None:
    form = desk.get(f"{page}/claims/new?words=The+tide+may+rise").text
    store(desk, NEWS)
    for do in ("add", "end:1:0"):
        newer = send(desk, form, do=do, source="Cy Moss", reason="no cue")
        assert newer.status_code == 409
        assert "version 2 is the newest now, not 1" in alert(newer.text)
        assert marked(newer.text) == ["The tide may rise"]
        assert {("version", "2"), ("source", "Cy Moss"), ("reason", "no cue")} <= set(fields(newer.text))
    assert send(desk, newer.text, do="add").status_code == 303
    assert "The tide may rise" in {each["quote"] for each in desk.get(f"/api/v1{page}").json()["claims"]}


def test_words_that_are_in_the_newest_text_no_more_are_told_and_kept(desk: TestClient, page: str) -> None:
    form = desk.get(f"{page}/claims/new?words=The+tide+may+rise").text
    edit = send(desk, desk.get(f"/claims/{keys(desk, page)[0]}/edit").text, do="use", words="tide may").text
    store(desk, NEWS.replace("The tide may rise. ", ""))
    newer = send(desk, form, do="add", source="Cy Moss")
    assert newer.status_code == 409
    assert "not in it any more" in alert(newer.text)
    assert {("version", "2"), ("words", "The tide may rise"), ("source", "Cy Moss")} <= set(
        fields(newer.text)
    )
    newer = send(desk, edit, do="save", reason="misread")
    assert newer.status_code == 409
    assert "“tide may”" in newer.text
    assert marked(newer.text) == ["the mill is shut"]
    assert {("words", "tide may"), ("reason", "misread")} <= set(fields(newer.text))


def test_what_was_sent_of_a_claim_that_is_gone_is_shown(desk: TestClient, page: str) -> None:
    key = keys(desk, page)[1]
    form = desk.get(f"/claims/{key}/edit").text
    store(desk, TEXT.replace("Bo Renn said that the lock leaks.", ""))
    gone = send(desk, form, do="save", source="Dee Fox", act="believes", reason="my reason")
    assert gone.status_code == 410
    for words in ("Dee Fox", "believes", "my reason", "the lock leaks"):
        assert words in gone.text
