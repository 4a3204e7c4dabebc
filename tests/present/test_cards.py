"""What a link looks like where it is pasted."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Act, Kind, Precision, SourceType, Span
from app.present.cards import card_of_claim, curly, cut
from app.store.pages import ArticleRef, Chip, Claim, When

ARTICLE = ArticleRef(
    1, "Bridge shut", "Kestle Courier", "", "", When(datetime(2031, 1, 5, tzinfo=UTC), Precision.DATE), "en"
)
LEE = Chip("ann-lee", "Ann Lee", "LEE", SourceType.PERSON, 1, 1)


def claim(quote: str, kind: Kind = Kind.INDIRECT, *sources: Chip) -> Claim:
    none: tuple[Span, ...] = ()
    return Claim(
        "abc", quote, kind, Act.STATES, (), sources, (), "Lee", "said", none, none, none, none, None, 0.0
    )


def test_a_claim_says_who_and_what_and_where() -> None:
    card = card_of_claim(claim("it is shut", Kind.INDIRECT, LEE), ARTICLE)
    assert card.title == "Ann Lee said: it is shut"
    assert card.description == "Ann Lee, as reported in Kestle Courier, 5 January 2031"
    assert card.alt == "Ann Lee: it is shut. Kestle Courier, 5 January 2031"
    assert (card.by, card.words) == ((LEE,), "it is shut")


def test_a_title_says_how_it_was_said() -> None:
    it = claim("the accusation", Kind.INDIRECT, LEE)
    assert card_of_claim(replace(it, cue="rejected"), ARTICLE).title == "Ann Lee rejected: the accusation"
    assert (
        card_of_claim(replace(it, cue="according to"), ARTICLE).title
        == "According to Ann Lee: the accusation"
    )
    many = replace(it, sources=(replace(LEE, name="Lee " * 40),), quote="it is shut " * 20)
    title = card_of_claim(many, ARTICLE).title
    assert len(title) <= 90
    assert "…: it is shut it" in title


def test_only_direct_speech_is_in_quotation_marks() -> None:
    direct = card_of_claim(claim('"It is shut," "for good"', Kind.DIRECT, LEE), ARTICLE)
    assert direct.words == "“It is shut,” “for good”"
    assert direct.description.startswith("Ann Lee, quoted in")
    assert "“" not in card_of_claim(claim("it is shut", Kind.INDIRECT, LEE), ARTICLE).words


def test_a_claim_without_a_source_says_so() -> None:
    card = card_of_claim(claim("it is shut"), ARTICLE)
    assert card.title == "No source given, said: it is shut"
    assert card.description.startswith("no source given")


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("it's 'fine', he said", "it’s ‘fine’, he said"),
        ('("so")', "(“so”)"),
        ('the \'90s—"yes"', "the ‘90s—“yes”"),
        ("“already”", "“already”"),
    ],
)
def test_typewriters_marks_are_set_as_printers_set_them(written: str, printed: str) -> None:
    assert curly(written) == printed


def test_long_words_are_cut_at_a_word() -> None:
    assert cut("one two three", 9) == "one two …"
    assert cut("one\n two  ", 9) == "one two"
    assert cut("x" * 30, 9) == "xxxxxxxx…"


@given(st.text(), st.integers(3, 50))
def test_what_is_cut_fits(text: str, longest: int) -> None:
    assert len(cut(text, longest)) <= longest
