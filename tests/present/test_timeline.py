from datetime import date

from app.present.dates import span_of_time
from app.present.timeline import HEIGHT, timeline
from app.store.pages import Period

MONTHS = (
    Period("2031-01", date(2031, 1, 1), date(2031, 1, 31), 2),
    Period("2031-02", date(2031, 2, 1), date(2031, 2, 28), 0),
    Period("2031-03", date(2031, 3, 1), date(2031, 3, 31), 8),
)


def test_bars_stand_where_their_period_is_and_as_high_as_its_claims() -> None:
    found = timeline(MONTHS)
    assert [(bar.x, bar.height) for bar in found.bars] == [(0, HEIGHT / 4), (2, HEIGHT)]
    assert (found.width, found.most, found.unit) == (3, 8, "month")
    assert (found.first, found.last) == (MONTHS[0], MONTHS[2])


def test_one_period_is_no_course_of_time() -> None:
    assert timeline(MONTHS[:1]) is None
    assert timeline(()) is None


def test_a_period_is_told_as_what_it_is() -> None:
    day, year = date(2031, 1, 5), date(2031, 1, 1)
    assert span_of_time(Period("2031-01-05", day, day, 1)) == "5 January 2031"
    assert span_of_time(MONTHS[1]) == "February 2031"
    assert span_of_time(Period("2031", year, date(2031, 12, 31), 1)) == "2031"
