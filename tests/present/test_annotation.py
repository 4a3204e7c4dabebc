import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Precision, Standing
from app.present.annotation import annotation, annotations
from app.store.pages import ArticlePage, ArticleRef, ClaimPage, When
from tests.present.claims import chip, claim
from tests.present.web_annotation import check_document

SITE = "https://here.example"
ARTICLE = ArticleRef(
    7, "T", "O", "", "https://o.example/7", When(datetime(2024, 1, 1, tzinfo=UTC), Precision.DATE), "en"
)
SAID = claim("k", (100, 103), (114, 121), by=(chip("ann", name="Ann Lee"),))
PAGE = ClaimPage(SAID, ARTICLE, 2, "𝄞s,” said A, “but no.”", 100, (SAID,))


def test_each_part_of_a_claim_is_a_target_by_quote_and_by_position() -> None:
    found = annotation(PAGE, SITE)
    assert found["id"] == "https://here.example/claims/k"
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["body"][0]["value"] == "Ann Lee"
    first, second = found["target"]
    quote, position = first["selector"]
    assert (quote["prefix"], quote["exact"], quote["suffix"]) == ("", "𝄞s,", "” said A, “but no.”")
    assert (position["start"], position["end"]) == (100, 103)
    assert second["selector"][0]["exact"] == "but no."


def test_positions_are_of_the_text_of_the_version_that_was_read() -> None:
    for target in annotation(PAGE, SITE)["target"]:
        assert target["source"]["id"] == "https://here.example/articles/7.txt?version=2"
        assert target["scope"] == "https://here.example/articles/7"


def test_a_claim_without_a_source_names_nobody() -> None:
    said = claim("k", (0, 3))
    found = annotation(ClaimPage(said, ARTICLE, 1, "Yes.", 0, (said,)), SITE)
    assert found["body"][0]["value"] == "No source given"


@pytest.mark.parametrize(
    ("standing", "creators"),
    [
        (Standing.MACHINE, ["Software"]),
        (Standing.CONFIRMED, ["Software", "Person"]),
        (Standing.CORRECTED, ["Software", "Person"]),
        (Standing.ADDED, ["Person"]),
    ],
)
def test_it_is_told_whether_a_machine_or_a_person_found_it(standing: Standing, creators: list[str]) -> None:
    found = annotation(replace(PAGE, claim=replace(SAID, standing=standing)), SITE)
    assert [each["type"] for each in found["creator"]] == creators
    assert found["generator"]["type"] == "Software"


def whole(*claims: object, text: str = "Yes.", article: ArticleRef = ARTICLE) -> ArticlePage:
    return ArticlePage(article, 1, text, (), True, claims, ())


def test_an_articles_claims_are_a_collection() -> None:
    found = annotations(whole(claim("a", (0, 3)), claim("b", (0, 4))), SITE)
    assert found["total"] == 2
    assert [each["id"] for each in found["first"]["items"]] == [f"{SITE}/claims/a", f"{SITE}/claims/b"]
    assert "@context" not in found["first"]["items"][0]


def test_what_is_told_keeps_the_models_own_rules() -> None:
    check_document(annotation(PAGE, SITE))
    check_document(annotations(whole(), SITE))
    check_document(annotations(whole(SAID, text=" " * 200), SITE))


@given(st.text(min_size=2, max_size=60), st.data())
def test_any_claim_keeps_them_and_is_found_by_its_positions(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    article = replace(ARTICLE, title=text, language=data.draw(st.sampled_from(["", "en", "de"])))
    found = json.loads(
        json.dumps(annotations(whole(claim("k", (start, end)), text=text, article=article), SITE))
    )
    check_document(found)
    quote, position = found["first"]["items"][0]["target"][0]["selector"]
    assert text[position["start"] : position["end"]] == quote["exact"]
    assert text[: position["start"]].endswith(quote["prefix"])
    assert text[position["end"] :].startswith(quote["suffix"])
