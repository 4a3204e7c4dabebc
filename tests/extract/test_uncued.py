import pytest

from app.domain import Attribution, Span
from app.extract.uncued import uncued


def quoted(text: str, found: tuple[Attribution, ...] = ()) -> list[str]:
    return [each.content[0].of(text) for each in uncued(text, found, [Span(0, len(text))])]


def test_a_quotation_that_stands_alone_is_a_claim_without_a_source() -> None:
    text = "Ida Rem was angry. “They knew, and they did nothing.”"
    assert quoted(text) == ["“They knew, and they did nothing.”"]


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “miracle boat of the northern sea” arrived late.",
        "The play “They Knew and They Did Nothing.” opens today.",
        "“Not now!” The boat left.",
        "They knew, and they did nothing.",
    ],
)
def test_scare_quotes_titles_and_cries_are_none(text: str) -> None:
    assert quoted(text) == []


def test_a_colon_announces_a_quotation() -> None:
    text = "Over the door stood two words more: “they knew and they did nothing.”"
    assert quoted(text) == ["“they knew and they did nothing.”"]


def test_a_quotation_over_two_paragraphs_is_one_claim() -> None:
    text = "“They knew, and they did nothing.\n\n“They are still here.”"
    [found] = uncued(text, (), [Span(0, 33), Span(35, len(text))])
    assert [part.of(text) for part in found.content] == text.split("\n\n")


def test_what_somebody_is_found_to_say_is_left_alone() -> None:
    text = "“They knew, and they did nothing.” Rem said it."
    found = Attribution((Span(35, 38),), (Span(39, 43),), (Span(1, 20),))
    assert quoted(text, (found,)) == []


def test_a_quotation_goes_on_with_whoever_spoke_before_it() -> None:
    text = "Rem said the board knew. “They knew, and they did nothing.”\n\n“They knew, and they did nothing.”"
    rem = Attribution((Span(0, 3),), (Span(4, 8),), (Span(9, 23),))
    [same, other] = uncued(text, [rem], [Span(0, 59), Span(61, len(text))])
    assert (same.source, other.source) == (rem.source, ())
