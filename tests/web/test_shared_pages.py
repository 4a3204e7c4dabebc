"""What readers without an account see by a share link: what was meant, and nothing of the site around it."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from fastapi.testclient import TestClient

from app import actions
from app.domain import Draft
from app.store.session import write_session
from app.store.versions import add_version
from tests.web.linked import DOZEN, THIRTY, TWELVE, fill_linked
from tests.web.reading import claim_of
from tests.web.sample import BRIDGE, HOSTILE_TITLE, SCRIPT, fill

OPENED = re.compile(r'value="https://desk\.example(/s/[\w-]+)"')
KEPT_OUT = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "x-robots-tag": "noindex, nofollow, noarchive",
}


class Clock:
    """A desk's clock, which a test may put forward."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock(desk: TestClient) -> Clock:
    desk.app.state.now = clock = Clock()
    return clock


@pytest.fixture
def ids(desk: TestClient) -> dict[str, int]:
    return fill(desk.app.state.pipeline.engine)


@pytest.fixture
def pier(desk: TestClient, ids: dict[str, int]) -> str:
    return claim_of(desk, ids["bridge"], "third pier")


def shared(desk: TestClient, path: str, **fields: str) -> str:
    """The path of a new link."""
    path, _, query = path.partition("?")
    answer = desk.post(f"{path}/share{f'?{query}' if query else ''}", data=fields)
    assert answer.status_code == 201, answer.text
    [link] = OPENED.findall(answer.text)
    return link


def links_in(page: str) -> set[str]:
    return set(re.findall(r'<a [^>]*href="([^"]+)"', page))


def test_the_link_is_shown_once_and_never_again(desk: TestClient, pier: str) -> None:
    answer = desk.post(f"/claims/{pier}/share", data={"note": "for Ines", "days": "30"})
    [link] = OPENED.findall(answer.text)
    assert f'data-copy="https://desk.example{link}"' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    listed = desk.get("/shares").text
    assert "for Ines" in listed
    assert link not in listed


def test_a_claim_is_shown_with_its_source_sentence_and_what_others_say(desk: TestClient) -> None:
    keys = fill_linked(desk.app.state.pipeline)
    page = unescape(desk.get(shared(desk, f"/claims/{keys[TWELVE]}")).text)
    for words in (TWELVE, "Ann Lee", "Fire at the mill", "Courier", "5 January 2031"):
        assert words in page
    assert THIRTY in page
    assert "cannot both hold" in page
    assert DOZEN in page
    assert "the mill may be old" not in page  # the next sentence of the article


def test_nothing_leads_into_the_site(desk: TestClient, ids: dict[str, int], pier: str) -> None:
    collection = desk.post("/collections", data={"name": "Piers"}, follow_redirects=False).headers["location"]
    desk.post(f"/claims/{pier}/gather", data={"collection": collection.rpartition("/")[2]})
    paths = (
        f"/claims/{pier}",
        f"/articles/{ids['bridge']}?source=ines-halloran",
        f"/compare?article={ids['bridge']}",
        collection,
    )
    for path in paths:
        for whole in ("", "yes") if path.startswith(("/claims", "/articles")) else ("",):
            page = (
                desk.get(shared(desk, path, whole=whole)).text if whole else desk.get(shared(desk, path)).text
            )
            assert links_in(page) <= {"#main", "https://courier.example/bridge"}, path
            assert "<script" not in page
            assert "<form" not in page
            assert "<nav" not in page
            assert "hx-" not in page


def test_notes_and_comments_stay_at_the_desk(desk: TestClient, ids: dict[str, int], pier: str) -> None:
    private = "between you and me"
    desk.post(f"/claims/{pier}/notes", data={"text": private})
    desk.post(f"/articles/{ids['bridge']}/upkeep", data={"reason": private, "title": "Bridge shut"})
    made = desk.post(
        "/collections", data={"name": "Piers", "description": private}, follow_redirects=False
    ).headers["location"]
    desk.post(f"/claims/{pier}/gather", data={"collection": made.rpartition("/")[2], "comment": private})
    assert private in desk.get(f"/claims/{pier}").text
    for path in (f"/claims/{pier}", f"/articles/{ids['bridge']}", made):
        assert private not in desk.get(shared(desk, path, note=private)).text, path


def test_the_whole_article_is_shown_only_where_it_was_asked_for(
    desk: TestClient, ids: dict[str, int], pier: str
) -> None:
    elsewhere = "closed for nine days"
    for path in (f"/claims/{pier}", f"/articles/{ids['bridge']}"):
        assert elsewhere not in desk.get(shared(desk, path)).text
        assert elsewhere in desk.get(shared(desk, path, whole="yes")).text


def test_a_view_of_an_article_keeps_its_filter(desk: TestClient, ids: dict[str, int]) -> None:
    path = f"/articles/{ids['bridge']}?source=ines-halloran&kind=direct"
    page = unescape(desk.get(shared(desk, path)).text)
    assert "angry drivers" in page
    assert "14 million" not in page
    assert "Tobias Renn" not in page
    whole = desk.get(shared(desk, path, whole="yes")).text
    assert len(re.findall(r'<mark class="[^"]* off"', whole)) >= 10
    assert f"{path.partition('?')[0]}?kind=direct&amp;source=ines-halloran" in desk.get("/shares").text


