import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store.sentences import REACH, rest_after, rest_before


@pytest.mark.parametrize(
    ("before", "rest"),
    [
        ("The pier is closed. The board said ", "The board said "),
        ("The pier is closed, Mr. Berg of the U.N. said ", "The pier is closed, Mr. Berg of the U.N. said "),
        ("First line\nSecond line said ", "Second line said "),
        ("“It is shut.” The board said “", "The board said “"),
        ("It is closed. ", ""),
        ("", ""),
        ("x" * 10 + " " + "word " * 60, "word " * 60),
    ],
)
def test_what_stands_before_a_claim_in_its_sentence(before: str, rest: str) -> None:
    assert rest_before(before) == rest


@pytest.mark.parametrize(
    ("quote", "after", "rest"),
    [
        ("the pier is closed", ", the board said. More follows.", ", the board said."),
        ("the pier is closed", ", Dr. Lund said", ", Dr. Lund said"),
        ("the pier is closed", " for good\nNext line.", " for good"),
        ("“The pier is closed.”", " The board said more.", ""),
        ("The pier is closed.", "” The board said more.", "”"),
        ("it will cost 2.5 million", " crowns, it said. Then", " crowns, it said."),
    ],
)
def test_what_stands_after_a_claim_in_its_sentence(quote: str, after: str, rest: str) -> None:
    assert rest_after(quote, after) == rest


@given(st.text(max_size=REACH), st.text(max_size=REACH))
def test_the_rest_is_always_a_part_of_what_stands_there(quote: str, text: str) -> None:
    assert text.endswith(rest_before(text))
    assert text.startswith(rest_after(quote, text))
