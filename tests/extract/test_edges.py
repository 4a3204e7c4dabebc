import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Attribution, Span
from app.extract.edges import tidy, whole_contents, whole_mention, without_scraps


@pytest.mark.parametrize(
    ("text", "marked", "wanted"),
    [
        ("It was late, she said.", "It was late,", "It was late"),
        ("“It was late,” she said.", "“It was late,", "“It was late,”"),
        ('"It was late," she said.', '"It was late,', '"It was late,"'),
        ("She said: “It was late.”", "It was late.”", "“It was late.”"),
        ("She called it “late”, he said.", "it “late”", "it “late”"),
        ("“Late,” she said.", "Late,", "Late"),
        ("— It was late, she said.", "— It was late", "It was late"),
        ("AVERBY (Courier) — It was late, she said.", "AVERBY (Courier) — It was late", "It was late"),
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


def test_a_mark_alone_is_no_part_of_a_claim() -> None:
    assert without_scraps("“It sank” ”", (Span(0, 9), Span(10, 11))) == (Span(0, 9),)


@pytest.mark.parametrize(
    ("text", "marked", "wanted"),
    [
        (
            "Federal prosecutors in Averby charged him.",
            "Federal prosecutors in",
            "Federal prosecutors in Averby",
        ),
        ("The family charged him.", "The", "The family"),
        ("Prosecutors in, it seems, Averby charged him.", "Prosecutors in", "Prosecutors"),
        ("Those who run most of the boats charged him.", "who run most of", "who"),
        ("The mayor charged him.", "The mayor", "The mayor"),
        ("That man charged him.", "That man", "That man"),
    ],
)
def test_a_mention_does_not_break_off(text: str, marked: str, wanted: str) -> None:
    start, cue = text.index(marked), text.index("charged")
    span = whole_mention(text, Span(start, start + len(marked)), Span(cue, cue + 7))
    assert span.of(text) == wanted


def test_a_content_does_not_break_off_and_leaves_others_alone() -> None:
    text = "She refuses to show her papers, and he wants to the boats said Lund."
    hers = Attribution((Span(0, 3),), (Span(4, 11),), (Span(12, 14),))
    his = Attribution((Span(36, 38),), (Span(39, 44),), (Span(45, 47),))
    lunds = Attribution((Span(63, 67),), (Span(58, 62),), (Span(48, 57),))
    contents = [each.content[0].of(text) for each in whole_contents(text, [hers, his, lunds])]
    assert contents == ["to show her papers", "to", "the boats"]
