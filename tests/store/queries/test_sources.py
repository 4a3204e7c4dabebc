import pytest
from sqlalchemy.orm import Session

from app.domain import Kind, Known, Precision, SourceType
from app.store.pages import ClaimFilter
from app.store.queries import NotFound, source_page, sources_page
from app.store.write import load_seeds

ALL = ClaimFilter()


def names(page) -> list[str]:
    return [row.source.name for row in page.rows]


def test_sources_come_by_name_page_by_page(session: Session, press) -> None:
    press.store()
    press.store_short("Tides are late", by="Åsa Berg")
    press.store_short("Ships are early", by="berta Vik")
    expected = ["Ada Lund", "berta Vik", "company", "Harbour Safety Board", "port officials", "Åsa Berg"]
    found, after = [], None
    for _ in range(3):
        page = sources_page(session, after=after, limit=2)
        assert page.total == 6
        found += names(page)
        after = page.next
    assert after is None
    assert found == expected


def test_who_never_speaks_is_not_listed(session: Session, press) -> None:
    load_seeds(session, [Known("siv-aas", "Siv Aas", SourceType.PERSON)])
    assert sources_page(session).rows == ()
    page = source_page(session, "siv-aas", ALL)
    assert (page.row.claims, page.row.first, page.claims.rows) == (0, None, ())


def test_a_row_counts_what_a_source_says_and_what_is_relayed(session: Session, press) -> None:
    press.store(day=0)
    press.store_short("Tides are late", "Ships are early", by="Ada Lund", day=4)
    lund, _, _, officials = sources_page(session).rows
    assert (lund.claims, lund.relayed, lund.articles, lund.role) == (4, 0, 2, "leads the board")
    assert (lund.first.at.day, lund.last.at.day, lund.last.precision) == (1, 5, Precision.DATE)
    assert (officials.claims, officials.relayed, officials.articles) == (1, 1, 1)


def test_sources_are_filtered_by_type_and_any_of_their_names(session: Session, press) -> None:
    press.store()
    page = sources_page(session, types=(SourceType.PERSON, SourceType.GROUP))
    assert names(page) == ["Ada Lund", "port officials"]
    assert page.total == 2
    assert {facet.value: (facet.count, facet.chosen) for facet in page.types if facet.count} == {
        "person": (1, True),
        "organization": (2, False),
        "group": (1, True),
    }
    assert names(sources_page(session, q="hsb")) == ["Harbour Safety Board"]
    assert names(sources_page(session, q="LUN")) == ["Ada Lund"]
    for odd in ("%", "_", "\\", "\0", "\ud800", "'"):
        assert names(sources_page(session, q=odd)) == []


def test_a_source_has_its_aliases_and_claims(session: Session, press) -> None:
    press.store()
    press.store_short("Tides are late", by="Ada Lund", outlet="Ledger")
    page = source_page(session, "ada-lund", ALL)
    assert page.row.source.name == "Ada Lund"
    assert [alias.alias for alias in page.aliases] == ["Lund"]
    assert page.article is None
    assert page.claims.total == 3
    assert {facet.value: facet.count for facet in page.claims.outlets} == {"": 2, "Ledger": 1}
    direct = source_page(session, "ada-lund", ClaimFilter(kinds=(Kind.DIRECT,), sources=("other",)))
    assert [row.claim.quote for row in direct.claims.rows] == ["“We counted forty,”"]


def test_an_unnamed_source_names_its_article(session: Session, press) -> None:
    article = press.store(title="Ferry")
    page = source_page(session, f"port-officials-{article}", ALL)
    assert page.article is not None
    assert (page.article.id, page.article.title) == (article, "Ferry")


def test_the_same_few_queries_whatever_the_length(session: Session, press, queries) -> None:
    press.store()
    with queries() as few:
        sources_page(session)
    for number in range(20):
        press.store_short(f"The claim {number}", by=f"Ada Lund {number}", day=number)
    session.expunge_all()
    with queries() as many:
        assert len(sources_page(session).rows) == 24
    assert len(few) == len(many) == 5
    with queries() as one:
        source_page(session, "ada-lund", ALL)
    assert len(one) == 16


@pytest.mark.parametrize("slug", ["", "no-such", "nul\0", "\ud800"])
def test_a_source_that_is_not_there(session: Session, slug: str) -> None:
    with pytest.raises(NotFound):
        source_page(session, slug, ALL)
