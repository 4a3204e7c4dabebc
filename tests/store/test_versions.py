"""A URL read again with another text: versions, what changed between them, and permalinks that hold."""

import pytest
from sqlalchemy.orm import Session

from app.domain import Change, Draft
from app.store import pages
from app.store.identity import find
from app.store.queries import (
    Gone,
    NotFound,
    article_page,
    articles_page,
    claim_page,
    claims_page,
    version_changes,
)

URL = "https://courier.example/ferry"
TOO_FEW = "the ferry sailed with too few life jackets"
COUNTED = "“We counted forty,”"


@pytest.fixture
def second(press) -> str:
    """A sentence before the first, a number corrected, and the last paragraph's end dropped."""
    text = press.ferry.replace("forty", "fourteen").replace(" It had been closed since spring, accor", "")
    return "Corrected on Tuesday.\n\n" + text.replace("ding to nobody in particular.", "")


@pytest.fixture
def said(press) -> list[dict[str, object]]:
    said = [dict(each) for each in press.ferry_said[:-1]]
    said[1]["content"] = COUNTED.replace("forty", "fourteen")
    return said


@pytest.fixture
def article(session: Session, press, second: str, said: list[dict[str, object]]) -> int:
    """Of two versions."""
    article = press.store(url=URL, title="Ferry sank", outlet="The Courier")
    press.version(article, Draft(second, url=URL, title="Ferry sank, says board"), said)
    return article


def _keys(page: pages.ArticlePage) -> dict[str, str]:
    return {claim.quote: claim.id for claim in page.claims}


def test_the_newest_version_is_shown_and_the_older_ones_stay(
    session: Session, press, article, second
) -> None:
    newest, first = article_page(session, article), article_page(session, article, version=1)
    assert (newest.version, newest.text, first.version, first.text) == (2, second, 1, press.ferry)
    assert [(each.number, each.title) for each in newest.versions] == [
        (2, "Ferry sank, says board"),
        (1, "Ferry sank"),
    ]
    assert newest.article.title == first.article.title == "Ferry sank, says board"
    for page in (newest, first):
        for claim in page.claims:
            assert " … ".join(span.of(page.text) for span in claim.content_spans) == claim.quote


def test_an_older_version_keeps_its_claims_as_they_stood(session: Session, press) -> None:
    article = press.store(url=URL)
    before = article_page(session, article)
    press.version(article, Draft("Nothing is left.", url=URL), [])
    after = article_page(session, article, version=1)
    assert (after.claims, after.legend) == (before.claims, before.legend)
    assert article_page(session, article).claims == ()


def test_claims_that_are_still_there_keep_their_permalinks(session: Session, article: int) -> None:
    first, newest = (_keys(article_page(session, article, version=number)) for number in (1, 2))
    assert {quote for quote in first if first[quote] == newest.get(quote)} == first.keys() & newest.keys()
    assert first.keys() - newest.keys() == {COUNTED, "It had been closed since spring"}
    page = claim_page(session, newest[TOO_FEW])
    assert page.version == 2
    assert page.claim.content_spans[0].start - page.offset == page.text.index(TOO_FEW)


def test_a_claim_that_went_says_what_stands_there_now_and_where_it_can_be_read(session, article: int) -> None:
    first, newest = (_keys(article_page(session, article, version=number)) for number in (1, 2))
    with pytest.raises(Gone, match="in version 1, and no longer") as gone:
        claim_page(session, first[COUNTED])
    assert gone.value.replaced_by == newest["“We counted fourteen,”"]
    assert (gone.value.article, gone.value.version) == (article, 1)
    assert claims_page(session, pages.ClaimFilter()).total == len(newest)


def test_what_changed(session: Session, article: int) -> None:
    changes = version_changes(session, article, 1, 2)
    assert (changes.old.number, changes.new.title, changes.article.id) == (
        1,
        "Ferry sank, says board",
        article,
    )
    assert [(each.change.value, each.old, each.new) for each in changes.paragraphs] == [
        ("came", None, 1),
        ("changed", 1, 2),
        ("changed", 2, 3),
    ]
    words = [(piece.change.value, piece.text) for piece in changes.paragraphs[1].pieces[1:3]]
    assert words == [("went", "forty"), ("came", "fourteen")]
    found = {(each.change, (each.before or each.after).quote): each for each in changes.claims}
    assert found.keys() == {
        (Change.WENT, COUNTED),
        (Change.WENT, "It had been closed since spring"),
        (Change.CAME, "“We counted fourteen,”"),
    }
    assert found[Change.WENT, COUNTED].instead == found[Change.CAME, "“We counted fourteen,”"].after.id
    assert changes.same_claims == 4


