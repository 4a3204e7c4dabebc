"""Words that somebody selects, and ends that are moved word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Span
from app.present.words import (
    End,
    WordsError,
    find_hedges,
    find_words,
    joined,
    moved,
    paragraphs_of,
    pieces,
)

TEXT = """The mill is shut, Ann Lee said. “It may
reopen,” she said of the mill.

The 🌊 tide may rise; the mill may not."""
texts = st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=80)


def place(words: str, start: int = 0) -> Span:
    at = TEXT.index(words, start)
    return Span(at, at + len(words))


def test_words_are_found_in_code_points_whatever_the_white_space() -> None:
    assert find_words(TEXT, " It  may reopen ").of(TEXT) == "It may\nreopen"
    assert find_words(TEXT, "tide may rise").of(TEXT) == "tide may rise"


def test_words_that_were_cut_are_made_whole() -> None:
    assert find_words(TEXT, "hut, An").of(TEXT) == "shut, Ann"
    assert find_words(TEXT, "ill", "she said of the m").of(TEXT) == "mill"


def test_the_words_before_tell_places_apart() -> None:
    with pytest.raises(WordsError, match="stands 3 times"):
        find_words(TEXT, "may")
    assert find_words(TEXT, "may", "Ann Lee said. “It") == place("may")
    assert find_words(TEXT, "may", "rise; the mill") == place("may", TEXT.index("may not"))
    with pytest.raises(WordsError, match="does not stand after"):
        find_words(TEXT, "may", "the ferry")


@pytest.mark.parametrize(
    ("words", "reason"), [("", "No words were chosen"), ("the ferry", "is not in the text")]
)
def test_words_that_are_not_there_are_told(words: str, reason: str) -> None:
    with pytest.raises(WordsError, match=reason):
        find_words(TEXT, words)


def test_an_end_goes_a_word_or_a_mark_at_a_time() -> None:
    span = place("mill is shut")
    assert moved(TEXT, span, End.START, -1).of(TEXT) == "The mill is shut"
    assert moved(TEXT, span, End.START, 1).of(TEXT) == "is shut"
    assert moved(TEXT, span, End.END, 1).of(TEXT) == "mill is shut,"
    assert moved(TEXT, span, End.END, -1).of(TEXT) == "mill is"


def test_an_end_stays_where_there_is_no_further_word() -> None:
    assert moved(TEXT, place("The mill"), End.START, -1) == place("The mill")
    assert moved(TEXT, place("shut"), End.START, 1) == place("shut")
    assert moved(TEXT, place("shut"), End.END, -1) == place("shut")
    last = Span(len(TEXT) - 4, len(TEXT))
    assert moved(TEXT, last, End.END, 1) == last


def test_hedges_are_looked_for_in_the_claim_then_near_it() -> None:
    claim = (place("the mill may not"),)
    assert find_hedges(TEXT, ["may"], claim) == (Span(len(TEXT) - 8, len(TEXT) - 5),)
    assert find_hedges(TEXT, ["may", "may"], claim)[0] == place("may", TEXT.index("tide"))
    with pytest.raises(WordsError, match="“perhaps” is not in the claim’s paragraph"):
        find_hedges(TEXT, ["perhaps"], claim)


def test_spans_that_touch_become_one() -> None:
    assert joined([Span(5, 9), Span(0, 3), Span(3, 4), Span(6, 7)]) == (Span(0, 4), Span(5, 9))


def test_only_paragraphs_with_the_words_are_shown() -> None:
    [shown] = paragraphs_of(TEXT, (place("tide"),), (place("may rise"),))
    assert [(piece.text, piece.layers) for piece in shown if any(piece.layers)] == [
        ("tide", (True, False)),
        ("may rise", (False, True)),
    ]


@given(text=texts, data=st.data())
def test_pieces_joined_are_the_text_and_moves_keep_words(text: str, data: st.DataObject) -> None:
    if not text:
        return
    edges = st.integers(0, len(text))
    spans = tuple(
        Span(min(pair), max(pair)) for pair in data.draw(st.lists(st.tuples(edges, edges), max_size=3))
    )
    assert "".join(piece.text for piece in pieces(text, Span(0, len(text)), spans)) == text
    for span in spans:
        if span.start < span.end:
            after = moved(text, span, data.draw(st.sampled_from(End)), data.draw(st.sampled_from([-1, 1])))
            assert 0 <= after.start < after.end <= len(text)


@given(text=texts, data=st.data())
def test_what_is_found_stands_there(text: str, data: st.DataObject) -> None:
    words = data.draw(st.sampled_from(text.split())) if text.split() else "a"
    try:
        found = find_words(text, words, data.draw(texts))
    except WordsError:
        return
    assert words.split()[0] in found.of(text)
