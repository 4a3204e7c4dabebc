from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.store.match import Place, match, successor


def place(quote: str, start: int = 0, prefix: str = "", suffix: str = "") -> Place:
    return Place(quote, prefix, suffix, start, start + len(quote))


places = st.lists(
    st.builds(
        place,
        st.sampled_from(["the pier is closed", "no", "“No,”", "forty"]),
        st.integers(0, 500),
        st.sampled_from(["Lund said ", "the board said "]),
        st.sampled_from([".", ", she said."]),
    ),
    max_size=12,
)


@given(places)
def test_the_same_reading_keeps_every_claim(old: list[Place]) -> None:
    found = match(old, old)
    assert [old[found[index]] for index in range(len(old))] == old
    assert len(set(found.values())) == len(old)


@given(places, places)
def test_no_claim_is_kept_twice_and_none_with_other_words(old: list[Place], new: list[Place]) -> None:
    found = match(old, new)
    assert len(set(found.values())) == len(found)
    bare = str.maketrans("", "", "“”,")
    assert all(
        new[after].quote.translate(bare).lower() == old[before].quote.translate(bare).lower()
        for after, before in found.items()
    )


@given(places, st.integers(1, 1000))
def test_claims_that_moved_together_are_kept_in_order(old: list[Place], by: int) -> None:
    moved = [replace(each, start=each.start + by, end=each.end + by) for each in old]
    found = match(old, moved)
    assert sorted(found) == list(range(len(old)))
    assert all(
        (old[before].prefix, old[before].suffix) == (moved[after].prefix, moved[after].suffix)
        for after, before in found.items()
    )


def test_among_equal_words_the_surroundings_decide_and_then_the_nearest() -> None:
    old = [place("no", 10, "Berg: ", "."), place("no", 50, "Lund: ", "."), place("no", 90, "Lund: ", "!")]
    assert match(old, [place("no", 12, "And Lund: ", ".")]) == {0: 1}
    assert match(old, [place("no", 88)]) == {0: 2}


def test_a_quotation_mark_more_or_less_is_the_same_claim() -> None:
    assert match([place("“We counted forty,”")], [place("We counted forty")]) == {0: 0}


def test_what_stands_in_a_gone_claims_place_is_what_shares_most_of_it() -> None:
    gone = place("the pier will reopen on Monday", 100)
    new = [place("the pier", 100), place("pier will reopen on Monday, or later", 104), place("else", 300)]
    assert successor(gone, new) == 1
    assert successor(gone, new[2:]) is None
