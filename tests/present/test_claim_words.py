"""Words that somebody selects, and ends that are moved word by word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Span
from app.present.finding import WordsError, find_hedges, find_words
from app.present.words import End, joined, moved, paragraphs_of, pieces, widened

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


@pytest.mark.parametrize(
    ("typed", "text", "there"),
    [
        ('"It isn\'t so,"', "He said: “It isn’t so,” twice.", "“It isn’t so,”"),
        ("“It isn’t so”", 'He said "It isn\'t so" twice.', '"It isn\'t so"'),
        ("Café", "The Cafe\u0301 is shut.", "Cafe\u0301"),
        ("cafe\u0301", "The café is shut.", "café"),
        ("'quoted'", "Some ‘quoted’ words, and 'quoted' ones.", "'quoted'"),  # as they stand, if they do
    ],
)
def test_marks_and_accents_are_found_however_they_are_typed(typed: str, text: str, there: str) -> None:
    assert find_words(text, typed).of(text) == there


def test_a_letter_is_not_found_without_its_accent() -> None:
    with pytest.raises(WordsError, match="is not in the text"):
        find_words("The cafe\u0301 is shut.", "cafe")


def test_words_before_and_hedges_are_found_however_they_are_typed() -> None:
    text = "“The tide may rise,” he said. It’s said: the tide may rise."
    assert find_words(text, "tide may rise", "It's said: the").start > 30
    assert find_words(text, "tide may rise", '"The').start == 5
    hedged = "It’s said that the cafe\u0301 is shut."
    content = (Span(hedged.index("the"), len(hedged)),)
    [hedge] = find_hedges(hedged, ["it's said"], content)
    assert hedge.of(hedged) == "It’s said"


ASTRONAUT, RAINBOW, FLAG = (
    "\U0001f469\u200d\U0001f680",
    "\U0001f3f3\ufe0f\u200d\U0001f308",
    "\U0001f1e9\U0001f1ea",
)
ACCENTS = f"Jose\u0301 na\u0308hte Cafe\u0301-Stu\u0308hle. {ASTRONAUT}{RAINBOW} und {FLAG}!"
MARKED = ("Jose\u0301", "na\u0308hte", "Cafe\u0301-Stu\u0308hle", ".", ASTRONAUT, RAINBOW, "und", FLAG, "!")


def test_an_end_leaves_letters_with_their_accents() -> None:
    there, span = [], Span(0, len(MARKED[0]))
    while (after := moved(ACCENTS, span, End.END, 1)) != span:
        there.append(ACCENTS[span.end : after.end].strip())
        span = after
    assert there == list(MARKED[1:])
    while (after := moved(ACCENTS, span, End.START, 1)) != span:
        there.append(ACCENTS[span.start : after.start].strip())
        span = after
    assert there == [*MARKED[1:], *MARKED[:-1]]


@pytest.mark.parametrize("words", ["Jose\u0301", "na\u0308hte", ASTRONAUT, RAINBOW, FLAG])
def test_a_span_is_widened_to_what_a_reader_sees_as_one(words: str) -> None:
    start = ACCENTS.index(words)
    for cut in range(1, len(words)):
        assert widened(ACCENTS, Span(start + cut, start + len(words))).of(ACCENTS) == words
        assert widened(ACCENTS, Span(start, start + cut)).of(ACCENTS) == words
    assert widened(ACCENTS, Span(start, start + len(words))).of(ACCENTS) == words


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
