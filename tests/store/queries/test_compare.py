"""Matters and sources, side by side, from links that are written by hand."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from sqlalchemy.orm import Session

from app.domain import Relation
from app.store.link_pages import ComparePage
from app.store.links import FigureFound, Side, Tie, Worded, add_links, add_wordings
from app.store.pages import ClaimFilter
from app.store.queries import (
    article_page,
    comparable,
    compare_page,
    cross_references,
    differing_claims,
    matter_page,
    reference_counts,
)
from app.store.queries.links import live_claim
from tests.store.conftest import Press

ALL = ClaimFilter()
AT = datetime(2031, 1, 1, tzinfo=UTC)


class Wire:
    """Prints one claim an article and links them as told."""

    def __init__(self, session: Session) -> None:
        self.session, self.press = session, Press(session)
        self.articles: list[int] = []

    def print(
        self, quote: str, by: str, *, killed: float | None = None, same_as: str = "", day: int = 0
    ) -> str:
        article = self.press.store_short(quote, by=by, outlet=f"Outlet {len(self.articles)}", day=day)
        (claim,) = article_page(self.session, article).claims
        self.articles.append(article)
        figure = (
            FigureFound(f"{killed:g} killed", "killed", "", "", killed, killed, ("kill",), None)
            if killed
            else None
        )
        worded = Worded(same_as or claim.id, b"\0", (figure,) if figure else ())
        add_wordings(self.session, "hand", {self.row(claim.id): worded}, AT)
        return claim.id

    def row(self, key: str) -> int:
        return live_claim(self.session, key).id

    def link(self, a: str, b: str, relation: Relation, score: float = 0.8, verbatim: bool = False) -> None:
        sides = (Side(self.row(a), figure=f"of {a}"), Side(self.row(b), figure=f"of {b}"))
        add_links(self.session, [Tie(sides, relation, score, verbatim, "Because.", AT)])


@pytest.fixture
def wire(session: Session) -> Wire:
    return Wire(session)


def cells(page: ComparePage, number: int = 0) -> dict[str, list[str]]:
    return {
        chip.name: [each.row.claim.quote for each in cell]
        for chip, cell in zip(page.sources, page.matters[number].cells, strict=True)
    }


@pytest.fixture
def battle(wire: Wire) -> dict[str, str]:
    claims = {
        "hundred": wire.print("A hundred were killed", "Ada Lund", killed=100),
        "thirty": wire.print("Thirty were killed", "Åsa Berg", killed=30, day=1),
        "again": wire.print("They said thirty were killed", "Åsa Berg", killed=30, day=2),
        "rain": wire.print("Rain is due", "Ivo Sand", day=3),
    }
    wire.link(claims["hundred"], claims["thirty"], Relation.DIFFERS, 0.9)
    wire.link(claims["hundred"], claims["again"], Relation.DIFFERS, 0.85)
    wire.link(claims["thirty"], claims["again"], Relation.AGREES)
    return claims


def test_rows_are_matters_and_columns_are_sources(
    session: Session, wire: Wire, battle: dict[str, str]
) -> None:
    page = compare_page(session, ALL, articles=wire.articles)
    (matter,) = page.matters
    assert matter.key == battle["hundred"]
    assert matter.name == "A hundred were killed"
    assert (matter.differs, matter.figures) == (True, True)
    assert cells(page) == {"Ada Lund": ["A hundred were killed"], "Åsa Berg": ["Thirty were killed"]}
    assert {each.figure for cell in matter.cells for each in cell} == {"100 killed", "30 killed"}
    assert [row.claim.quote for row in page.alone] == ["Rain is due"]
    assert page.total_articles == 4


def test_what_one_source_says_twice_is_one_origin_told_by_two_articles(
    session: Session, wire: Wire, battle: dict[str, str]
) -> None:
    page = compare_page(session, ALL, articles=wire.articles)
    (told,) = next(
        cell for chip, cell in zip(page.sources, page.matters[0].cells, strict=True) if "Berg" in chip.name
    )
    assert (told.articles, told.differs) == (2, True)


@pytest.mark.parametrize(
    "choice",
    [
        {"chosen": ClaimFilter(q="hundred")},
        {"chosen": ClaimFilter(sources=("ada-lund",))},
        {"chosen": ALL, "articles": "hundred"},
        {"chosen": ALL},
        {"chosen": ALL, "claim": "hundred"},
        {"chosen": ALL, "claim": "thirty"},
    ],
)
def test_each_way_to_choose_finds_what_bears_on_it(
    session: Session, wire: Wire, battle: dict[str, str], choice: dict[str, object]
) -> None:
    if "articles" in choice:
        choice = {**choice, "articles": wire.articles[:1]}
    if "claim" in choice:
        choice = {**choice, "claim": battle[str(choice["claim"])]}
    page = compare_page(session, **choice)
    assert set(cells(page)) == {"Ada Lund", "Åsa Berg"}


def test_articles_that_are_compared_are_compared_alone(
    session: Session, wire: Wire, battle: dict[str, str]
) -> None:
    page = compare_page(session, ALL, articles=[wire.articles[0], wire.articles[3]])
    assert page.matters == ()
    assert {row.claim.quote for row in page.alone} == {"A hundred were killed", "Rain is due"}


def test_related_claims_make_no_chain(session: Session, wire: Wire) -> None:
    keys = [wire.print(f"Claim number {n} stands", f"Bo Vik{n}") for n in "abcdef"]
    for first, second in pairwise(keys):
        wire.link(first, second, Relation.RELATED, 0.9)
    assert compare_page(session, ALL, articles=wire.articles).matters == ()


def test_a_chain_of_differences_is_cut_into_stars(session: Session, wire: Wire) -> None:
    keys = [wire.print(f"Claim number {n} stands", f"Bo Vik{n}") for n in "abcdefghi"]
    for first, second in pairwise(keys):
        wire.link(first, second, Relation.DIFFERS)
    page = compare_page(session, ALL, articles=wire.articles)
    assert max(sum(map(len, matter.cells)) for matter in page.matters) <= 3


def test_copies_are_told_once_with_the_number_of_their_articles(session: Session, wire: Wire) -> None:
    first = wire.print("A hundred were killed", "Ada Lund", same_as="words")
    for day in range(1, 30):
        wire.print("A hundred were killed", "Ada Lund", same_as="words", day=day)
    other = wire.print("Thirty were killed", "Åsa Berg")
    wire.link(first, other, Relation.DIFFERS)
    page = compare_page(session, ALL, claim=other)
    told = [
        each
        for cell in page.matters[0].cells
        for each in cell
        if each.row.claim.sources[0].name == "Ada Lund"
    ]
    assert [each.articles for each in told] == [30]
    assert len(cross_references(session, other).differs) == 1
    assert len(cross_references(session, first).repeated) == 20


def test_a_matter_has_its_figures_in_order_of_time(session: Session, battle: dict[str, str]) -> None:
    page = matter_page(session, battle["again"])
    assert [(point.words, point.low) for point in page.points] == [
        ("100 killed", 100),
        ("30 killed", 30),
        ("30 killed", 30),
    ]
    assert [row.claim.id for row in page.claims] == [battle[each] for each in ("hundred", "thirty", "again")]


def test_a_claim_without_links_is_a_matter_of_its_own(session: Session, battle: dict[str, str]) -> None:
    page = matter_page(session, battle["rain"])
    assert ([row.claim.id for row in page.claims], page.points) == ([battle["rain"]], ())
    assert compare_page(session, ALL, claim=battle["rain"]).matters == ()


def test_articles_that_can_be_compared(session: Session, wire: Wire, battle: dict[str, str]) -> None:
    assert [article.id for article in comparable(session)] == wire.articles[2::-1]


def test_the_number_of_queries_does_not_grow(
    session: Session, wire: Wire, queries: Callable[[], object], battle: dict[str, str]
) -> None:
    def spent() -> list[int]:
        counts = []
        for ask in (
            lambda: compare_page(session, ALL),
            lambda: compare_page(session, ClaimFilter(q="killed")),
            lambda: compare_page(session, ALL, claim=battle["hundred"]),
            lambda: cross_references(session, battle["hundred"]),
            lambda: matter_page(session, battle["hundred"]),
            lambda: reference_counts(session, wire.articles[0]),
            lambda: differing_claims(session, 5),
        ):
            session.expire_all()
            with queries() as statements:
                ask()
            counts.append(len(statements))
        return counts

    before = spent()
    for number in range(40):
        other = wire.print(f"Another {number} were killed", f"Bo Vik{number}", killed=number + 200)
        wire.link(battle["hundred"], other, Relation.DIFFERS, 0.5 + number / 100)
    assert spent() == before
    assert max(before) <= 14
