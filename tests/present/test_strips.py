from hypothesis import given

from app.present.layout import lay_out
from app.present.strips import STRIP_HEIGHT, STRIP_WIDTH
from app.store.pages import Claim
from tests.present.claims import chip, claim
from tests.present.test_segments import marked_texts

ANN, BOB = chip("ann"), chip("bob", ink=2)


@given(marked_texts())
def test_slices_stay_within_the_strip(marked: tuple[str, list[Claim]]) -> None:
    for paragraph in lay_out(*marked).paragraphs:
        for piece in paragraph.strip:
            assert 0 <= piece.x < piece.x + piece.width <= STRIP_WIDTH
            assert 0 <= piece.y <= piece.y + piece.height <= STRIP_HEIGHT + 0.1


def test_a_claim_takes_the_share_of_its_characters_as_one_slice() -> None:
    text = "a" * 20 + "b" * 20
    (piece,) = lay_out(text, [claim("k", (0, 20), by=(ANN,), hedge=((5, 10),))]).paragraphs[0].strip
    assert (piece.x, piece.y, piece.width, piece.height) == (0, 0, STRIP_WIDTH, 50)


def test_claims_that_hold_each_other_stand_abreast() -> None:
    outer, inner = claim("o", (0, 20), by=(ANN,)), claim("i", (10, 20), by=(BOB,), nested_in="o")
    strip = lay_out("a" * 20, [outer, inner]).paragraphs[0].strip
    assert [(piece.claim, piece.x, piece.width, piece.y) for piece in strip] == [
        ("o", 0, 8, 0),
        ("o", 0, 4, 50),
        ("i", 4, 4, 50),
    ]
