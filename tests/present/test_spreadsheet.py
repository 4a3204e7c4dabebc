import csv
from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Precision
from app.present.records import ARTICLES, CLAIMS, LINES, SOURCES
from app.present.spreadsheet import BYTE_ORDER_MARK, COLUMNS, as_csv, defused, written
from app.store.link_pages import ComparePage
from app.store.list_pages import Line
from app.store.pages import ArticleRow, SourceRow, When
from tests.present.claims import chip
from tests.present.links import LEE, RENN, article, comparison, matter, row

SITE = "https://desk.example"


def read(page: ComparePage) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(as_csv(page, SITE).removeprefix(BYTE_ORDER_MARK))))


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
    text = as_csv(comparison(sources=()), SITE)
    assert next(csv.reader(StringIO(text.removeprefix(BYTE_ORDER_MARK)))) == list(COLUMNS)


@pytest.mark.parametrize(
    "begin", ["=", "+", "-", "@", "\t", "\r", "\n", " =", "\xa0=", "\u200b=", "\v@", "＝", "＠"]
)
def test_no_cell_is_a_formula(begin: str) -> None:
    quote = f'{begin}HYPERLINK("https://elsewhere.example")'
    page = comparison(sources=(), alone=(row("a", quote, LEE, about=article(title=quote)),))
    [line] = read(page)
    assert line["claim"] == f"'{quote}"
    assert line["article"] == f"'{quote}"


def test_a_cell_is_in_quotation_marks_for_programs_that_part_them_by_semicolons() -> None:
    page = comparison(sources=(), alone=(row("a", "so;=1+1", LEE),))
    assert '"so;=1+1"' in as_csv(page, SITE)


@given(st.text(max_size=30))
def test_a_defused_cell_begins_with_nothing_that_runs(value: str) -> None:
    assert not defused(value).lstrip().startswith(("=", "+", "-", "@"))
    assert not defused(value).startswith(("\t", "\r", "\n"))
    assert defused(value).removeprefix("'") == value.removeprefix("'")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_every_cell_of_every_table_is_defused_and_comes_back(words: str) -> None:
    who = chip("ann-lee", name=words)
    about = article(title=words, outlet=words)
    said = row("a", words, who, about=about)
    line = Line("a", (who,), about, words, words, words, 0, 0)
    source = SourceRow(who, words, words, words, 1, 0, 1, about.published, None)
    for table, given_row in (
        (CLAIMS, replace(said, before=words, after=words)),
        (LINES, line),
        (ARTICLES, ArticleRow(about, (who,), 1)),
        (SOURCES, source),
    ):
        record = table.record(given_row, SITE)
        assert tuple(record) == table.columns
        text = "".join(written(table.columns, [[record]])).removeprefix(BYTE_ORDER_MARK)
        [cells] = csv.DictReader(StringIO(text, newline=""))
        assert cells == {name: defused(str(value)) for name, value in record.items()}


def test_a_table_is_written_a_batch_at_a_time() -> None:
    parts = written(("n",), ([{"n": number}] for number in range(3)))
    assert [part.splitlines() for part in parts] == [[f'{BYTE_ORDER_MARK}"n"', '"0"'], ['"1"'], ['"2"']]
