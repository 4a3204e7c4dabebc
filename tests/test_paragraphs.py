from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.paragraphs import paragraph_spans


def words_of(text: str) -> list[str]:
    return [text[s:e] for s, e in paragraph_spans(text)]


def test_blank_lines_end_paragraphs() -> None:
    assert words_of("One.\n\nTwo.\r\n \r\nThree.") == ["One.", "Two.", "Three."]


def test_single_line_ends_end_paragraphs_too() -> None:
    assert words_of("A headline\nThe first paragraph, which is a good deal longer than that.") == [
        "A headline",
        "The first paragraph, which is a good deal longer than that.",
    ]


def test_prose_broken_by_an_editor_is_one_paragraph() -> None:
    block = "\n".join(
        [
            "The harbour board met on Tuesday evening to hear",
            "what the engineers had found in the hold of the",
            "ferry.",
        ]
    )
    assert words_of(f"{block}\n\nNext.") == [block, "Next."]


@given(st.text())
def test_paragraphs_hold_all_that_is_no_space(text: str) -> None:
    spans = paragraph_spans(text)
    assert all(s < e for s, e in spans)
    assert all(a[1] <= b[0] for a, b in pairwise(spans))
    inside = "".join(text[s:e] for s, e in spans)
    assert "".join(inside.split()) == "".join(text.split())
