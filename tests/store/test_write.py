from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from app.domain import Draft, Precision, SourcelightError
from app.store import pages
from app.store.identity import find
from app.store.queries import Gone, NotFound, article_page, articles_page, claim_page, claims_page
from app.store.write import is_empty, replace_reading, store_article

URL = "https://courier.example/ferry"


def test_an_empty_database_says_so(session: Session, press) -> None:
    assert is_empty(session)
    press.store()
    assert not is_empty(session)


def test_the_text_comes_back_as_it_was(session: Session, press) -> None:
    text = "  Odd \t spaces,\r\n\u2028 and 🛟 beyond the plane.\n\n\n“Yes,” she said.  "
    draft = Draft(text=text, title="T", outlet="O", author="A", url=URL, captions=("A pier.",), language="en")
    page = article_page(session, store_article(session, draft, None, extractor="1", known=()))
    assert page.text == text
    assert (page.article.title, page.article.outlet, page.article.author) == ("T", "O", "A")
    assert (page.article.url, page.article.language, page.captions) == (URL, "en", ("A pier.",))
    assert (page.version, page.read_for_claims, page.claims) == (1, False, ())


@pytest.mark.parametrize(
    ("draft", "same"),
    [
        (Draft(text="One  text.\n", outlet="the courier"), True),
        (Draft(text="One text.", outlet="Another Paper"), False),
        (Draft(text="Quite another.", outlet="Another Paper", url=f"{URL}#top"), True),
        (Draft(text="Quite another.", outlet="The Courier"), False),
        (Draft(text="One text.", outlet="The Courier", url="https://courier.example/other"), True),
    ],
)
def test_the_same_article_is_found_again(session: Session, draft: Draft, same: bool) -> None:
    stored = Draft(text="One text.", outlet="The Courier", url=URL)
    article = store_article(session, stored, None, extractor="1", known=())
    found = find(session, draft)
    assert (found and found.article_id) == (article if same else None)


def test_an_article_without_a_date_counts_from_when_it_came_in(session: Session, press) -> None:
    before = datetime.now(UTC)
    published = article_page(session, press.store(day=None)).article.published
    assert before <= published.at <= datetime.now(UTC)
    assert published.precision is Precision.NONE


def test_an_outlet_with_an_endless_name_is_refused(session: Session) -> None:
    with pytest.raises(SourcelightError, match="outlet's name has 201 characters"):
        store_article(session, Draft(text="x", outlet="o" * 201), None, extractor="1", known=())


def _keys(page: pages.ArticlePage) -> dict[str, str]:
    return {claim.quote: claim.id for claim in page.claims}


def test_reading_again_to_the_same_end_changes_nothing(session: Session, press) -> None:
    article = press.store()
    before = article_page(session, article)
    press.read_again(article, press.ferry_said)
    press.read_again(article, press.ferry_said)
    assert article_page(session, article) == before


def test_a_claim_found_again_keeps_its_id_and_takes_what_is_new(session: Session, press) -> None:
    article = press.store()
    before = _keys(article_page(session, article))
    said = [dict(each) for each in press.ferry_said]
    said[0] |= {"by": ["Ada Lund"], "mention": "Ada Lund"}
    press.read_again(article, said[:2])
    page = article_page(session, article)
    assert _keys(page) == {quote: before[quote] for quote in (each["content"] for each in said[:2])}
    assert [chip.name for chip in page.claims[0].sources] == ["Ada Lund"]
    assert [facet.name for facet in page.legend] == ["Ada Lund"]


def test_a_claim_that_is_gone_says_when_and_what_stands_there_now(session: Session, press) -> None:
    article = press.store()
    before = _keys(article_page(session, article))
    said = [*press.ferry_said[:2], {"content": "the pier will reopen", "by": ["Ada Lund"], "mention": "Lund"}]
    press.read_again(article, said)
    now = _keys(article_page(session, article))
    with pytest.raises(Gone) as reopened:
        claim_page(session, before["the pier will reopen on Monday"])
    assert reopened.value.replaced_by == now["the pier will reopen"]
    assert reopened.value.at <= datetime.now(UTC)
    with pytest.raises(Gone) as closed:
        claim_page(session, before["It had been closed since spring"])
    assert closed.value.replaced_by is None
    assert claims_page(session, pages.ClaimFilter()).total == 3
    assert claims_page(session, pages.ClaimFilter(q="spring")).total == 0
    assert articles_page(session).rows[0].claims == 3


def test_an_article_that_was_not_read_can_be_read_later(session: Session, press) -> None:
    article = press.store(said=None)
    press.read_again(article, press.ferry_said)
    page = article_page(session, article)
    assert page.read_for_claims
    assert len(page.claims) == len(press.ferry_said)


def test_there_is_nothing_to_read_again_without_an_article(session: Session, press) -> None:
    with pytest.raises(NotFound, match="no article 12"):
        replace_reading(session, 12, press.reading("", (), ()), extractor="1", known=())
