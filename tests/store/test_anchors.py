"""Spans of one text found again in another: by where the text moved, by their words, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Span
from app.store.anchors import Move

OLD = (
    "Ada Lund said the pier is open. Nobody agreed.\n\n"
    "“Yes,” Bo Vik said. The quay is shut until further notice."
)
SHUT = "The quay is shut until further notice"


def _moved(words: str, new: str, within: Span | None = None) -> str | None:
    start = OLD.index(words)
    found = Move(OLD, new).spans((Span(start, start + len(words)),), within)
    return None if found is None else " … ".join(span.of(new) for span in found)


@pytest.mark.parametrize(
    ("words", "new", "found"),
    [
        ("the pier is open", "Late on Monday.\n\n" + OLD, "the pier is open"),
        ("the pier is open", OLD.replace(" is open", " is still open"), None),
        (
            "The quay is shut until further notice",
            OLD.replace("The quay", "Then the quay"),
            "the quay is shut until further notice",
        ),
        ("is open", OLD.replace("pier is open", "old pier, open again, is open, it seems"), "is open"),
        ("open", OLD.replace("is open.", "was not open, they say."), "open"),
        ("“Yes,”", OLD.replace("“Yes,”", '"Yes,"'), '"Yes,"'),
        ("“Yes,”", OLD.replace("“Yes,” Bo Vik said. ", ""), None),
        ("“Yes,”", "Nobody said yes to the plan of the town.", None),  # a short word, and nothing around it
        ("the pier is open", "It rained.", None),
        ("Nobody agreed", "", None),
    ],
)
def test_words_are_found_again_or_not(words: str, new: str, found: str | None) -> None:
    assert _moved(words, new) == found


def test_of_words_that_stand_twice_it_is_those_with_the_same_around_them() -> None:
    new = f"In brief: the pier is open, they say.\n\nIn short: the pier is open. {OLD}"
    start = OLD.index("the pier")
    [found] = Move(OLD, new).spans((Span(start, start + 16),))
    assert found.start == new.rindex("the pier is open")


def test_parts_stay_in_their_order_and_room() -> None:
    spans = tuple(Span(OLD.index(words), OLD.index(words) + len(words)) for words in ("Ada Lund", "Bo Vik"))
    new = OLD.replace("Nobody agreed", "Bo Vik agreed")
    found = Move(OLD, new).spans(spans)
    assert [span.of(new) for span in found] == ["Ada Lund", "Bo Vik"]
    assert found[1].start > new.index("“Yes")
    assert Move(OLD, new).some(spans, Span(0, 40)) == (Span(0, 8),)


@given(st.lists(st.text("ab ,.\n“”", max_size=20), max_size=4), st.text("ab ,.\n“”", max_size=60), st.data())
def test_what_is_found_has_the_same_words(parts: list[str], new: str, data: st.DataObject) -> None:
    old = "ab".join(parts)
    ends = sorted(data.draw(st.lists(st.integers(0, len(old)), min_size=2, max_size=2)))
    found = Move(old, new).spans((Span(*ends),))
    if found is not None:
        [span] = found
        assert 0 <= span.start <= span.end <= len(new)
        letters = [each for each in span.of(new) if each.isalnum()]
        assert letters == [each for each in old[ends[0] : ends[1]] if each.isalnum()]
