from dataclasses import replace

from hypothesis import given

from app.domain import Kind
from app.present.layout import lay_out
from app.store.pages import Claim
from tests.present.claims import chip, claim
from tests.present.test_segments import marked_texts

ANN, BOB = chip("ann"), chip("bob", ink=2)


@given(marked_texts())
def test_shares_fill_the_bar_or_there_are_none(marked: tuple[str, list[Claim]]) -> None:
    shares = lay_out(*marked).profile.shares
    if shares:
        assert abs(sum(share.percent for share in shares) - 100) < 0.1
        assert shares[0].start == 0


def test_words_count_for_the_innermost_speaker_and_names_and_cues_for_nobody() -> None:
    text = "Bob says Ann said yes and no. So it is."
    outer = claim("o", (9, 28), by=(BOB,), source=((0, 3),), cue=((4, 8),))
    inner = claim("i", (18, 28), by=(ANN,), source=((9, 12),), cue=((13, 17),), nested_in="o")
    shares = {
        share.chip and share.chip.slug: share.percent
        for share in lay_out(text, [outer, inner]).profile.shares
    }
    assert shares == {"ann": 50, None: 50}


def test_sources_who_say_it_together_share_the_words() -> None:
    shares = lay_out("one two", [claim("k", (0, 7), by=(ANN, BOB))]).profile.shares
    assert [(share.chip.slug, share.start, share.percent) for share in shares if share.chip] == [
        ("ann", 0, 50),
        ("bob", 50, 50),
    ]


def test_the_share_of_direct_quotation_is_of_all_words_that_count() -> None:
    quoted = replace(claim("q", (0, 7), by=(ANN,)), kind=Kind.DIRECT)
    told = claim("t", (8, 13), by=(BOB,))
    assert lay_out("one two three. four.", [quoted, told]).profile.direct == 50
    assert lay_out("", []).profile.direct == 0
