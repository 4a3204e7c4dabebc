from datetime import UTC, datetime

from app.domain import Precision
from app.present.sentence import Tone, sentence
from app.store.pages import ArticleRef, ClaimRow, When
from tests.present.claims import claim

ARTICLE = ArticleRef(7, "T", "O", "", "", When(datetime(2024, 1, 1, tzinfo=UTC), Precision.DATE), "en")


def test_the_words_that_name_the_source_are_marked_before_and_after_the_claim() -> None:
    text = "It rained. Lee, she told Lee, left, said Lee."
    said = claim("k", (30, 34), source=((11, 14), (41, 44)), quote="left")
    pieces = sentence(ClaimRow(said, ARTICLE, text[11:30], text[34:]))
    assert "".join(piece.text for piece in pieces) == text[11:]
    assert [piece.text for piece in pieces if piece.tone is Tone.MENTION] == ["Lee", "Lee"]
    assert pieces[0].tone is Tone.MENTION
    assert [piece.text for piece in pieces if piece.tone is Tone.CLAIM] == ["left"]


def test_a_mention_in_another_sentence_is_not_marked() -> None:
    said = claim("k", (30, 34), source=((0, 3),), quote="left")
    pieces = sentence(ClaimRow(said, ARTICLE, "", "."))
    assert [(piece.text, piece.tone) for piece in pieces] == [("left", Tone.CLAIM), (".", Tone.PLAIN)]
