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


@given(marked_texts())
def test_shares_fill_the_bar_or_there_are_none(marked: tuple[str, list[Claim]]) -> None:
    shares = lay_out(*marked).profile
    if shares:
        assert abs(sum(share.percent for share in shares) - 100) < 0.1
        assert shares[0].start == 0


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


def test_words_count_for_the_innermost_speaker_and_names_and_cues_for_nobody() -> None:
    text = "Bob says Ann said yes and no. So it is."
    outer = claim("o", (9, 28), by=(BOB,), source=((0, 3),), cue=((4, 8),))
    inner = claim("i", (18, 28), by=(ANN,), source=((9, 12),), cue=((13, 17),), nested_in="o")
    shares = {
        share.chip and share.chip.slug: share.percent for share in lay_out(text, [outer, inner]).profile
    }
    assert shares == {"ann": 50, None: 50}


def test_sources_who_say_it_together_share_the_words() -> None:
    shares = lay_out("one two", [claim("k", (0, 7), by=(ANN, BOB))]).profile
    assert [(share.chip.slug, share.start, share.percent) for share in shares if share.chip] == [
        ("ann", 0, 50),
        ("bob", 50, 50),
    ]