def test_a_view_of_the_own_voice_keeps_it(desk: TestClient, ids: dict[str, int]) -> None:
    page = desk.get(shared(desk, f"/articles/{ids['bridge']}?voice=own", whole="yes")).text
    assert re.search(r'<span class="own-voice">[^<]*closed for nine days', page)
    assert len(re.findall(r'<mark class="[^"]* off"', page)) >= 11


def test_a_view_that_shows_no_claim_cannot_be_shared(desk: TestClient, ids: dict[str, int]) -> None:
    answer = desk.post(f"/articles/{ids['bridge']}/share?source=nobody")
    assert answer.status_code == 422
    assert "no claim in this view" in answer.text


def test_a_comparison_is_shown_matter_by_matter(desk: TestClient) -> None:
    keys = fill_linked(desk.app.state.pipeline)
    page = unescape(desk.get(shared(desk, f"/compare?claim={keys[TWELVE]}")).text)
    assert "At least 12 people were hurt at the mill" in page
    for name in ("Ann Lee", "Bo Renn", "Cy Moss"):
        assert name in page
    assert "in 2 articles, 1 origin" in page
    assert desk.post("/compare/share").status_code == 422  # nothing is chosen


def test_every_answer_is_kept_out_of_caches_and_indexes(desk: TestClient, pier: str) -> None:
    link = shared(desk, f"/claims/{pier}")
    revoked = shared(desk, f"/claims/{pier}")
    desk.post("/shares/2/revoke")
    asked = [
        (desk.get(link), 200),
        (desk.head(link), 200),
        (desk.get(f"{link}/preview.png"), 200),
        (desk.get(revoked), 410),
        (desk.get(f"{revoked}/preview.png"), 410),
        (desk.get("/s/nobody-knows"), 404),
        (desk.get(f"/s/{'x' * 65}"), 404),
        (desk.get("/s/"), 404),
        (desk.get(f"{link}/more"), 404),
        (desk.post(link), 405),
        (desk.get(f"{link}/preview.png", headers={"If-None-Match": "*"}), 304),
    ]
    for answer, status in asked:
        assert answer.status_code == status, answer.url
        assert {name: answer.headers.get(name) for name in KEPT_OUT} == KEPT_OUT, answer.url


