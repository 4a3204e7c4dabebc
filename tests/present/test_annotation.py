from datetime import UTC, datetime

from app.domain import Precision
from app.present.annotation import annotation
from app.store.pages import ArticleRef, ClaimPage, When
from tests.present.claims import chip, claim

ARTICLE = ArticleRef(
    7, "T", "O", "", "https://o.example/7", When(datetime(2024, 1, 1, tzinfo=UTC), Precision.DATE), "en"
)


def test_each_part_of_a_claim_is_a_target_by_quote_and_by_position() -> None:
    said = claim("k", (100, 103), (114, 121), by=(chip("ann", name="Ann Lee"),))
    page = ClaimPage(said, ARTICLE, 1, "𝄞s,” said A, “but no.”", 100, (said,))
    found = annotation(page, "https://here.example")
    assert found["id"] == "https://here.example/claims/k"
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert found["body"][0]["value"] == "Ann Lee"
    first, second = found["target"]
    assert first["source"] == "https://here.example/articles/7"
    quote, position = first["selector"]
    assert (quote["prefix"], quote["exact"], quote["suffix"]) == ("", "𝄞s,", "” said A, “but no.”")
    assert (position["start"], position["end"]) == (100, 103)
    assert second["selector"][0]["exact"] == "but no."


def test_a_claim_without_a_source_names_nobody() -> None:
    said = claim("k", (0, 3))
    found = annotation(ClaimPage(said, ARTICLE, 1, "Yes.", 0, (said,)), "https://here.example")
    assert found["body"][0]["value"] == "No source given"
