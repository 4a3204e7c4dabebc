"""Extraction as a whole, on texts of our own: what is found, and that offsets always hold."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from app.domain import Attribution, Kind
from app.extract.extractor import Extractor

PROSE = st.lists(
    st.sampled_from(
        [
            *"“”„«»‘’\"'",
            "''",
            "Q:",
            "A:",
            "REM:",
            "Ida Rem:",
            "— Ida Rem (@rem)",
            "spoke to Ida Rem",
            "– ",
            "said",
            "Ms Ode",
            "he",
            ":",
            "—",
            "\n\n",
            ".",
            "the ferry",
            "é",
            "🚢",
            "e\u0301",
            "\u202e",
        ]
    ),
    max_size=60,
).map(" ".join)


def says(text: str, found: tuple[Attribution, ...]) -> list[tuple[str, str]]:
    def words(spans: tuple) -> str:
        return " … ".join(span.of(text) for span in spans)

    return [(words(a.source), words(a.content)) for a in found]


def test_source_cue_and_content_are_found(extractor: Extractor) -> None:
    text = "The ferry was late, the harbour master said."
    [found] = extractor.extract(text)
    assert found.source[0].of(text) == "the harbour master"
    assert found.cue[0].of(text) == "said"
    assert found.content[0].of(text) == "The ferry was late"
    assert found.kind is Kind.INDIRECT


def test_a_quotation_in_two_parts_is_one_claim(extractor: Extractor) -> None:
    text = "“We looked everywhere,” Ms Ode told reporters, “and we found nothing at all.”"
    [found] = extractor.extract(text)
    assert len(found.content) == 2
    assert found.kind is Kind.DIRECT


def test_what_is_reported_inside_a_claim_is_nested(extractor: Extractor) -> None:
    text = "Mr Vance said the navy had described the sailors as “burdens” on its ships."
    found = extractor.extract(text)
    assert found[0].nested_in is None
    inner = [a for a in found if a.nested_in == 0]
    assert [a.source[0].of(text) for a in inner] == ["the navy"]


def test_a_caption_is_not_read(extractor: Extractor) -> None:
    text = "The mayor said the bridge was safe.\n\nThe mayor says the bridge is safe - AP/Jon Doe"
    assert all(a.content[0].end < text.index("\n") for a in extractor.extract(text))


@settings(max_examples=60, deadline=None)
@given(text=st.text() | PROSE)
@example(text="")
@example(text="“" * 3000)
@example(text="said " * 2000)
@example(text="Q: Why?\n\nA: It fell.\n\n" * 50)
@example(text="“It fell.\n\n" * 50 + "It fell.” Ida Rem said.")
@example(text="Ida Rem wrote:\n\n" * 50)
def test_any_text_gives_spans_of_that_text(extractor: Extractor, text: str) -> None:
    found = extractor.extract(text)
    for index, attribution in enumerate(found):
        assert attribution.content
        for span in (*attribution.source, *attribution.cue, *attribution.content, *attribution.hedges):
            assert 0 <= span.start < span.end <= len(text)
        assert attribution.nested_in is None or 0 <= attribution.nested_in < index
