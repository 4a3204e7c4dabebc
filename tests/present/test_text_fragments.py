import pytest

from app.domain import Span
from app.present.text_fragments import original_link

URL = "https://courier.example/bridge"
TEXT = """\
Divers found cracks, said Ines Halloran. “Shut it - now, please & for good,” she told the harbour board.

The pilots disagree. The bridge is safe, said Tobias Renn. The bridge is safe enough for lorries, he added, \
and it has stood for a hundred years without so much as a loose bolt in any of its five piers.
"""


def link(words: str, *more: str, url: str = URL) -> str:
    spans = tuple(Span(TEXT.index(each), TEXT.index(each) + len(each)) for each in (words, *more))
    return original_link(url, TEXT, spans)


def test_a_short_passage_is_named_as_a_whole_with_its_signs_encoded() -> None:
    assert link("Shut it - now, please & for good") == (
        f"{URL}#:~:text=%E2%80%9CShut%20it%20%2D%20now%2C%20please%20%26%20for%20good%2C%E2%80%9D"
    )


def test_words_that_stand_in_two_places_are_told_apart_by_those_around_them() -> None:
    passage = "The bridge is"
    first = TEXT.index(passage)
    second = TEXT.index(passage, first + 1)
    links = [original_link(URL, TEXT, (Span(start, start + len(passage)),)) for start in (first, second)]
    assert links == [
        f"{URL}#:~:text=The%20pilots%20disagree.-,The%20bridge%20is,-safe%2C%20said%20Tobias",
        f"{URL}#:~:text=said%20Tobias%20Renn.-,The%20bridge%20is,-safe%20enough%20for",
    ]


def test_a_long_passage_is_named_by_its_ends() -> None:
    assert link(
        "it has stood for a hundred years without so much as a loose bolt in any of its five piers"
    ) == (f"{URL}#:~:text=it%20has%20stood%20for%20a,any%20of%20its%20five%20piers.")


def test_a_passage_over_two_paragraphs_is_named_by_its_ends_too() -> None:
    assert link("harbour board.\n\nThe pilots") == f"{URL}#:~:text=harbour%20board.,The%20pilots"


def test_every_part_of_a_claim_is_marked_in_the_page() -> None:
    assert link("Divers found cracks", "told the harbour") == (
        f"{URL}#:~:text=Divers%20found%20cracks%2C&text=told%20the%20harbour"
    )


@pytest.mark.parametrize("spans", [(), (Span(0, 0),)])
def test_without_words_the_address_stays_as_it_is(spans: tuple[Span, ...]) -> None:
    assert original_link(URL, TEXT, spans) == URL


def test_an_address_keeps_its_own_fragment() -> None:
    assert link("Divers found", url=f"{URL}#top") == f"{URL}#top:~:text=Divers%20found"
