import csv
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Precision
from app.present.spreadsheet import COLUMNS, as_csv, defused
from app.store.link_pages import ComparePage
from app.store.pages import When
from tests.present.links import LEE, RENN, article, comparison, matter, row

SITE = "https://desk.example"


def read(page: ComparePage) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(as_csv(page, SITE))))


def test_a_line_is_a_claim_of_a_source_on_a_matter() -> None:
    joint = row("c", "the mill will open", LEE, RENN)
    page = comparison(
        matter("the mill is shut", (row("a", "the mill is shut", LEE),), (row("b", "it is open", RENN),)),
        matter("the mill will open", (joint,), (joint,)),
        sources=(LEE, RENN),
        alone=(row("d", "it rained", LEE),),
    )
    told = [(line["matter"], line["source"], line["claim"]) for line in read(page)]
    assert told == [
        ("the mill is shut", "Ann Lee", "the mill is shut"),
        ("the mill is shut", "Bo Renn", "it is open"),
        ("the mill will open", "Ann Lee", "the mill will open"),
        ("the mill will open", "Bo Renn", "the mill will open"),
        ("", "Ann Lee", "it rained"),
    ]
    assert read(page)[0]["address"] == "https://desk.example/claims/a"
    assert read(page)[0]["published"] == "2031-01-05"


def test_a_date_that_nobody_gave_is_not_made_up() -> None:
    undated = replace(article(), published=When(datetime(2031, 1, 5, tzinfo=UTC), Precision.NONE))
    page = comparison(sources=(), alone=(row("a", "it rained", LEE, about=undated),))
    assert read(page)[0]["published"] == ""


def test_an_empty_comparison_still_names_its_columns() -> None:
    assert as_csv(comparison(sources=()), SITE).strip().split(",") == list(COLUMNS)


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", " ="])
def test_no_cell_is_a_formula(begin: str) -> None:
    quote = f'{begin}HYPERLINK("https://elsewhere.example")'
    page = comparison(sources=(), alone=(row("a", quote, LEE, about=article(title=quote)),))
    [line] = read(page)
    assert line["claim"] == f"'{quote}"
    assert line["article"] == f"'{quote}"


@given(st.text(max_size=30))
def test_a_defused_cell_begins_with_nothing_that_runs(value: str) -> None:
    assert not defused(value).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert defused(value).removeprefix("'") == value.removeprefix("'")
