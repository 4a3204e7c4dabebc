"""A claim or an article to take away: lines to copy, files for reference managers, annotations."""

import re
from html import unescape

import bibtexparser
import pytest
import rispy
from fastapi.testclient import TestClient

from app import actions
from app.domain import Draft
from tests.present.web_annotation import check_document
from tests.web.reading import claim_of
from tests.web.sample import TEXT, TITLE

FORMS = ("ris", "bib", "csl.json", "jsonld")


def copied(page: str) -> list[str]:
    """The lines that a click chooses whole."""
    lines = re.findall(r'<(p|pre|span) class="copied">(.*?)</\1>', page, re.DOTALL)
    return [unescape(re.sub(r"</?i>", "", line)) for _, line in lines]


@pytest.fixture
def key(client: TestClient, ids: dict[str, int]) -> str:
    return claim_of(client, ids["bridge"], "angry drivers")


def test_a_claim_can_be_copied_in_each_form(client: TestClient, key: str) -> None:
    page = client.get(f"/claims/{key}/cite")
    assert page.status_code == 200
    quotation, markdown, apa, apa_in_text, mla, mla_in_text, chicago, note = copied(page.text)
    assert quotation == (
        "“We would rather have angry drivers than drowned ones,” — Ines Halloran, quoted in Wren Abara, "
        f"“{TITLE}”, Kestle Courier, 19 November 2024. https://desk.example/claims/{key}"
    )
    assert markdown.startswith(
        "> “We would rather have angry drivers than drowned ones,”\n>\n> — Ines Halloran"
    )
    for line in (apa, mla, chicago):
        assert line.startswith("Abara, W")
        assert "https://courier.example/bridge" in line
        assert f"https://desk.example/claims/{key}" in line
    assert apa_in_text == "(Ines Halloran, as cited in Abara, 2024)"
    assert mla_in_text == "(Ines Halloran qtd. in Abara)"
    assert note.startswith("Ines Halloran, quoted in Wren Abara, “")


def test_the_claims_own_page_has_the_same_lines(client: TestClient, key: str) -> None:
    assert copied(client.get(f"/claims/{key}").text) == copied(client.get(f"/claims/{key}/cite").text)


def test_an_article_can_be_cited(client: TestClient, ids: dict[str, int]) -> None:
    lines = copied(client.get(f"/articles/{ids['bridge']}/cite").text)
    assert len(lines) == 6
    assert lines[0].startswith(f"Abara, W. (2024, November 19). {TITLE}. Kestle Courier.")
    assert f'href="/articles/{ids["bridge"]}/cite"' in client.get(f"/articles/{ids['bridge']}").text


def test_what_was_read_is_never_markup(client: TestClient, ids: dict[str, int]) -> None:
    hostile = claim_of(client, ids["hostile"], "stands in the log")
    for path in (f"/claims/{hostile}/cite", f"/articles/{ids['hostile']}/cite"):
        page = client.get(path).text
        assert "<script>alert" not in page
        assert "<u>Renn" not in page
        assert "javascript:" not in page


@pytest.mark.parametrize("form", FORMS)
def test_the_page_leads_to_each_file(client: TestClient, key: str, ids: dict[str, int], form: str) -> None:
    for path in (f"/claims/{key}", f"/articles/{ids['bridge']}"):
        assert f'href="{path}.{form}"' in client.get(f"{path}/cite").text
        answer = client.get(f"{path}.{form}")
        assert answer.status_code == 200
        assert client.head(f"{path}.{form}").content == b""


def test_a_file_has_the_article_with_the_claim_as_quotation(client: TestClient, key: str) -> None:
    quote = f"“We would rather have angry drivers than drowned ones,” — Ines Halloran. https://desk.example/claims/{key}"
    [record] = rispy.loads(client.get(f"/claims/{key}.ris").text)
    assert (record["title"], record["notes"]) == (TITLE, [quote])
    [entry] = bibtexparser.parse_string(client.get(f"/claims/{key}.bib").text).entries
    assert entry["note"] == quote
    [item] = client.get(f"/claims/{key}.csl.json").json()
    assert (item["title"], item["note"], item["id"]) == (
        TITLE,
        quote,
        f"abara2024-{record['id'].split('-')[1]}-{key}",
    )


@pytest.mark.parametrize("name", ["bridge", "hostile", "foreign"])
def test_an_articles_annotations_are_found_in_the_text_that_they_name(
    client: TestClient, ids: dict[str, int], name: str
) -> None:
    answer = client.get(f"/articles/{ids[name]}.jsonld")
    assert answer.headers["Content-Type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    collection = answer.json()
    check_document(collection)
    for annotation in collection["first"]["items"]:
        own = client.get(f"{annotation['id'].removeprefix('https://desk.example')}.jsonld").json()
        check_document(own)
        assert own["body"] == annotation["body"]
        for target in (*annotation["target"], *own["target"]):
            text = client.get(target["source"]["id"].removeprefix("https://desk.example")).text
            quote, position = target["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
            assert text[: position["start"]].endswith(quote["prefix"])
            assert text[position["end"] :].startswith(quote["suffix"])


def test_the_api_gives_the_same_annotation(client: TestClient, key: str) -> None:
    asked = client.get(f"/api/v1/claims/{key}", headers={"Accept": "application/ld+json"})
    assert asked.json() == client.get(f"/claims/{key}.jsonld").json()


def test_the_text_alone_is_the_versions_text(desk: TestClient) -> None:
    pipeline = desk.app.state.pipeline
    old = Draft("Ann Lee said that it rains.", url="https://courier.example/rain")
    article = pipeline.ingest(old).article_id
    pipeline.ingest(Draft("𝄞 Ann Lee said that it snows.", url=old.url))
    answer = desk.get(f"/articles/{article}.txt")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text == "𝄞 Ann Lee said that it snows."
    assert desk.get(f"/articles/{article}.txt?version=1").text == old.text
    assert desk.get(f"/articles/{article}.txt?version=9").status_code == 404


def test_the_text_of_the_sample_comes_letter_by_letter(client: TestClient, ids: dict[str, int]) -> None:
    assert client.get(f"/articles/{ids['bridge']}.txt").text == TEXT


@pytest.mark.parametrize("path", ["/claims/nobody/cite", "/articles/99/cite", "/articles/x/cite"])
def test_what_is_not_there_cannot_be_cited(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404
    stem = path.removesuffix("/cite")
    assert {client.get(f"{stem}.{form}").status_code for form in FORMS} == {404}


def test_what_was_withdrawn_is_gone_in_every_form(desk: TestClient) -> None:
    pipeline = desk.app.state.pipeline
    article = pipeline.ingest(Draft("Ann Lee said that it rains.")).article_id
    key = claim_of(desk, article, "it rains")
    actions.withdraw(pipeline.engine, article)
    for stem in (f"/claims/{key}", f"/articles/{article}"):
        for path in (f"{stem}/cite", *(f"{stem}.{form}" for form in FORMS)):
            assert desk.get(path).status_code == 410
    assert desk.get(f"/articles/{article}.txt").status_code == 410
