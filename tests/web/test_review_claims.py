"""The queue of claims in doubt: shown with the reasons, and settled one by one."""

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import event

from app.domain import Attribution
from app.main import create_app
from app.pipeline import Pipeline
from app.settings import Settings
from app.store.session import make_engine
from tests.web.conftest import OnlySaid, client_for
from tests.web.test_corrections_pages import refused, send

MARGINS = {"mill": 0.2, "ferry": 1.0, "bridge": 1.2, "lock": 5.0, "quay": 0.9, "weir": 0.1}
MILL = "Ann Lee said that the mill is closed for the winter. Bo Renn said that the lock is open all year."
FERRY = (
    "It rained. Cy Moss said that the ferry will be late today. Ann Lee said that the bridge is shut again."
)


class Unsure(OnlySaid):
    """As sure of a claim as MARGINS says of what it is about."""

    def extract(self, text: str) -> tuple[Attribution, ...]:
        return tuple(
            replace(each, margin=next(MARGINS[word] for word in MARGINS if word in each.content[0].of(text)))
            for each in super().extract(text)
        )


@pytest.fixture
def queue(database_url: str) -> Iterator[TestClient]:
    """Three claims in doubt, the mill's most, and one that is not: the lock's."""
    pipeline = Pipeline(make_engine(database_url), Unsure(), ())
    settings = Settings(database_url=database_url, base_url="https://desk.example")
    with TestClient(create_app(settings, pipeline), base_url="http://127.0.0.1:8000") as client:
        for text, outlet in ((MILL, "Courier"), (FERRY, "Post")):
            article = {"text": text, "outlet": outlet, "title": f"In the {outlet}"}
            assert client.post("/api/v1/articles", json=article).status_code == 201
        yield client
        pipeline.engine.dispose()


def items(page: str) -> list[str]:
    return re.findall(r'<li class="doubt question".*?\n</li>', page, re.DOTALL)


def asked(client: TestClient, path: str = "/review") -> list[str]:
    """The words that the claims in the queue are about, in its order."""
    return [
        re.search(r"the (\w+)", re.search(r"is-chosen[^>]*>(.*?)<", item)[1])[1]
        for item in items(client.get(path).text)
    ]


def form_of(client: TestClient, word: str, path: str = "/review") -> tuple[str, str]:
    """Where the form of a claim leads, and the state that it was shown in."""
    item = next(item for item in items(client.get(path).text) if f"the {word}" in item)
    return unescape(re.search(r'action="([^"]+)"', item)[1]), re.search(r'name="seen" value="(\w+)"', item)[1]


def decide(client: TestClient, word: str, do: str, **fields: str) -> str:
    """Press a button of a claim; where that leads."""
    action, seen = form_of(client, word)
    return send(client, action, do=do, seen=seen, **fields)


def claim(client: TestClient, word: str) -> dict:
    rows = client.get("/api/v1/claims", params={"q": word}).json()["rows"]
    return rows[0]["claim"] if rows else {}


def text_of(page: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())


def test_the_most_doubtful_come_first_and_say_why(queue: TestClient) -> None:
    assert asked(queue) == ["mill", "ferry", "bridge"]
    first, second, _ = (text_of(item) for item in items(queue.get("/review").text))
    assert "The machine had hardly decided for it." in first
    assert "The machine was not sure of it." in second
    assert "It rained. Cy Moss said that the ferry will be late today" in second  # with the sentence before
    assert "0 claims reviewed by people, 3 in doubt" in text_of(queue.get("/review").text)


