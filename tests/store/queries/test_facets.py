"""A count is what its link shows: choosing one value, all other filters kept, finds as many claims."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
from sqlalchemy.orm import Session

from app.domain import Act, Kind, Source, SourceType
from app.store import pages
from app.store.pages import ClaimFilter
from app.store.queries import claims_page

ALL = ClaimFilter()
START = datetime(2031, 1, 1, tzinfo=UTC)
Fields = dict[str, object]


@pytest.fixture
def shelf(session: Session, press) -> Session:
    press.store(outlet="Courier", title="Ferry", day=0)
    press.store_short("Tides are late", "Ships are early", by="Ada Lund", outlet="Ledger", day=1)
    press.store_short("Rain is due", outlet="Ledger", day=45)
    both = [Source("Ada Lund", SourceType.PERSON), Source("pilots", SourceType.GROUP)]
    said = {"content": "the pier might go", "by": ["Ada Lund", "pilots"], "hedges": ["might"], "cue": "said"}
    press.store("Lund and pilots said the pier might go.", [said], both, day=400, outlet="Courier")
    return session


def total(session: Session, chosen: ClaimFilter) -> int:
    return claims_page(session, chosen, limit=1).total


FACETS: dict[str, Callable[[str], Fields]] = {
    "sources": lambda value: {"sources": (value,), "without": ()},
    "types": lambda value: {"types": (SourceType(value),)},
    "kinds": lambda value: {"kinds": (Kind(value),)},
    "acts": lambda value: {"acts": (Act(value),)},
    "hedged": lambda value: {"hedged": value == "yes"},
    "nested": lambda value: {"nested": value == "yes"},
    "outlets": lambda value: {"outlets": (value,)},
    "relayed": lambda value: {"relayed": (value,)},
}
CHOICES: tuple[Fields, ...] = tuple(
    {**one, **other, **third}
    for one, other, third in product(
        ({}, {"sources": ("ada-lund",)}, {"without": ("ada-lund", "")}, {"types": (SourceType.GROUP,)}),
        ({}, {"hedged": False}, {"kinds": (Kind.DIRECT, Kind.INDIRECT), "acts": (Act.STATES,)}),
        (
            {},
            {"q": "the pier"},
            {"nested": False, "outlets": ("Courier",), "until": START + timedelta(days=30)},
        ),
    )
)


@pytest.mark.parametrize("fields", CHOICES, ids=str)
def test_a_count_is_what_choosing_the_value_shows(shelf: Session, fields: Fields) -> None:
    chosen = ClaimFilter(**fields)
    page = claims_page(shelf, chosen)
    assert page.total == len(page.rows)
    for name, fields_of in FACETS.items():
        for facet in getattr(page, name):
            alone = replace(chosen, **fields_of(facet.value))
            assert total(shelf, alone) == facet.count, (name, facet.value)
    for period in page.dates:
        days = {"since": midnight(period.since), "until": midnight(period.until) + timedelta(days=1)}
        assert total(shelf, replace(chosen, **days)) == period.claims, period.name


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"without": ("ada-lund",)}, 5),
        ({"without": ("",)}, 8),
        ({"without": ("ada-lund", "")}, 3),
        ({"without": ("harbour-safety-board", "no-such", "nul\0")}, 9),
        ({"without": ("ada-lund",), "sources": ("ada-lund",)}, 0),
        ({"types": (SourceType.PERSON,)}, 5),
        ({"types": (SourceType.GROUP, SourceType.ORGANIZATION)}, 4),
        ({"types": (SourceType.AUTHOR,)}, 0),
        ({"hedged": True}, 2),
        ({"hedged": False}, 8),
        ({"nested": True}, 1),
        ({"named": True}, 7),
        ({"named": False}, 1),
        ({"named": False, "nested": True, "acts": (Act.BELIEVES,)}, 1),
    ],
)
def test_filters_find_what_they_say(shelf: Session, fields: Fields, found: int) -> None:
    assert total(shelf, ClaimFilter(**fields)) == found


def test_what_is_left_out_stays_in_its_list(shelf: Session) -> None:
    page = claims_page(shelf, ClaimFilter(without=("ada-lund", "", "no-such")))
    assert {facet.name: (facet.count, facet.chosen) for facet in page.sources} == {
        "Ada Lund": (5, False),
        "company": (1, False),
        "Harbour Safety Board": (1, False),
        "pilots": (1, False),
        "port officials": (1, False),
        "no-such": (0, False),
        "no source given": (2, False),
    }


def names(periods: tuple[pages.Period, ...]) -> list[str]:
    return [period.name for period in periods]


def test_few_months_are_months_and_many_are_years(shelf: Session, press) -> None:
    assert names(claims_page(shelf, ALL).dates) == ["2032-02", "2031-02", "2031-01"]
    for month in range(11):
        press.store_short(f"Month {month} came", outlet=str(month), day=31 * month + 800)
    assert names(claims_page(shelf, ALL).dates) == ["2034", "2033", "2032", "2031"]
    chosen = ClaimFilter(since=START, until=START + timedelta(days=365))
    opened = claims_page(shelf, chosen).dates
    assert names(opened) == ["2034", "2033", "2032", "2031", "2031-02", "2031-01"]
    assert (opened[-1].since, opened[-1].until) == (date(2031, 1, 1), date(2031, 1, 31))


def test_the_first_and_last_months_there_are(session: Session, press) -> None:
    for day in (-741_000, 2_910_000):
        press.store_short(f"Day {day} came", outlet=str(day), day=day)
    assert names(claims_page(session, ALL).dates)[-1].startswith("0002")
