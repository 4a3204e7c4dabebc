from hypothesis import given
from hypothesis import strategies as st

from app.domain import SourceType
from app.present.inks import tell_apart
from app.store.pages import Chip

INKS = st.integers(1, 8)
SPEAKERS = st.lists(st.tuples(INKS, INKS), max_size=70)


def chips(pairs: list[tuple[int, int]]) -> list[Chip]:
    return [Chip(str(n), "", "", SourceType.PERSON, *pair) for n, pair in enumerate(pairs)]


@given(SPEAKERS)
def test_eight_differ_in_ink_and_in_line_and_sixty_four_in_both_together(
    pairs: list[tuple[int, int]],
) -> None:
    shown = [(chip.ink, chip.line) for chip in tell_apart(chips(pairs)).values()]
    assert len({ink for ink, _ in shown[:8]}) == len({line for _, line in shown[:8]}) == len(shown[:8])
    assert len(set(shown[:64])) == len(shown[:64])


@given(st.permutations(range(1, 9)), st.permutations(range(1, 9)))
def test_those_whose_ink_and_line_nobody_shares_keep_them(inks: list[int], lines: list[int]) -> None:
    own = chips(list(zip(inks, lines, strict=True)))
    assert list(tell_apart(own).values()) == own


def test_grey_stays_grey() -> None:
    unnamed = chips([(0, 0), (0, 0)])
    assert list(tell_apart(unnamed).values()) == unnamed


def test_a_source_has_one_ink_however_often_it_speaks() -> None:
    ann, bob = chips([(1, 1), (1, 1)])
    found = tell_apart([ann, bob, ann])
    assert found["0"] == ann
    assert found["1"].ink != 1
