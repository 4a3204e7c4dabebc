from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from sqlalchemy.orm import Session

from app.domain import Act, Kind
from app.store import pages
from app.store.errors import BadCursor
from app.store.pages import ClaimFilter
from app.store.queries import NotFound, article_page, claim_page, claims_page

ALL = ClaimFilter()
START = datetime(2031, 1, 1, tzinfo=UTC)


def quotes(page: pages.ClaimsPage) -> list[str]:
    return [row.claim.quote for row in page.rows]


def counts(facets: tuple[pages.Facet, ...]) -> dict[str, int]:
    return {facet.value: facet.count for facet in facets}


@pytest.fixture
def shelf(session: Session, press) -> Session:
    press.store(outlet="Courier", title="Ferry", day=0)
    press.store_short("Tides are late", "Ships are early", by="Ada Lund", outlet="Ledger", day=1)
    press.store_short("Rain is due", outlet="Ledger", day=2)
    return session


def test_claims_come_newest_article_first_and_in_its_order(shelf: Session, press) -> None:
    page = claims_page(shelf, ALL)
    assert quotes(page) == [
        "Rain is due",
        "Tides are late",
        "Ships are early",
        *(each["content"] for each in press.ferry_said),
    ]
    assert (page.total, page.next) == (9, None)


def test_page_by_page_it_is_the_same_list(shelf: Session) -> None:
    whole = claims_page(shelf, ALL)
    rows, after = [], None
    for _ in range(5):
        page = claims_page(shelf, ALL, after=after, limit=2)
        assert page.total == 9
        rows += page.rows
        after = page.next
    assert after is None
    assert tuple(rows) == whole.rows


def test_a_row_has_its_article_and_the_rest_of_its_sentence(shelf: Session) -> None:
    (row,) = claims_page(shelf, ClaimFilter(q="jackets")).rows
    assert (row.before, row.claim.quote, row.after) == (
        "The Harbour Safety Board said ",
        "the ferry sailed with too few life jackets",
        ".",
    )
    assert row.article.title == "Ferry"
    (row,) = claims_page(shelf, ClaimFilter(q="spring")).rows
    assert (row.before, row.after) == ("", ", according to nobody in particular.")


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (ClaimFilter(sources=("ada-lund",)), 4),
        (ClaimFilter(sources=("ada-lund", "harbour-safety-board")), 5),
        (ClaimFilter(sources=("",)), 2),
        (ClaimFilter(sources=("", "ada-lund")), 6),
        (ClaimFilter(sources=("nobody-known",)), 0),
        (ClaimFilter(sources=("nul\0", "\udfff")), 0),
        (ClaimFilter(kinds=(Kind.DIRECT,)), 1),
        (ClaimFilter(kinds=(Kind.DIRECT, Kind.INDIRECT)), 9),
        (ClaimFilter(kinds=(Kind.MIXED,)), 0),
        (ClaimFilter(acts=(Act.BELIEVES, Act.INTENDS)), 2),
        (ClaimFilter(outlets=("Ledger",)), 3),
        (ClaimFilter(outlets=("Ledger", "Courier")), 9),
        (ClaimFilter(outlets=("",)), 0),
        (ClaimFilter(q="pier Monday"), 2),
        (ClaimFilter(since=START + timedelta(days=1)), 3),
        (ClaimFilter(until=START + timedelta(days=1)), 6),
        (ClaimFilter(since=START + timedelta(days=1), until=START + timedelta(days=2)), 2),
        (ClaimFilter(since=datetime.min.replace(tzinfo=UTC), until=datetime.max.replace(tzinfo=UTC)), 9),
        (ClaimFilter(sources=("ada-lund",), outlets=("Courier",)), 2),
        (ClaimFilter(sources=("ada-lund",), outlets=("Courier",), kinds=(Kind.INDIRECT,)), 1),
        (ClaimFilter(sources=("ada-lund",), outlets=("Courier",), q="forty", acts=(Act.STATES,)), 1),
        (ClaimFilter(article=2**80), 0),
        (ClaimFilter(article=-1), 0),
    ],
)
def test_values_add_up_and_filters_narrow(shelf: Session, chosen: ClaimFilter, found: int) -> None:
    page = claims_page(shelf, chosen)
    assert page.total == len(page.rows) == found


def test_claims_of_one_article(shelf: Session) -> None:
    article = claims_page(shelf, ALL).rows[0].article.id
    assert quotes(claims_page(shelf, ClaimFilter(article=article))) == ["Rain is due"]


