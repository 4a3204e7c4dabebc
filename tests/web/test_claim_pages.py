"""A claim's cross-references on its page, and what people say of them."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from tests.web.conftest import client_for
from tests.web.linked import DOZEN, OLD, THIRTY, TWELVE, WARNED, fill_linked

Town = tuple[TestClient, dict[str, str]]


@pytest.fixture
def town(desk: TestClient) -> Town:
    return desk, fill_linked(desk.app.state.pipeline)


def page_of(town: Town, quote: str) -> str:
    client, keys = town
    return unescape(client.get(f"/claims/{keys[quote]}").text)


def section(page: str, relation: str) -> str:
    found = re.search(
        rf'<section class="relation" aria-labelledby="{relation}">.*?</section>', page, re.DOTALL
    )
    return found[0] if found else ""


def judge(town: Town, quote: str, other: str, verdict: str, reason: str = "") -> str:
    """Send the form; the address that it leads to."""
    client, keys = town
    fields = {"other": keys[other], "verdict": verdict, "reason": reason}
    answer = client.post(f"/claims/{keys[quote]}/verdicts", data=fields, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_each_relation_says_who_and_why(town: Town) -> None:
    page = page_of(town, TWELVE)
    differs, agrees = section(page, "differs"), section(page, "agrees")
    assert "Bo Renn" in differs
    assert "cannot both hold" in differs
    assert "Ledger" in differs
    assert f'href="/claims/{town[1][THIRTY]}"' in differs
    assert "Cy Moss" in agrees
    assert "1 independent origin, 1 article" in agrees
    assert section(page, "related") == ""


def test_two_figures_stand_side_by_side_with_their_periods(town: Town) -> None:
    differs = section(page_of(town, TWELVE), "differs")
    assert re.search(r"<b>30</b></span>", differs)
    assert re.search(r"at least <b>12</b></span>\s*<small>on Saturday</small>", differs)


def test_shared_words_are_marked_in_both_quotes(town: Town) -> None:
    agrees = section(page_of(town, TWELVE), "agrees")
    assert agrees.count('<mark class="shared">people were hurt</mark>') == 2


def test_a_hedge_is_kept(town: Town) -> None:
    assert "the mill may be old" in re.sub(r"<[^>]+>", "", section(page_of(town, WARNED), "differs"))


def test_the_same_words_elsewhere_are_one_line_and_no_confirmation(town: Town) -> None:
    page = page_of(town, THIRTY)
    assert "Also told in 1 more place" in page
    assert section(page, "agrees") == ""
    assert "in 2 articles, 1 origin" in section(page_of(town, TWELVE), "differs")


def test_a_claim_that_stands_alone_says_so(town: Town) -> None:
    assert "No other claim was found" in page_of(town, "rain is near")


def test_a_link_is_confirmed_and_the_verdict_taken_back(town: Town) -> None:
    client, keys = town
    there = judge(town, TWELVE, DOZEN, "confirmed", reason="both from the fire brigade")
    assert there == f"/claims/{keys[TWELVE]}#x-{keys[DOZEN]}"
    agrees = section(page_of(town, TWELVE), "agrees")
    assert re.search(r"Confirmed by [^<]+<time", agrees)
    assert "“both from the fire brigade”" in agrees
    assert 'value="confirmed"' not in agrees
    assert "Confirmed" in section(page_of(town, DOZEN), "agrees")
    event = re.search(r'action="(/events/\d+/undo)"', agrees)[1]
    fields = {"claim": keys[TWELVE], "other": keys[DOZEN]}
    answer = client.post(event, data=fields, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, there)
    assert "suggested" in section(page_of(town, TWELVE), "agrees")


def test_a_rejected_link_is_folded_away_and_can_be_reached(town: Town) -> None:
    judge(town, TWELVE, THIRTY, "rejected")
    page = page_of(town, TWELVE)
    assert section(page, "differs") == ""
    rejected = re.search(r'<details class="rejected".*?</details>', page, re.DOTALL)[0]
    assert "Bo Renn" in rejected
    assert "/undo" in rejected


@pytest.mark.parametrize(
    ("other", "verdict", "reason"),
    [
        (DOZEN, "", "is confirmed or rejected"),
        (OLD, "confirmed", "There is no cross-reference"),
        ("nobody", "confirmed", "There is no claim"),
    ],
)
def test_a_verdict_that_cannot_be_given_says_why(town: Town, other: str, verdict: str, reason: str) -> None:
    client, keys = town
    fields = {"other": keys.get(other, other), "verdict": verdict, "reason": "my reason"}
    answer = client.post(f"/claims/{keys[TWELVE]}/verdicts", data=fields)
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert reason in re.search(r'role="alert">(.*?)<', page)[1]
    if other == DOZEN:
        assert page.count('value="my reason"') == 1


def test_the_same_verdict_twice_is_refused(town: Town) -> None:
    client, keys = town
    judge(town, TWELVE, DOZEN, "confirmed")
    fields = {"other": keys[DOZEN], "verdict": "confirmed"}
    answer = client.post(f"/claims/{keys[TWELVE]}/verdicts", data=fields)
    assert answer.status_code == 422
    assert "confirmed already" in answer.text


def test_a_verdict_taken_back_twice_says_so_on_the_claims_page(town: Town) -> None:
    client, keys = town
    judge(town, TWELVE, DOZEN, "confirmed")
    event = re.search(r'action="(/events/\d+/undo)"', page_of(town, TWELVE))[1]
    fields = {"claim": keys[TWELVE], "other": keys[DOZEN]}
    client.post(event, data=fields)
    answer = client.post(event, data=fields)
    assert answer.status_code == 422
    assert "undone already" in answer.text


def test_a_verdict_on_no_claim_is_not_found(town: Town) -> None:
    assert town[0].post("/claims/nobody/verdicts", data={"verdict": "confirmed"}).status_code == 404
    loud = town[0].post(f"/claims/{town[1][OLD]}/verdicts", data={"verdict": "loud"})
    assert loud.status_code == 422


@pytest.fixture
def reading_room(database_url: str) -> Iterator[Town]:
    """The same articles where everybody may read and nobody may write."""
    with client_for(database_url, public_read=True) as client:
        yield client, fill_linked(client.app.state.pipeline)
        client.app.state.pipeline.engine.dispose()


def test_who_may_only_read_gets_no_forms(reading_room: Town) -> None:
    page = page_of(reading_room, TWELVE)
    assert "Bo Renn" in section(page, "differs")
    assert 'method="post"' not in page


def link(town: Town, quote: str, pasted: str, relation: str, reason: str = "") -> Response:
    """Send the form that links a claim with another one."""
    client, keys = town
    fields = {"link": pasted, "relation": relation, "reason": reason}
    path = f"/claims/{keys[quote]}/cross-references"
    return client.post(path, data=fields, follow_redirects=False)


def test_a_claim_is_linked_with_another_by_pasting_its_link_and_that_taken_back(town: Town) -> None:
    client, keys = town
    rain = keys["rain is near"]
    answer = link(town, TWELVE, f"https://desk.example/claims/{rain}", "related", "one and the same week")
    there = f"/claims/{keys[TWELVE]}#x-{rain}"
    assert (answer.status_code, answer.headers["location"]) == (303, there)
    for quote in (TWELVE, "rain is near"):
        related = section(page_of(town, quote), "related")
        assert re.search(r"Added by [^<]+<time", related)
        assert "“one and the same week”" in related
    event = re.search(r'action="(/events/\d+/undo)"', related)[1]
    fields = {"claim": keys[TWELVE], "other": rain}
    assert client.post(event, data=fields, follow_redirects=False).headers["location"] == there
    assert section(page_of(town, TWELVE), "related") == ""


@pytest.mark.parametrize(
    ("pasted", "relation", "reason"),
    [
        ("https://elsewhere.example/claims/k7m2pqx4vd", "agrees", "no link of this site"),
        ("k7m2pqx4vd", "agrees", "no claim k7m2pqx4vd"),
        ("", "agrees", "Paste the link"),
        ("{rain}", "none", "Choose how"),
        ("/claims/{own}", "agrees", "this very claim"),
    ],
)
def test_what_cannot_be_linked_says_why_and_keeps_what_was_typed(
    town: Town, pasted: str, relation: str, reason: str
) -> None:
    pasted = pasted.format(rain=town[1]["rain is near"], own=town[1][TWELVE])
    answer = link(town, TWELVE, pasted, relation, "my reason")
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert page.count('role="alert">') == 1
    assert reason in re.search(r'role="alert">(.*?)<', page)[1]
    assert f'value="{pasted}"' in page
    assert page.count('value="my reason"') == 1
    assert re.search(r'<details class="paste" id="paste" open', page)


def test_what_is_linked_already_can_be_confirmed_there(town: Town) -> None:
    page = unescape(link(town, TWELVE, town[1][DOZEN], "agrees").text)
    assert "linked already, as agrees: confirm that" in page
    assert re.search(
        rf'name="other" value="{town[1][DOZEN]}">.*?value="confirmed">Confirm it', page, re.DOTALL
    )
