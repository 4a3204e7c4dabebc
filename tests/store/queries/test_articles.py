from datetime import UTC, datetime
from itertools import count

import pytest
from sqlalchemy.orm import Session

from app.domain import Kind, Precision, Span
from app.store.errors import BadCursor
from app.store.queries import NotFound, article_page, articles_page


def titles(page) -> list[str]:
    return [row.article.title for row in page.rows]


def test_articles_come_newest_first_page_by_page(session: Session, press) -> None:
    numbers = count()
    for day in (3, 1, 2, 1, 0):
        press.store(f"Text {next(numbers)}.", None, day=day, title=f"Day {day}")
    found, after = [], None
    while True:
        page = articles_page(session, after=after, limit=2)
        assert page.total == 5
        found += titles(page)
        after = page.next
        if after is None:
            break
    assert found == ["Day 3", "Day 2", "Day 1", "Day 1", "Day 0"]


def test_what_comes_in_between_shifts_nothing(session: Session, press) -> None:
    for day in range(4):
        press.store(f"Text {day}.", None, day=day, title=f"Day {day}")
    first = articles_page(session, limit=2)
    press.store("Just in.", None, day=9, title="Day 9")
    assert titles(articles_page(session, after=first.next)) == ["Day 1", "Day 0"]


def test_a_row_names_the_main_sources_and_counts_the_claims(session: Session, press) -> None:
    press.store(title="Too few jackets", outlet="The Courier", author="B. Moe", url="https://c.example/1")
    (row,) = articles_page(session).rows
    assert row.claims == 6
    assert [chip.name for chip in row.sources] == [
        "Ada Lund",
        "Harbour Safety Board",
        "company",
        "port officials",
    ]
    assert (row.article.outlet, row.article.author, row.article.url) == (
        "The Courier",
        "B. Moe",
        "https://c.example/1",
    )
    assert row.article.published.at == datetime(2031, 1, 1, tzinfo=UTC)
    assert row.article.published.precision is Precision.DATE


def test_articles_are_filtered_by_outlet_and_words(session: Session, press) -> None:
    for outlet in ("Courier", "Ledger", ""):
        press.store(f"A text of {outlet or 'nobody'}.", None, title=outlet, outlet=outlet)
    assert titles(articles_page(session, outlet=("Courier", ""))) == ["", "Courier"]
    assert titles(articles_page(session, outlet=("Courier", "Ledger"), q="text ledgers")) == ["Ledger"]
    assert articles_page(session, outlet=("Nul\0", "\ud800")).total == 0


def test_a_list_makes_the_same_few_queries_whatever_its_length(session: Session, press, queries) -> None:
    press.store()
    with queries() as few:
        articles_page(session)
    for number in range(12):
        press.store_short(f"Claim {number}", f"More of {number}", by=f"Ada Lund {number}", day=number)
    session.expunge_all()
    with queries() as many:
        assert len(articles_page(session, limit=30).rows) == 13
    assert len(few) == len(many) == 4


def test_an_article_has_its_claims_in_reading_order(session: Session, press) -> None:
    page = article_page(session, press.store())
    assert page.text == press.ferry
    assert [claim.quote for claim in page.claims] == [each["content"] for each in press.ferry_said]
    board, lund, company, officials, nested, nobody = page.claims
    assert [chip.name for chip in board.sources] == ["Harbour Safety Board"]
    assert board.content_spans[0].of(page.text) == board.quote
    assert lund.kind is Kind.DIRECT
    assert lund.mention == "Ada Lund, who leads the board"
    assert (company.cue, company.hedges) == ("plans", ("reportedly",))
    assert company.hedge_spans[0].of(page.text) == "reportedly"
    assert [chip.name for chip in officials.relay] == ["port officials"]
    assert nested.nested_in == officials.id
    assert (nobody.sources, nobody.mention, nobody.cue_spans[0].of(page.text)) == ((), "", "according to")


def test_content_in_parts_is_joined(session: Session, press) -> None:
    text = "“The pier,” Ada Lund said, “is closed.”"
    said = [{"content": "“The pier,” … “is closed.”", "mention": "Ada Lund"}]
    (claim,) = article_page(session, press.store(text, said, ())).claims
    assert claim.quote == "“The pier,” … “is closed.”"
    assert claim.content_spans == (Span(0, 11), Span(27, 39))


def test_the_legend_has_the_sources_as_they_first_speak(session: Session, press) -> None:
    legend = article_page(session, press.store()).legend
    assert [(facet.name, facet.count) for facet in legend] == [
        ("Harbour Safety Board", 1),
        ("Ada Lund", 2),
        ("company", 1),
        ("port officials", 1),
        ("no source given", 1),
    ]
    assert legend[-1].value == ""
    assert legend[-1].chip is None
    assert all(facet.chip and facet.chip.slug == facet.value for facet in legend[:-1])


def test_an_article_makes_the_same_few_queries_whatever_its_length(session: Session, press, queries) -> None:
    short = press.store_short("One claim", by="Ada Lund")
    long = press.store_short(*(f"Claim {number} of many" for number in range(60)), by="Jan Vik")
    session.expunge_all()
    with queries() as few:
        article_page(session, short)
    with queries() as many:
        assert len(article_page(session, long).claims) == 60
    assert len(few) == len(many) == 4


@pytest.mark.parametrize("id_", [0, -1, 7, 2**31, 2**70])
def test_an_article_that_is_not_there(session: Session, id_: int) -> None:
    with pytest.raises(NotFound, match=str(id_)):
        article_page(session, id_)


def test_a_bad_cursor_is_refused(session: Session) -> None:
    with pytest.raises(BadCursor, match="“x”"):
        articles_page(session, after="x")
