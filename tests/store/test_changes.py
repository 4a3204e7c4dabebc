from hypothesis import given
from hypothesis import strategies as st

from app.domain import Change
from app.store.changes import Piece, pairs, pieces, shift

OLD = (
    "The ferry sank on Monday.\n\nTwelve people were hurt when it struck the quay.\n\n"
    "The crew was tired.\n\nThe pier stays shut."
)
NEW = (
    "Correction: the day was Tuesday.\n\nThe ferry sank on Tuesday.\n\n"
    "Twelve people were hurt when it struck the quay.\n\nThe pier stays shut."
)
lines = st.sampled_from(
    ("One two three.", "One two four.", "Six!", "Seven eight nine ten.", "One", "  two\ttwo")
)
texts = st.lists(lines, max_size=8).map("\n\n".join)


def test_paragraphs_are_told_apart_by_what_became_of_them() -> None:
    found = [
        (change.value, old and old.of(OLD)[:9], new and new.of(NEW)[:9])
        for change, old, new in pairs(OLD, NEW)
    ]
    assert found == [
        ("came", None, "Correctio"),
        ("changed", "The ferry", "The ferry"),
        ("same", "Twelve pe", "Twelve pe"),
        ("went", "The crew ", None),
        ("same", "The pier ", "The pier "),
    ]


def test_words_of_a_changed_paragraph() -> None:
    assert pieces("The ferry sank on Monday.", "The ferry sank on Tuesday.") == [
        Piece(Change.SAME, "The ferry sank on "),
        Piece(Change.WENT, "Monday"),
        Piece(Change.CAME, "Tuesday"),
        Piece(Change.SAME, "."),
    ]


def test_white_space_alone_is_no_change() -> None:
    assert [pair.change for pair in pairs("One  two.\n\n\nThree.", "One two.\n\nThree.")] == [Change.SAME] * 2


def test_long_texts_without_anything_in_common_are_not_compared_for_hours() -> None:
    old, new = ("\n".join(f"{word} {number % 7}" for number in range(20_000)) for word in ("a", "b"))
    assert {pair.change for pair in pairs(old, new)} == {Change.WENT, Change.CAME}
    shift(old, new)


@given(texts, texts)
def test_both_texts_are_in_their_pairs(old: str, new: str) -> None:
    found = pairs(old, new)
    for text, place in ((old, 1), (new, 2)):
        spans = [pair[place] for pair in found if pair[place] is not None]
        assert spans == sorted(spans)
        assert [span.of(text) for span in spans] == [
            line.strip() for line in text.split("\n\n") if line.strip()
        ]


@given(lines, lines)
def test_pieces_make_up_both_paragraphs(old: str, new: str) -> None:
    found = pieces(old, new)
    assert "".join(piece.text for piece in found if piece.change is not Change.CAME) == old
    assert "".join(piece.text for piece in found if piece.change is not Change.WENT) == new


@given(texts, texts)
def test_offsets_are_shifted_in_order_and_exactly_where_nothing_changed(old: str, new: str) -> None:
    shifted = [shift(old, new)(offset) for offset in range(len(old) + 1)]
    assert shifted == sorted(shifted)
    assert all(0 <= offset <= len(new) for offset in shifted)
    for change, before, after in pairs(old, new):
        if change is Change.SAME and before.of(old) == after.of(new):
            assert shifted[before.start : before.end] == list(range(after.start, after.end))


@given(texts)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    assert {pair.change for pair in pairs(text, text)} <= {Change.SAME}
