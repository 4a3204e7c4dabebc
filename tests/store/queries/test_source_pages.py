"""What a source's page tells beside its claims: when, by what names, through whom."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from app.domain import Known, Source, SourceType
from app.store.pages import ClaimFilter
from app.store.queries import claims_page, source_page, sources_page
from app.store.write import load_seeds

ALL = ClaimFilter()


def timeline(session: Session, slug: str) -> list[tuple[str, int]]:
    return [(period.name, period.claims) for period in source_page(session, slug, ALL).timeline]


def test_a_few_weeks_are_told_by_day_without_gaps(session: Session, press) -> None:
    press.store_short("Tides are late", "Ships are early", by="Ada Lund", day=0)
    press.store_short("Rain is due", by="Ada Lund", day=3)
    press.store_short("Fog is due", by="Bo Vik", day=1)
    assert timeline(session, "ada-lund") == [
        ("2031-01-01", 2),
        ("2031-01-02", 0),
        ("2031-01-03", 0),
        ("2031-01-04", 1),
    ]
    assert timeline(session, "bo-vik") == [("2031-01-02", 1)]


@pytest.mark.parametrize(
    ("day", "first", "last", "length"),
    [
        (61, ("2031-01-01", date(2031, 1, 1)), ("2031-03-03", date(2031, 3, 3)), 62),
        (62, ("2031-01", date(2031, 1, 31)), ("2031-03", date(2031, 3, 31)), 3),
        (365 * 12, ("2031", date(2031, 12, 31)), ("2042", date(2042, 12, 31)), 12),
    ],
)
def test_longer_times_are_told_by_month_or_year(
    session: Session, press, *, day: int, first: object, last: object, length: int
) -> None:
    press.store_short("Tides are late", by="Ada Lund", day=0)
    press.store_short("Rain is due", by="Ada Lund", day=day)
    periods = source_page(session, "ada-lund", ALL).timeline
    assert len(periods) == length
    assert (periods[0].name, periods[0].until) == first
    assert (periods[-1].name, periods[-1].until) == last
    assert sum(period.claims for period in periods) == 2
    for period in periods:  # which a list of claims can show
        assert period.since <= period.until


def test_who_stands_behind_claims_and_who_relays_them(session: Session, press) -> None:
    article = press.store()
    officials = source_page(session, f"port-officials-{article}", ALL)
    assert [(facet.name, facet.count) for facet in officials.relayed_by] == [("Ada Lund", 1)]
    assert officials.relays == officials.aliases == ()
    lund = source_page(session, "ada-lund", ALL)
    assert [(facet.value, facet.count) for facet in lund.relays] == [(f"port-officials-{article}", 1)]
    assert lund.relayed_by == ()


def test_claims_relayed_from_a_source(session: Session, press) -> None:
    article = press.store()
    press.store_short("Tides are late", by="Ada Lund")
    behind = f"port-officials-{article}"
    assert [(facet.value, facet.count) for facet in claims_page(session, ALL).relayed] == [(behind, 1)]
    page = claims_page(session, ClaimFilter(relayed=(behind,)))
    assert [row.claim.relay[0].slug for row in page.rows] == [behind]
    assert {facet.value: facet.count for facet in page.sources} == {"ada-lund": 1}
    assert [(facet.count, facet.chosen) for facet in page.relayed] == [(1, True)]
    assert claims_page(session, ClaimFilter(relayed=("ada-lund",))).total == 0
    assert claims_page(session, ClaimFilter(relayed=(behind,), sources=("",))).total == 0
    assert claims_page(session, ClaimFilter(relayed=("nobody", "nul\0"))).total == 0


def test_aliases_tell_where_they_were_seen(session: Session, press) -> None:
    seed = Known("guard", "Norland Guard", SourceType.ORGANIZATION, aliases=("NG", "Sea Guard"))
    load_seeds(session, [seed, Known("norland", "Norland", SourceType.GOVERNMENT, capitals=("Norby",))])
    forms = (("Norland Guard", "the force"), ("NG", "the force"))
    first, second = (
        press.store(
            f"{quote} stands.",
            [{"content": f"{quote} stands", "by": [names[0]]}],
            [Source(names[0], SourceType.ORGANIZATION, slug="guard", mentions=names)],
        )
        for quote, names in zip(("One", "Two"), forms, strict=True)
    )
    aliases = source_page(session, "guard", ALL).aliases
    assert [(each.alias, each.origin, each.articles, each.can_move) for each in aliases] == [
        ("the force", "mention", 2, False),
        ("NG", "seed", 1, True),
        ("Sea Guard", "seed", 0, True),
    ]
    assert [each.first.id if each.first else None for each in aliases] == [first, second, None]
    (capital,) = source_page(session, "norland", ALL).aliases
    assert (capital.alias, capital.origin, capital.can_move) == ("Norby", "capital", False)


def test_claims_of_nobody_are_a_row_of_their_own(session: Session, press) -> None:
    assert sources_page(session).unsourced is None
    press.store(day=2)
    press.store_short("Tides are late", "Rain is due", day=0)
    row = sources_page(session).unsourced
    assert row is not None
    assert (row.source.slug, row.source.name, row.claims, row.articles) == ("", "no source given", 3, 2)
    assert (row.first.at.day, row.last.at.day) == (1, 3)
    assert claims_page(session, ClaimFilter(sources=(row.source.slug,))).total == row.claims
    assert sources_page(session, q="lund").unsourced is None
    assert sources_page(session, types=(SourceType.PERSON,)).unsourced is None


def test_a_page_makes_the_same_few_queries_whatever_its_length(session: Session, press, queries) -> None:
    press.store()
    with queries() as few:
        source_page(session, "ada-lund", ALL)
    for number in range(12):
        press.store_short(f"The claim {number}", by="Ada Lund", day=40 * number)
    session.expunge_all()
    with queries() as many:
        assert source_page(session, "ada-lund", ALL).claims.total == 14
    assert len(few) == len(many) == 16