@pytest.mark.parametrize("do", ["confirm", "remove", "kind:mixed", "act:believes", "by:", "by:bo-renn"])
def test_a_claim_that_a_person_has_touched_leaves_the_queue_until_that_is_undone(
    queue: TestClient, do: str
) -> None:
    before = claim(queue, "mill")
    page = decide(queue, "mill", do)
    settled = queue.get(page).text
    assert asked(queue) == ["ferry", "bridge"]
    assert "1 done by you today, 1 claim reviewed by people, 2 in doubt" in text_of(settled)
    event_id = re.search(r'name="event" value="(\d+)"', settled)[1]
    assert send(queue, "/review/undo", event=event_id) == "/review"
    assert asked(queue) == ["mill", "ferry", "bridge"]
    assert claim(queue, "mill") == before
    assert "0 claims reviewed by people" in text_of(queue.get("/review").text)
    assert "undone already" in refused(queue, "/review/undo", event=event_id)


def test_what_each_key_says_is_so_then(queue: TestClient) -> None:
    decide(queue, "mill", "kind:mixed")
    decide(queue, "ferry", "by:bo-renn")
    decide(queue, "bridge", "act:intends")
    assert (claim(queue, "mill")["kind"], claim(queue, "bridge")["act"]) == ("mixed", "intends")
    assert [chip["slug"] for chip in claim(queue, "ferry")["sources"]] == ["bo-renn"]
    assert "No claim is in doubt." not in queue.get("/review").text  # but names may be
    assert asked(queue) == []


def test_a_removed_claim_is_gone(queue: TestClient) -> None:
    key = claim(queue, "mill")["id"]
    decide(queue, "mill", "remove")
    assert queue.get(f"/claims/{key}").status_code == 410


def test_the_others_of_the_article_are_offered_and_anybody_else_is_typed(queue: TestClient) -> None:
    item = items(queue.get("/review").text)[0]
    assert re.search(r'value="by:bo-renn"\s+data-key="1"', item)
    assert "by:ann-lee" not in item  # who says it already
    decide(queue, "mill", "", into="Cy Moss")
    assert [chip["slug"] for chip in claim(queue, "mill")["sources"]] == ["cy-moss"]


def test_a_name_that_nobody_has_can_be_entered_as_a_new_source(queue: TestClient) -> None:
    action, seen = form_of(queue, "ferry")
    page = refused(queue, action, seen=seen, into="Dora Vane")
    assert "There is no source called Dora Vane" in page
    assert 'value="Dora Vane"' in page
    assert 'value="new:person"' in page
    decide(queue, "ferry", "new:person", into="Dora Vane")
    assert [chip["slug"] for chip in claim(queue, "ferry")["sources"]] == ["dora-vane"]


def test_what_cannot_be_decided_says_why(queue: TestClient) -> None:
    action, seen = form_of(queue, "mill")
    for do, reason in {
        "kind:indirect": "Nothing was changed",
        "kind:loud": "nothing that can be decided",
        "by:nobody-here": "There is no source nobody-here",
        "new:person": "nothing that can be decided",
        "": "Nobody was named",
    }.items():
        assert reason in refused(queue, action, do=do, seen=seen)
    assert queue.post("/review/claims/nothing", data={"do": "confirm"}).status_code in (404, 422)
    assert asked(queue) == ["mill", "ferry", "bridge"]


def test_a_form_that_somebody_else_overtook_changes_nothing_and_shows_both(queue: TestClient) -> None:
    action, seen = form_of(queue, "mill")
    decide(queue, "mill", "act:believes")
    answer = queue.post(action, data={"do": "kind:mixed", "seen": seen})
    assert answer.status_code == 409
    told = text_of(re.search(r'role="alert">(.*?)</p>', answer.text, re.DOTALL)[1])
    assert "You sent: mixed. Now: Ann Lee, “the mill is closed for the winter”, indirect, believes" in told
    assert claim(queue, "mill")["kind"] == "indirect"


