import pytest

from app.present.compare import WIDEST, heading, table
from app.store.pages import ClaimFilter
from tests.present.claims import chip
from tests.present.links import LEE, comparison, matter, row


def test_sources_without_a_column_share_the_last_one() -> None:
    chips = tuple(chip(f"source-{number}") for number in range(WIDEST + 4))
    joint = row("joint", "the mill is shut", *chips)
    found = table(comparison(matter("the mill", *[(joint,)] * len(chips)), sources=chips))
    assert (len(found.columns), found.others) == (WIDEST, 4)
    assert len(found.rows[0].cells) == WIDEST
    assert [each.row.claim.id for each in found.rows[0].others] == ["joint"]


def test_one_source_too_many_still_gets_its_column() -> None:
    chips = tuple(chip(f"source-{number}") for number in range(WIDEST + 1))
    found = table(
        comparison(matter("the mill", *[(row("a", "it is shut", *chips),)] * len(chips)), sources=chips)
    )
    assert (len(found.columns), found.others) == (WIDEST + 1, 0)


@pytest.mark.parametrize(
    ("chosen", "articles", "claim", "words"),
    [
        (ClaimFilter(), (), "", ""),
        (ClaimFilter(q="mill"), (), "", "“mill”"),
        (ClaimFilter(sources=("ann-lee", "nobody")), (), "", "Ann Lee and nobody"),
        (ClaimFilter(), (1,), "", "Mill shut"),
        (ClaimFilter(hedged=True), (), "", "Chosen claims"),
        (ClaimFilter(), (1, 2), "", "2 articles"),
        (ClaimFilter(q="mill"), (), "a", "The mill is shut · “mill”"),
    ],
)
def test_the_heading_says_what_was_chosen(
    chosen: ClaimFilter, articles: tuple[int, ...], claim: str, words: str
) -> None:
    page = comparison(
        matter("that the mill is shut", (row("a", "that the mill is shut", LEE),)), sources=(LEE,)
    )
    assert heading(page, chosen, articles, claim) == words
