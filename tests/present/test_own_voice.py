from hypothesis import given
from hypothesis import strategies as st

from app.domain import Span
from app.present.layout import lay_out
from app.present.own_voice import own_sentences
from app.present.parts import parts_of
from tests.present.claims import chip, claim

ANN = chip("ann")
TEXT = "It rained. Mr. Abara, she said, left. “No!” The mill is shut… Nobody knows."


def own(text: str, *spans: tuple[int, int]) -> list[str]:
    parts = parts_of([claim("k", *spans)])
    return [text[start:end] for start, end in own_sentences(text, Span(0, len(text)), parts)]


def test_sentences_outside_all_claims_are_in_own_voice() -> None:
    left = TEXT.index("Mr."), TEXT.index(", she")
    assert own(TEXT, left) == ["It rained.", "“No!”", "The mill is shut…", "Nobody knows."]


def test_a_sentence_that_only_names_the_speaker_is_not() -> None:
    text = "Ann spoke. It was late."
    found = lay_out(text, [claim("k", (11, 13), by=(ANN,), source=((0, 3),), cue=((4, 9),))])
    assert found.own == 0
    assert lay_out(text, []).own == 2


def test_own_voice_is_whole_segments() -> None:
    text = "It rained. Ann left, Bob said.\n\nA heading"
    found = lay_out(text, [claim("k", (11, 19), by=(ANN,))])
    pieces = [piece.text for paragraph in found.paragraphs for piece in paragraph.segments if piece.own]
    assert pieces == ["It rained.", "A heading"]


@given(
    st.text("a. !”\n", max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4),
)
def test_no_sentence_is_lost_between_claims_and_own_voice(text: str, spans: list[tuple[int, int]]) -> None:
    spans = [(min(span), min(max(span), len(text))) for span in spans]
    layout = lay_out(text, [claim("k", *spans, by=(ANN,))])
    segments = [piece for paragraph in layout.paragraphs for piece in paragraph.segments]
    assert layout.own == sum(piece.own for piece in segments)
    assert not any(piece.own and piece.claims for piece in segments)
    if not any(piece.claims for piece in segments):
        assert not any(piece.text.strip() for piece in segments if not piece.own)