def test_an_article_is_reviewed_as_a_whole(queue: TestClient) -> None:
    article = queue.get("/api/v1/articles", params={"outlet": "Courier"}).json()["rows"][0]["article"]["id"]
    path = f"/review?article={article}"
    assert asked(queue, path) == ["mill", "lock"]  # the one that is not in doubt as well
    action, seen = form_of(queue, "lock", path)
    there = send(queue, action, do="confirm", seen=seen)
    assert f"article={article}" in there
    assert "1 of 2 claims of this article reviewed" in text_of(queue.get(there).text)
    action, seen = form_of(queue, "mill", path)
    page = queue.get(send(queue, action, do="confirm", seen=seen)).text
    assert "People have looked at every claim of this article." in page
    assert queue.get("/review?article=999").status_code == 404


def test_one_outlet_at_a_time(queue: TestClient) -> None:
    assert asked(queue, "/review?outlet=Post") == ["ferry", "bridge"]
    action, seen = form_of(queue, "ferry", "/review?outlet=Post")
    assert "outlet=Post" in send(queue, action, do="confirm", seen=seen)


def test_claims_of_a_withdrawn_article_are_not_asked_about(queue: TestClient) -> None:
    article = queue.get("/api/v1/articles", params={"outlet": "Post"}).json()["rows"][0]["article"]["id"]
    send(queue, f"/articles/{article}/withdraw", reason="never said")
    assert asked(queue) == ["mill"]
    assert queue.get(f"/review?article={article}").status_code == 410


def test_the_place_in_the_queue_stays_while_it_is_worked_on(queue: TestClient) -> None:
    text = " ".join(f"Ann Lee said that the quay number {number} is wet." for number in range(24))
    queue.post("/api/v1/articles", json={"text": text})
    first = queue.get("/review").text
    assert len(items(first)) == 10
    second = unescape(re.search(r'href="(/review\?after=[^"]+)" rel="next"', first)[1])
    shown = re.findall(r'id="by-(\w+)"', queue.get(second).text)
    action, seen = form_of(queue, "ferry", "/review?outlet=Post")
    send(queue, action, do="confirm", seen=seen)
    item = items(queue.get(second).text)[2]
    action = unescape(re.search(r'action="([^"]+)"', item)[1])
    there = send(queue, action, do="confirm", seen=re.search(r'name="seen" value="(\w+)"', item)[1])
    assert re.findall(r'id="by-(\w+)"', queue.get(there).text)[:9] == shown[:2] + shown[3:]


def test_names_have_a_list_of_their_own(queue: TestClient) -> None:
    queue.post("/api/v1/articles", json={"text": "Mr Lee said that the lock is narrow."})
    assert "Who is meant?" not in queue.get("/review").text
    assert "the lock is narrow" in queue.get("/review?of=names").text


def test_a_doubtful_link_is_among_the_reasons(queue: TestClient) -> None:
    queue.post("/api/v1/articles", json={"text": "Mr Lee said that the weir is dry this year."})
    assert "which could be anybody of that name" in items(queue.get("/review").text)[0]


def test_the_number_of_queries_does_not_grow_with_the_queue(queue: TestClient) -> None:
    engine = queue.app.state.pipeline.engine
    statements: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))

    def asked_of_the_database() -> int:
        statements.clear()
        assert queue.get("/review").status_code == 200
        return len(statements)

    few = asked_of_the_database()
    for number in range(4):
        text = " ".join(f"Ann Lee said that the quay {number} {each} is wet." for each in range(3))
        queue.post("/api/v1/articles", json={"text": text})
    assert asked_of_the_database() == few


def test_where_everybody_reads_nothing_can_be_decided(queue: TestClient, database_url: str) -> None:
    public = client_for(database_url, public_read=True)
    page = public.get("/review").text
    assert len(items(page)) == 3
    assert 'method="post"' not in page
    action, seen = form_of(queue, "mill")
    assert public.post(action, data={"do": "confirm", "seen": seen}).status_code in (401, 403)


@given(after=st.text(max_size=60))
def test_no_place_that_is_made_up_breaks_the_queue(client: TestClient, after: str) -> None:
    assert client.get("/review", params={"after": after}).status_code in (200, 400, 422)