def test_every_value_tells_how_many_claims_it_would_show(shelf: Session) -> None:
    """Choosing one value of a facet, all other filters kept, shows as many claims as it says."""
    choices = [
        *product(((), ("ada-lund",), ("",)), ((), (Kind.DIRECT,)), ((),), ((), ("Ledger",)), ("",)),
        (("ada-lund",), (), (Act.STATES,), (), "the"),
        ((), (), (Act.BELIEVES, Act.STATES), ("Courier",), "the"),
    ]

    def total(*fields: object) -> int:
        return claims_page(shelf, ClaimFilter(*fields)).total

    for sources, kinds, acts, outlets, q in choices:
        page = claims_page(shelf, ClaimFilter(sources, kinds, acts, outlets, q))
        for facet in page.sources:
            assert total((facet.value,), kinds, acts, outlets, q) == facet.count
            assert facet.chosen == (facet.value in sources)
        for facet in page.kinds:
            assert total(sources, (Kind(facet.value),), acts, outlets, q) == facet.count
        for facet in page.acts:
            assert total(sources, kinds, (Act(facet.value),), outlets, q) == facet.count
        for facet in page.outlets:
            assert total(sources, kinds, acts, (facet.value,), q) == facet.count


def test_facets_have_names_and_order(shelf: Session) -> None:
    page = claims_page(shelf, ALL)
    assert [(facet.name, facet.count) for facet in page.sources] == [
        ("Ada Lund", 4),
        ("company", 1),
        ("Harbour Safety Board", 1),
        ("port officials", 1),
        ("no source given", 2),
    ]
    assert counts(page.kinds) == {"direct": 1, "mixed": 0, "indirect": 8}
    assert counts(page.acts) == {"states": 7, "believes": 1, "intends": 1}
    assert counts(page.outlets) == {"Courier": 6, "Ledger": 3}


def test_a_chosen_value_is_there_though_it_has_no_claims(shelf: Session) -> None:
    chosen = ClaimFilter(sources=("harbour-safety-board", "no-such"), outlets=("Gone Gazette",), q="rain")
    page = claims_page(shelf, chosen)
    assert {facet.value: (facet.name, facet.count, facet.chosen) for facet in page.sources} == {
        "harbour-safety-board": ("Harbour Safety Board", 0, True),
        "no-such": ("no-such", 0, True),
    }
    assert {facet.value: (facet.count, facet.chosen) for facet in page.outlets} == {"Gone Gazette": (0, True)}


def test_the_source_facet_is_kept_short_but_for_what_is_chosen(session: Session, press) -> None:
    for number in range(34):
        press.store_short(*(f"Claim {part}" for part in "ab"), by=f"Ada Lund {number:02}", outlet=str(number))
    press.store_short("Rare", by="Zoe Rare")
    assert len(claims_page(session, ALL).sources) == 30
    chosen = claims_page(session, ClaimFilter(sources=("zoe-rare",))).sources
    assert len(chosen) == 31
    assert counts(chosen)["zoe-rare"] == 1


def test_a_list_makes_the_same_few_queries_whatever_its_length(session: Session, press, queries) -> None:
    press.store()
    chosen = ClaimFilter(
        sources=("ada-lund", "", "no-such"), outlets=("", "No Such", *map(str, range(20))), q="the"
    )
    with queries() as few:
        claims_page(session, chosen)
    for number in range(20):
        press.store_short(f"The claim {number}", f"The other {number}", by="Ada Lund", outlet=str(number))
    session.expunge_all()
    with queries() as many:
        assert len(claims_page(session, chosen).rows) > 40
    # SQLite is asked first how far back the newest hits reach.
    assert len(few) == len(many) == {"sqlite": 11, "postgresql": 8}[session.get_bind().dialect.name]


def test_a_claims_page_has_its_paragraph_and_neighbours(session: Session, press) -> None:
    article = article_page(session, press.store(title="Ferry"))
    nested = article.claims[4]
    page = claim_page(session, nested.id)
    assert page.claim == nested
    assert page.text == article.text[page.offset : page.offset + len(page.text)]
    assert page.text.startswith("The company reportedly")
    assert page.text.endswith("nobody in particular.")
    assert page.neighbours == article.claims[2:]
    assert (page.article, page.version) == (article.article, 1)


def test_a_claim_over_two_paragraphs_has_both(session: Session, press) -> None:
    text = "Before.\n\n“First,” Lund said.\n\n“Second.”\n\nAfter."
    press.store(text, [{"content": "“First,” … “Second.”"}], ())
    (row,) = claims_page(session, ALL).rows
    page = claim_page(session, row.claim.id)
    assert (page.text, page.offset) == ("“First,” Lund said.\n\n“Second.”", 9)


def test_a_claims_page_makes_few_queries_whatever_its_length(session: Session, press, queries) -> None:
    press.store_short(*(f"Claim {number} of many" for number in range(60)), by="Jan Vik")
    key = claims_page(session, ALL).rows[0].claim.id
    session.expunge_all()
    with queries() as statements:
        assert len(claim_page(session, key).neighbours) == 60
    assert len(statements) == 3


@pytest.mark.parametrize("key", ["", "zzzzzzzzzz", "nul\0", "\ud800", "x" * 10_000])
def test_a_claim_that_is_not_there(session: Session, key: str) -> None:
    with pytest.raises(NotFound):
        claim_page(session, key)


def test_a_bad_cursor_is_refused(session: Session) -> None:
    with pytest.raises(BadCursor):
        claims_page(session, ALL, after="WyJhIiwxXQ")