def test_what_changed_backwards(session: Session, article: int) -> None:
    changes = version_changes(session, article, 2, 1)
    assert [each.change.value for each in changes.paragraphs] == ["went", "changed", "changed"]
    assert {each.change for each in changes.claims} == {Change.CAME, Change.WENT}


def test_claims_that_moved_or_are_told_otherwise(session: Session, press) -> None:
    article = press.store_short("The pier is open", "The quay is shut", by="Ada Lund")
    text = "The quay is shut, said.\n\nThe pier is open, said."
    said = [
        {"content": "The quay is shut", "by": ["Bo Vik"]},
        {"content": "The pier is open", "by": ["Bo Vik"]},
    ]
    sources = [press.person("Bo Vik")]
    press.version(article, Draft(text), said, sources)
    assert [(each.change, each.after.quote) for each in version_changes(session, article, 1, 2).claims] == [
        (Change.CHANGED, "The quay is shut"),
        (Change.CHANGED, "The pier is open"),
    ]
    press.version(article, Draft("Nobody spoke.\n\nBo left. The pier is open, said."), said[1:], sources)
    changes = version_changes(session, article, 2, 3).claims
    assert [(each.change.value, (each.after or each.before).quote) for each in changes] == [
        ("went", "The quay is shut"),
        ("moved", "The pier is open"),
    ]


def test_only_the_newest_text_is_searched(session: Session, article: int) -> None:
    def found(q: str) -> list[int]:
        return [row.article.id for row in articles_page(session, q=q).rows]

    assert found("Corrected on Tuesday") == found("says board") == found("fourteen") == [article]
    assert found("spring") == found("forty") == []


def test_a_reading_of_a_version_that_is_no_longer_the_newest_changes_nothing(session, press, article) -> None:
    before = article_page(session, article)
    press.read_again(article, press.ferry_said, version=1)
    assert article_page(session, article) == before


def test_a_version_in_another_language_has_no_claims(session: Session, press) -> None:
    article = press.store(url=URL)
    press.version(article, Draft("Die Fähre sank.", url=URL, language="de"), None)
    page = article_page(session, article)
    assert (page.read_for_claims, page.claims, page.article.language) == (False, (), "de")
    assert article_page(session, article, version=1).read_for_claims


def test_what_was_not_known_is_taken_from_a_later_reading(session: Session, press) -> None:
    article = press.store(url=URL, day=None)
    press.version(article, Draft("New.", url=URL, outlet="The Courier", author="C. Writer"), [])
    known = article_page(session, article).article
    assert (known.outlet, known.author, known.url) == ("The Courier", "C. Writer", URL)
    press.version(article, Draft("Newer.", url=URL, outlet="The Mirror", author=""), [])
    known = article_page(session, article).article
    assert (known.outlet, known.author) == ("The Courier", "C. Writer")


@pytest.mark.parametrize(
    ("draft", "same"),
    [
        (Draft("Second text.", url=URL), ("first", False)),
        (Draft("Third text.", url=URL), ("first", True)),
        (Draft("First text.", url=URL), ("first", True)),  # as it was once: the page changed back
        (Draft("First text.", outlet="The Courier"), ("first", False)),
        (Draft("Another article.", url=URL), ("other", False)),  # the address leads to it now
        (Draft("Another article.", url=URL, outlet="The Mirror"), ("other", False)),
    ],
)
def test_an_address_or_a_text_is_found_again(session: Session, press, draft: Draft, same) -> None:
    ids = {"first": press.store("First text.", [], url=URL, outlet="The Courier")}
    ids["other"] = press.store("Another article.", [], outlet="The Courier")
    press.version(ids["first"], Draft("Second text.", url=URL), [])
    assert find(session, draft) == (ids[same[0]], same[1])


@pytest.mark.parametrize("number", [0, 3, 2**40])
def test_there_are_no_other_versions(session: Session, article: int, number: int) -> None:
    with pytest.raises(NotFound, match="no version"):
        article_page(session, article, version=number)
    with pytest.raises(NotFound, match="no version"):
        version_changes(session, article, 1, number)
    with pytest.raises(NotFound, match="no article 99"):
        version_changes(session, 99, 1, 2)
