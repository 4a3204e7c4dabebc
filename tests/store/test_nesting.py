"""Which claims lie in which, by their spans alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Span
from app.store.nesting import outer


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        ([], []),
        ([[(0, 9)], [(2, 5)], [(3, 4)]], [None, 0, 1]),
        ([[(3, 4)], [(0, 9)]], [1, None]),
        ([[(0, 9)], [(0, 9)]], [None, None]),  # the same words twice
        ([[(0, 5)], [(4, 9)]], [None, None]),
        ([[(0, 3), (6, 9)], [(4, 5)]], [None, None]),  # in the gap between two parts
        ([[(0, 3), (6, 9)], [(1, 2), (6, 9)]], [None, 0]),
    ],
)
def test_the_shortest_that_holds_all(contents: list, expected: list) -> None:
    assert outer([tuple(Span(*part) for part in content) for content in contents]) == expected


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), max_size=12))
def test_whatever_the_spans(pairs: list[tuple[int, int]]) -> None:
    contents = [(Span(start, start + length),) for start, length in pairs]
    for index, found in enumerate(outer(contents)):
        [inner] = contents[index]
        holding = [
            span
            for (span,) in contents
            if span != inner and span.start <= inner.start and inner.end <= span.end
        ]
        assert (found is None) == (not holding)
        if found is not None:
            [span] = contents[found]
            assert span in holding
            assert span.end - span.start == min(each.end - each.start for each in holding)
