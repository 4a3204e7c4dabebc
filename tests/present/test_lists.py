from dataclasses import replace
from datetime import date

import pytest

from app.domain import Relation, SourceType, Verdict
from app.present.about import about, country_name
from app.present.dates import days_in_words
from app.present.lists import by_article, each_pair_once
from app.present.specimens import ARTICLE, CHIPS, ROWS
from app.store.link_pages import Difference, LinkedClaim
from app.store.pages import Chip, SourceRow


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2031, 1, 1), date(2031, 1, 31), "in January 2031"),
        (date(2032, 2, 1), date(2032, 2, 29), "in February 2032"),
        (date(2031, 1, 1), date(2031, 12, 31), "in 2031"),
        (date(2031, 1, 1), date(2031, 2, 28), "from 1 January 2031 to 28 February 2031"),
        (date(2031, 1, 1), date(2032, 1, 31), "from 1 January 2031 to 31 January 2032"),
        (date(2031, 5, 3), date(2031, 5, 3), "on 3 May 2031"),
        (date(2031, 5, 3), None, "since 3 May 2031"),
        (None, date(2031, 5, 3), "until 3 May 2031"),
        (None, None, "at any time"),
    ],
)
def test_days_are_told_as_people_say_them(first: date | None, last: date | None, words: str) -> None:
    assert days_in_words(first, last) == words


def row(name: str, role: str, country: str) -> SourceRow:
    chip = Chip("s", name, "S", SourceType.GOVERNMENT, 1, 1)
    return SourceRow(chip, role, "", country, 1, 0, 1, None, None)


def test_a_country_is_told_by_its_name_and_once() -> None:
    assert country_name("KR") == "South Korea"
    assert country_name("ukraine") == "ukraine"
    assert country_name("") == ""
    assert about(row("NIS", "intelligence service", "KR")) == ("intelligence service", "South Korea")
    assert about(row("NIS", "South Korea’s intelligence service", "KR")) == (
        "South Korea’s intelligence service",
    )
    assert about(row("Ukraine", "", "UA")) == ()


def test_claims_that_follow_each_other_stand_under_their_article_once() -> None:
    other = replace(ARTICLE, id=2)
    rows = [*ROWS[:2], replace(ROWS[2], article=other), ROWS[3]]
    assert [(article.id, len(claims)) for article, claims in by_article(rows)] == [(1, 2), (2, 1), (1, 1)]


def test_two_sources_that_differ_are_shown_once() -> None:
    def differ(one: int, other: int) -> Difference:
        claim = replace(ROWS[0].claim, sources=(CHIPS[one],))
        linked = LinkedClaim(
            Relation.DIFFERS,
            0.9,
            "",
            replace(ROWS[1].claim, sources=(CHIPS[other],)),
            ARTICLE,
            (),
            (),
            "9",
            "12",
            "",
            "",
            1,
            same_origin=False,
            verdict=Verdict.NONE,
            decided=None,
        )
        return Difference(replace(ROWS[0], claim=claim), linked)

    found = [differ(0, 1), differ(1, 0), differ(0, 2), differ(3, 4)]
    assert each_pair_once(found, 2) == (found[0], found[2])