def test_what_breaks_is_kept_out_too(desk: TestClient, pier: str, monkeypatch: pytest.MonkeyPatch) -> None:
    link = shared(desk, f"/claims/{pier}")

    def breaks(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("app.store.queries.share_page", breaks)
    fallible = TestClient(desk.app, base_url="http://127.0.0.1:8000", raise_server_exceptions=False)
    answer = fallible.get(link)
    assert answer.status_code == 500
    assert {name: answer.headers.get(name) for name in KEPT_OUT} == KEPT_OUT
    assert links_in(answer.text) <= {"#main"}


def test_an_error_says_nothing_of_the_site(desk: TestClient, pier: str) -> None:
    link = shared(desk, f"/claims/{pier}")
    desk.post("/shares/1/revoke")
    for path in (link, "/s/nobody-knows", f"{link}/more"):
        for headers in ({}, {"HX-Request": "true"}):
            page = desk.get(path, headers=headers).text
            assert links_in(page) <= {"#main"}
            assert "<form" not in page
            assert "pier" not in page


def test_unknown_links_all_look_the_same(desk: TestClient, pier: str) -> None:
    link = shared(desk, f"/claims/{pier}")
    nearly = link[:-1] + ("A" if link[-1] != "A" else "B")
    pages = {
        desk.get(path).text for path in (nearly, "/s/x", f"/s/{'y' * 32}", "/s/%2e%2e", f"/s/{'z' * 65}")
    }
    assert len(pages) == 1


def test_revoked_is_gone_at_the_next_request(desk: TestClient, pier: str) -> None:
    link, other = (shared(desk, f"/claims/{pier}") for _ in range(2))
    assert desk.get(link).status_code == 200
    answer = desk.post("/shares/1/revoke", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/shares#share-1")
    assert desk.get(link).status_code == 410
    assert desk.get(other).status_code == 200
    again = desk.post("/shares/1/revoke")
    assert again.status_code == 422
    assert "already" in again.text
    assert desk.post("/shares/99/revoke").status_code == 404


def test_a_link_is_over_when_its_time_is(desk: TestClient, clock: Clock, pier: str) -> None:
    link = shared(desk, f"/claims/{pier}", days="1")
    clock.now += timedelta(hours=23, minutes=59)
    assert desk.get(link).status_code == 200
    clock.now += timedelta(minutes=1)
    answer = desk.get(link)
    assert answer.status_code == 410
    assert "that time is over" in answer.text
    assert "over since" in desk.get("/shares").text


@pytest.mark.parametrize(
    "fields", [{"days": "0"}, {"days": "366"}, {"days": "soon"}, {"note": "n" * 201}, {"note": "\0"}]
)
def test_fields_that_cannot_be_meant_are_refused(desk: TestClient, pier: str, fields: dict[str, str]) -> None:
    assert desk.post(f"/claims/{pier}/share", data=fields).status_code == 422
    assert "Nothing is shared yet" in desk.get("/shares").text


def test_what_is_not_there_cannot_be_shared(desk: TestClient, ids: dict[str, int], pier: str) -> None:
    assert desk.post("/claims/nobody/share").status_code == 404
    assert desk.post("/articles/99/share").status_code == 404
    assert desk.post("/collections/nobody/share").status_code == 404
    actions.withdraw(desk.app.state.pipeline.engine, ids["bridge"])
    assert desk.post(f"/claims/{pier}/share").status_code == 410


def test_openings_are_counted_but_not_those_of_pictures(desk: TestClient, pier: str) -> None:
    link = shared(desk, f"/claims/{pier}")
    assert "not opened yet" in desk.get("/shares").text
    desk.head(link)
    desk.get(f"{link}/preview.png")
    desk.get("/oembed", params={"url": f"https://desk.example{link}"})
    assert "not opened yet" in desk.get("/shares").text
    desk.get(link)
    assert "opened 1 time," in desk.get("/shares").text
    desk.get(link)
    assert "opened 2 times," in desk.get("/shares").text


def test_what_was_shared_is_shown_as_it_stood_with_a_word_of_what_changed(
    desk: TestClient, ids: dict[str, int], pier: str
) -> None:
    claim, article = shared(desk, f"/claims/{pier}"), shared(desk, f"/articles/{ids['bridge']}", whole="yes")
    assert "Since it was shared" not in desk.get(claim).text
    desk.post("/sources/tobias-renn/rename", data={"name": "Thomas Wren"})
    page = desk.get(claim).text
    assert "Tobias Renn" in page
    assert "Wren" not in page.replace("Wren Abara", "")
    assert "Since it was shared, its source was corrected." in page
    with write_session(desk.app.state.pipeline.engine) as session:
        add_version(
            session,
            ids["bridge"],
            Draft("It opened.", title="Open", url=BRIDGE.url),
            None,
            extractor="1",
            known=(),
        )
    page = desk.get(claim).text
    assert "its article no longer has this claim" in page
    assert "Tobias Renn" in page
    assert "another text since" in desk.get(article).text
    assert "It opened" not in desk.get(article).text
    actions.withdraw(desk.app.state.pipeline.engine, ids["bridge"], reason="libel")
    for link in (claim, article):
        answer = desk.get(link)
        assert answer.status_code == 410
        assert "libel" not in answer.text
        assert "Renn" not in answer.text


def test_hostile_words_are_words(desk: TestClient, ids: dict[str, int]) -> None:
    key = claim_of(desk, ids["hostile"], "stands in the log")
    note = '"><script>alert("note")</script>'
    for path, whole in (
        (f"/claims/{key}", ""),
        (f"/claims/{key}", "yes"),
        (f"/articles/{ids['hostile']}", "yes"),
    ):
        page = desk.get(shared(desk, path, note=note, **({"whole": whole} if whole else {}))).text
        assert "<script" not in page
        assert "<img" not in page
        assert "javascript:" not in page
        assert HOSTILE_TITLE in unescape(page)
        assert SCRIPT in unescape(re.sub(r"<[^>]+>", "", page))
    listed = desk.get("/shares").text
    assert "alert(&#34;note&#34;)" in listed
    assert "<script>alert" not in listed


def test_pages_offer_to_share_to_those_who_may(desk: TestClient, ids: dict[str, int], pier: str) -> None:
    article = f"/articles/{ids['bridge']}"
    claim, filtered = desk.get(f"/claims/{pier}").text, desk.get(f"{article}?source=ines-halloran").text
    compared, nothing = desk.get(f"/compare?article={ids['bridge']}").text, desk.get("/compare").text
    assert f'action="/claims/{pier}/share"' in claim
    assert f'action="{article}/share?source=ines-halloran"' in filtered
    assert f'action="/compare/share?article={ids["bridge"]}"' in compared
    assert "/compare/share" not in nothing
    assert 'name="whole"' in claim
    assert 'name="whole"' not in compared


@pytest.fixture
def public(database_url: str) -> Iterator[TestClient]:
    """Everybody reads and nobody writes."""
    from tests.web.conftest import client_for

    with client_for(database_url, public_read=True) as client:
        yield client
        client.app.state.pipeline.engine.dispose()


def test_those_who_only_read_share_nothing_and_see_no_list(public: TestClient) -> None:
    ids = fill(public.app.state.pipeline.engine)
    key = claim_of(public, ids["bridge"], "third pier")
    assert public.post(f"/claims/{key}/share").status_code == 403
    assert public.get("/shares").status_code == 403
    assert f"/claims/{key}/share" not in public.get(f"/claims/{key}").text
