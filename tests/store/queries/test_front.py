from datetime import date

from sqlalchemy.orm import Session

from app.store.queries import SourceOrder, articles_page, heard, sources_page


def test_those_heard_most_in_the_week_of_the_newest_article(session: Session, press) -> None:
    press.store_short("Old news", "More of it", "And more", by="Siv Aas", outlet="a", day=3)
    press.store_short("Tides are late", "Ships are early", by="Ada Lund", outlet="b", day=10)
    press.store_short("Rain is due", by="Bo Renn", outlet="c", day=4)
    press.store_short("Nobody said this", outlet="d", day=10)
    press.store(outlet="e", day=10)
    found = heard(session, limit=3)
    assert (found.since, found.until) == (date(2031, 1, 5), date(2031, 1, 11))
    assert [(facet.name, facet.count) for facet in found.sources] == [
        ("Ada Lund", 4),
        ("Bo Renn", 1),
        ("company", 1),
    ]


def test_nobody_is_heard_in_an_empty_house(session: Session, press) -> None:
    assert heard(session) is None
    press.store_short("Nobody said this")
    assert heard(session) is None


def test_articles_are_counted_by_outlet_and_month(session: Session, press) -> None:
    for number, outlet in enumerate(("Courier", "Courier", "Ledger")):
        press.store_short(f"Claim {number}", outlet=outlet, day=20 * number)
    page = articles_page(session, outlet=["Courier"])
    assert {facet.value: (facet.count, facet.chosen) for facet in page.outlets} == {
        "Courier": (2, True),
        "Ledger": (1, False),
    }
    assert [(period.name, period.claims) for period in page.dates] == [("2031-01", 2)]
    assert [period.claims for period in articles_page(session).dates] == [1, 2]


def in_order(session: Session, order: SourceOrder) -> list[str]:
    """All pages of the list, each of two sources."""
    found: list[str] = []
    after = None
    while True:
        page = sources_page(session, order=order, after=after, limit=2)
        assert page.total == 5
        found += [row.source.name for row in page.rows]
        if (after := page.next) is None:
            return found


def test_sources_come_in_any_order_page_by_page(session: Session, press) -> None:
    press.store_short("Tides are late", "Ships are early", by="Ada Lund", outlet="a", day=1)
    press.store_short("Rain is due", by="Éva Berg", outlet="b", day=3)
    press.store_short("Snow is due", by="Dag Moe", outlet="c", day=2)
    press.store_short("Hail is due", by="cato Vik", outlet="d", day=4)
    press.store_short("Fog is due", "Fog was due", "Fog will be due", by="Zoe Aas", outlet="e", day=0)
    assert in_order(session, SourceOrder.NAME) == ["Ada Lund", "cato Vik", "Dag Moe", "Zoe Aas", "Éva Berg"]
    assert in_order(session, SourceOrder.CLAIMS) == ["Zoe Aas", "Ada Lund", "cato Vik", "Dag Moe", "Éva Berg"]
    assert in_order(session, SourceOrder.LATEST) == ["cato Vik", "Éva Berg", "Dag Moe", "Ada Lund", "Zoe Aas"]
