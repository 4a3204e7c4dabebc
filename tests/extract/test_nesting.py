"""What others are said to have said, on texts of our own."""

import pytest

from app.extract.extractor import Extractor


def inner(extractor: Extractor, text: str) -> list[tuple[str, str]]:
    found = extractor.extract(text)
    return [
        (each.source[0].of(text), " … ".join(part.of(text) for part in each.content))
        for each in found
        if each.nested_in is not None
    ]


def test_a_voice_inside_a_quotation_is_found(extractor: Extractor) -> None:
    text = "“The engineer told me the piles were rotten,” Ms Rem said."
    assert inner(extractor, text) == [("The engineer", "the piles were rotten")]


def test_quotes_inside_quotes_are_anothers_words(extractor: Extractor) -> None:
    for text in (
        "“The engineer said, ‘The piles are rotten,’ so I closed it,” Ms Rem said.",
        "\"The engineer said, 'The piles are rotten,' so I closed it,\" Ms Rem said.",
    ):
        [(source, content), *_] = inner(extractor, text)
        assert source == "The engineer"
        assert "The piles are rotten" in content


@pytest.mark.parametrize(
    "text",
    [
        "“I think the piles are rotten,” Ms Rem said.",
        "“You think it will hold, and then it falls,” Ms Rem said.",
        "“Who says so?” Ms Rem asked.",
        "“The engineer fixed the door and left,” Ms Rem said.",
    ],
)
def test_no_second_voice_is_heard(extractor: Extractor, text: str) -> None:
    assert inner(extractor, text) == []
