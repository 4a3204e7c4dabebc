import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Span
from app.extract.edges import tidy, without_scraps


@pytest.mark.parametrize(
    ("text", "marked", "wanted"),
    [
        ("It was late, she said.", "It was late,", "It was late"),
        ("“It was late,” she said.", "“It was late,", "“It was late,”"),
        ('"It was late," she said.', '"It was late,', '"It was late,"'),
        ("She said: “It was late.”", "It was late.”", "“It was late.”"),
        ("She called it “late”, he said.", "it “late”", "it “late”"),
        ("“Late,” she said.", "Late,", "Late"),
        ('She said: "It was late."', 'It was late."', '"It was late."'),
    ],
)
def test_loose_commas_go_and_lost_marks_come(text: str, marked: str, wanted: str) -> None:
    start = text.index(marked)
    assert tidy(text, Span(start, start + len(marked))).of(text) == wanted


@given(text=st.text(alphabet='ab ,“”"«»', min_size=1), data=st.data())
def test_a_span_stays_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    tidied = tidy(text, Span(start, end))
    assert 0 <= tidied.start < tidied.end <= len(text)


def test_a_small_word_alone_is_no_part_of_a_claim() -> None:
    text = "that the ferry had sunk"
    assert without_scraps(text, (Span(0, 4), Span(5, 23))) == (Span(5, 23),)
    assert without_scraps(text, (Span(0, 4),)) == (Span(0, 4),)
