import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

from app.paragraphs import paragraph_spans
from tests.web.reading import claim_of, nested_claim
from tests.web.sample import HOSTILE_TEXT, HOSTILE_TITLE, TEXT, TITLE

FRAGMENT = {"HX-Request": "true"}


def paragraphs(page: str) -> list[str]:
    """The text of each paragraph without its elements: what a reader copies."""
    found = re.findall(r'<div class="para".*?<p>(.*?)</p>', page, flags=re.DOTALL)
    return [unescape(re.sub(r"<[^>]*>", "", each)) for each in found]


@pytest.mark.parametrize(("name", "text"), [("bridge", TEXT), ("hostile", HOSTILE_TEXT)])
def test_an_article_is_shown_word_for_word(
    client: TestClient, ids: dict[str, int], name: str, text: str
) -> None:
    page = client.get(f"/articles/{ids[name]}")
    assert page.status_code == 200
    assert paragraphs(page.text) == [text[start:end] for start, end in paragraph_spans(text)]


def test_what_an_article_says_is_never_markup(client: TestClient, ids: dict[str, int]) -> None:
    for path in ("/", f"/articles/{ids['hostile']}", "/claims", "/sources", "/claims?q=<script>"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "<u>" not in page
        assert "<i>Ledger" not in page
    assert "javascript:" not in page
    assert unescape(client.get("/").text).count(HOSTILE_TITLE) == 1


def test_the_list_is_newest_first_and_says_what_it_goes_by(client: TestClient) -> None:
    page = client.get("/").text
    places = [page.index(words) for words in ("no date; came in", "20 November 2024, 14.05 UTC", TITLE)]
    assert places == sorted(places)


def test_the_list_of_articles_goes_on_where_it_ended(desk: TestClient) -> None:
    for number in range(31):
        article = {"text": f"Report {number}.", "title": f"Report {number}", "published_at": "2024-01-01"}
        assert desk.post("/api/v1/articles", json=article).status_code == 201
    first = desk.get("/").text
    following = unescape(re.search(r'href="(/\?after=[^"]+)" rel="next"', first)[1])
    titles = [
        re.findall(r"<a href=\"/articles/\d+\">(Report \d+)", desk.get(url).text) for url in ("/", following)
    ]
    assert [len(each) for each in titles] == [30, 1]
    assert len({*titles[0], *titles[1]}) == 31


def test_a_chosen_claim_has_its_card_beside_the_text(client: TestClient, ids: dict[str, int]) -> None:
    key = claim_of(client, ids["bridge"], "a third pier")
    page = client.get(f"/articles/{ids['bridge']}?source=tobias-renn&claim={key}").text
    card = re.search(r'<aside class="card.*?</aside>', page, flags=re.DOTALL)[0]
    for words in (
        "Tobias Renn, who chairs their union",
        "mixed",
        "states",
        "might",
        "Deepline",
        f"/claims/{key}",
    ):
        assert words in card
    assert f'id="c-{key}"' in page
    assert f'href="/articles/{ids["bridge"]}?source=tobias-renn#t-{key}">Close' in card


def test_an_article_without_that_claim_says_so(client: TestClient, ids: dict[str, int]) -> None:
    page = client.get(f"/articles/{ids['bridge']}?claim=nosuchclaim").text
    assert "The claim nosuchclaim is not in this text" in page


def test_links_of_the_legend_add_and_take_away(client: TestClient, ids: dict[str, int]) -> None:
    path = f"/articles/{ids['bridge']}"
    page = unescape(client.get(f"{path}?source=tobias-renn").text)
    assert f'href="{path}?source=tobias-renn&source=adaeze-brandt"' in page
    assert re.search(rf'href="{path}"\s+aria-current="true"', page)
    assert f'href="{path}?source=tobias-renn&source="' in page  # no source given


def test_sentences_in_own_voice_are_shown_by_themselves(client: TestClient, ids: dict[str, int]) -> None:
    path = f"/articles/{ids['bridge']}"
    page = unescape(client.get(f"{path}?voice=own").text)
    own = re.findall(r'<span class="own-voice">(.*?)</span>', page)
    assert own == [
        "The pilots disagree.",
        "It was last closed for nine days, in the storm of 2011.",
    ]
    assert not re.search(r'<mark class="(?:(?! off).)*?"', page.split('id="story"')[1])
    assert re.search(rf'href="{path}"\s+aria-current="true"', page)
    assert paragraphs(page) == [TEXT[start:end] for start, end in paragraph_spans(TEXT)]
    assert f'href="{path}?source=tobias-renn&voice=own"' in page
    assert '"own-voice"' not in client.get(path).text
    assert client.get(f"{path}?voice=loud").status_code == 422


def test_claims_without_a_source_are_shown_by_themselves(client: TestClient, ids: dict[str, int]) -> None:
    page = client.get(f"/articles/{ids['bridge']}?source=").text
    shown = re.findall(r'<mark class="(?:(?! off).)*?" data-claim="(\w+)"', page.split('id="story"')[1])
    assert set(shown) == {claim_of(client, ids["bridge"], "older than its papers")}


def test_htmx_gets_what_it_changes_and_no_more(client: TestClient, ids: dict[str, int]) -> None:
    path = f"/articles/{ids['bridge']}"
    key = claim_of(client, ids["bridge"], "a third pier")
    whole = client.get(path)
    reading = client.get(path, headers=FRAGMENT)
    assert "<html" in whole.text
    assert reading.text.lstrip().startswith("<main")
    assert "HX-Request" in reading.headers["vary"]
    assert reading.headers["vary"] == whole.headers["vary"]
    choice = client.get(
        f"{path}?claim={key}",
        headers={**FRAGMENT, "HX-Target": "story", "HX-Current-URL": f"http://127.0.0.1:8000{path}"},
    ).text
    assert re.findall(r'id="p-(\d+)"', choice) == ["3"]
    assert choice.count('hx-swap-oob="true"') == 2  # the paragraph and the legend
    restored = client.get(path, headers={**FRAGMENT, "HX-History-Restore-Request": "true"})
    assert "<html" in restored.text


def test_letting_a_claim_go_redraws_the_paragraph_it_was_in(client: TestClient, ids: dict[str, int]) -> None:
    path = f"/articles/{ids['bridge']}"
    key = claim_of(client, ids["bridge"], "a third pier")
    headers = {**FRAGMENT, "HX-Target": "story", "HX-Current-URL": f"http://127.0.0.1:8000{path}?claim={key}"}
    page = client.get(path, headers=headers).text
    assert re.findall(r'id="p-(\d+)"', page) == ["3"]
    assert "card" not in page


def test_a_chosen_claim_leads_to_its_words_in_the_original(client: TestClient, ids: dict[str, int]) -> None:
    key = claim_of(client, ids["bridge"], "third pier")
    page = client.get(f"/articles/{ids['bridge']}?claim={key}").text
    assert "https://courier.example/bridge#:~:text=a%20third%20pier%20%E2%80%9Cmight%20not%20last" in page
    hostile = claim_of(client, ids["hostile"], "stands in the log")
    assert "In the original" not in client.get(f"/articles/{ids['hostile']}?claim={hostile}").text


def test_the_innermost_claim_names_those_around_it(client: TestClient, ids: dict[str, int]) -> None:
    inner, outer = (nested_claim(client, ids["bridge"])[name] for name in ("id", "nested_in"))
    page = client.get(f"/articles/{ids['bridge']}?claim={inner}").text
    card = re.search(r'<aside class="card.*?</aside>', page, flags=re.DOTALL)[0]
    assert "Inside a claim" in card
    assert f"claim={outer}#c-{outer}" in card


def test_a_text_that_is_not_read_for_claims_says_so(client: TestClient, ids: dict[str, int]) -> None:
    page = client.get(f"/articles/{ids['foreign']}").text
    assert "Not read for claims" in page
    assert 'lang="de"' in page


def test_captions_stand_apart(client: TestClient, ids: dict[str, int]) -> None:
    assert "The bridge in the storm of 2011." in client.get(f"/articles/{ids['bridge']}").text


def test_an_article_may_have_five_hundred_sources_or_none(desk: TestClient) -> None:
    names = [
        f"{first}{x}ra {last}{y}nd" for first in "ABCDE" for x in "aeiou" for last in "LMNS" for y in "aeiou"
    ]
    crowd = "\n\n".join(f"{name} said that the mill is closed." for name in names)
    for text, claims in ((crowd, 500), ("It rained.", 0)):
        article = desk.post("/api/v1/articles", json={"text": text}).json()
        assert len(article["claims"]) == claims
        page = desk.get(f"/articles/{article['article']['id']}")
        assert page.status_code == 200
        assert page.text.count('class="facet') >= claims
