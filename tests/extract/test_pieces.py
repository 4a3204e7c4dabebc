import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from app.encoder import load_tokenizer
from app.extract.pieces import CASES, QUOTE_STATES, case_of, cut, quote_states, windows
from app.settings import Settings

TEXT = st.text() | st.text(alphabet='ab .“”"\n', min_size=50)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(Settings().model / "tokenizer.json")


@given(text=TEXT)
def test_pieces_lie_in_the_text_in_order(tokenizer: Tokenizer, text: str) -> None:
    pieces = cut(text, tokenizer)
    assert (pieces.start <= pieces.end).all()
    assert (pieces.end <= len(text)).all()
    assert (pieces.start[1:] >= pieces.start[:-1]).all()


@given(text=TEXT, size=st.integers(8, 40), context=st.integers(0, 6))
def test_every_piece_is_in_one_core_and_windows_are_bounded(
    tokenizer: Tokenizer, text: str, size: int, context: int
) -> None:
    pieces = cut(text, tokenizer)
    covered = []
    for window in windows(pieces, size=size, context=context):
        assert window.start <= window.core < window.end
        assert window.end - window.start <= size
        assert window.core - window.start <= context
        covered += range(window.core, window.end)
    assert covered == list(range(len(pieces)))


@pytest.mark.parametrize(
    ("word", "case"),
    [
        ("ferry", "lower"),
        ("Ferry", "title"),
        ("NIS", "upper"),
        ("A", "title"),
        ("iPhone", "mixed"),
        ("12", "none"),
    ],
)
def test_case_of(word: str, case: str) -> None:
    assert CASES[case_of(word)] == case


def test_quote_states_know_straight_and_curly_marks() -> None:
    def inside(text: str) -> str:
        return "".join(
            c for c, s in zip(text, quote_states(text), strict=True) if QUOTE_STATES[s] == "inside"
        )

    assert inside('He said "yes" and “no”.') == "yesno"
    assert inside("«Oui», dit-il") == "Oui"
    assert inside("“It goes on") == "It goes on"
