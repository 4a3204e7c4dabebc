"""Whatever a form holds, the answer is a page or a way to one."""

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"name=%00",
        b"name=%ed%a0%80&into=%ff&alias=%ff&key=%ff&to=%ff",
        b"name=" + b"x" * 501,
        b"name=" + b"x" * 300 + b"&into=" + b"y" * 300,
        b"alias=a&" * 1100,
        b"type=loud",
        b"&&==%%%&;",
        "name=李成權&into=李成權&alias=李成權&key=李/surname/李&to=李".encode(),
        b"do=save&span=9-1&span=1-99999999999&kind=loud",
        b"do=end:1:99999999999999999999&span=0-3&base={&seen=%00",
        b"do=also&words=%ff%00&before=" + b"x" * 5000,
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        "rename",
        "type",
        "merge",
        "split",
        "move",
        "/merge",
        "/review",
        "/events/1/undo",
        "/claims/nobody/verdicts",
        "/claims/nobody/edit",
        "/articles/99/claims/new",
        "/add",
        "/add/read",
        "/feeds",
        "/feeds/99/pause",
        "/imports/99/retry",
        "/articles/99/edit",
        "/articles/99/withdraw",
        "/articles/99/purge",
        "/claims/nobody/notes",
        "/claims/nobody/gather",
        "/notes/99/settle",
        "/notes/99/edit",
        "/collections/nothere/edit",
        "/collections/nothere/claims/nobody/move",
        "/filters",
        "/filters/99/rename",
    ],
)
def test_any_form_is_answered(client: TestClient, path: str, body: bytes) -> None:
    address = path if path.startswith("/") else f"/sources/nobody/{path}"
    answer = client.post(address, content=body, headers=FORM)
    assert answer.status_code in (400, 404, 422), answer.text
    assert "<h1" in answer.text


def test_a_form_is_no_place_for_a_file(client: TestClient) -> None:
    answer = client.post("/sources/nobody/rename", files={"name": ("a.txt", b"A")})
    assert answer.status_code in (404, 422)


BUTTONS = ["use", "also", "more:source", "drop::0", "start:-1:0", "end:1:1", "end:1:9", "end::x", "drop", "?"]
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
numbers = st.integers(0, 2000)
forms = st.fixed_dictionaries(
    {
        "do": st.sampled_from(["save", "confirm", "remove", *BUTTONS]),
        "source": st.lists(texts, max_size=3),
        "relay": st.lists(texts, max_size=3),
        "span": st.lists(st.builds("{}-{}".format, numbers, numbers), max_size=3),
        "seen": st.just("another state"),  # so that the articles of the other tests stay as they are
    },
    optional=dict.fromkeys(("hedges", "words", "before", "base", "reason", "back"), texts),
)


@given(form=forms, is_new=st.booleans())
def test_any_form_of_a_claim_is_shown_again(
    client: TestClient, ids: dict[str, int], form: dict, is_new: bool
) -> None:
    """With what was typed, and the reason where something cannot be done."""
    key = client.get(f"/api/v1/articles/{ids['bridge']}").json()["claims"][0]["id"]
    path = f"/articles/{ids['bridge']}/claims/new" if is_new else f"/claims/{key}/edit"
    answer = client.post(path, data=form)
    assert answer.status_code in (200, 409, 422)
    assert '<form class="edit' in answer.text
    if answer.status_code == 422:
        assert 'role="alert"' in answer.text
