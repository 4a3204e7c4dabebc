"""A plot says what its table says: who gave which figure when, and on which side it is open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.present.plot import plots
from app.present.scale import scale_of
from tests.present.links import LEE, RENN, point, row

SHUT = row("a", "100 mills are shut", LEE)
OTHER = row("b", "30 mills are shut", RENN)


def test_later_is_further_right_and_more_is_further_up() -> None:
    [plot] = plots([point(SHUT, "100", 100, 100, "2031-01-09"), point(OTHER, "30", 30, 30, "2031-01-05")])
    first, last = plot.marks
    assert (first.point.words, last.point.words) == ("30", "100")
    assert first.x < last.x
    assert first.y > last.y


def test_open_ends_and_ranges_are_told_apart() -> None:
    [plot] = plots(
        [
            point(SHUT, "at least 100", 100, None, "2031-01-05"),
            point(OTHER, "up to 50", None, 50, "2031-01-06"),
            point(OTHER, "20 to 40", 20, 40, "2031-01-07"),
            point(OTHER, "30", 30, 30, "2031-01-08"),
        ]
    )
    shapes = [(mark.opens_up, mark.opens_down, mark.is_range) for mark in plot.marks]
    assert shapes == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
        (False, False, False),
    ]


def test_figures_of_different_units_have_a_plot_each() -> None:
    found = plots(
        [
            point(SHUT, "10 per cent", 10, 10, "2031-01-05", unit="percent"),
            point(OTHER, "20 per cent", 20, 20, "2031-01-05", unit="percent"),
            *(point(OTHER, f"{n}", n, n, f"2031-01-0{n}") for n in (5, 6, 7)),
            point(OTHER, "3 dollars", 3, 3, "2031-01-05", unit="dollars"),
        ]
    )
    assert [(plot.unit, len(plot.marks)) for plot in found] == [("", 3), ("percent", 2)]


def test_a_course_joins_what_one_source_says_of_one_thing() -> None:
    [plot] = plots(
        [
            point(SHUT, "100 killed", 100, 100, "2031-01-05", counted="killed"),
            point(SHUT, "120 killed", 120, 120, "2031-01-06", counted="killed"),
            point(SHUT, "900 hurt", 900, 900, "2031-01-07", counted="hurt"),
            point(OTHER, "30 killed", 30, 30, "2031-01-08", counted="killed"),
        ]
    )
    [(start, end)] = plot.steps
    assert (start.point.words, end.point.words) == ("100 killed", "120 killed")
    assert [label.mark.point.words for label in plot.labels] == ["900 hurt", "120 killed", "30 killed"]


def test_the_picture_is_told_in_words() -> None:
    [plot] = plots(
        [
            point(SHUT, "at least 100", 100, None, "2031-01-05"),
            point(OTHER, "30", 30, 30, "2031-01-06", period="the weekend"),
        ]
    )
    assert plot.in_words == (
        "Figures by source over time. Ann Lee, 5 January 2031: at least 100; Bo Renn, the weekend: 30."
    )


@pytest.mark.parametrize("count", [0, 1])
def test_one_figure_is_no_picture(count: int) -> None:
    assert plots([point(SHUT, "100", 100, 100, "2031-01-05")] * count) == ()
    assert plots([point(SHUT, "some", None, None, "2031-01-05")] * 3) == ()


AMOUNTS = st.integers(-(10**15), 10**15).map(lambda thousandths: thousandths / 1000)


@given(
    st.lists(
        st.tuples(AMOUNTS, AMOUNTS, st.sampled_from(["", "up", "down"]), st.dates()), min_size=2, max_size=20
    )
)
def test_whatever_the_figures_the_picture_holds_them(figures: list[tuple[float, float, str, object]]) -> None:
    [plot] = plots(
        point(
            row(f"c{number}", "so many", LEE if number % 2 else RENN),
            "so many",
            None if opens == "down" else min(one, other),
            None if opens == "up" else max(one, other),
            f"{day}",
        )
        for number, (one, other, opens, day) in enumerate(figures)
    )
    for mark in plot.marks:
        assert 0 <= mark.x <= plot.right + 1
        assert 0 <= mark.top <= mark.y <= mark.bottom <= plot.height
    for label in plot.labels:
        assert 0 <= label.y <= plot.height


@given(st.lists(AMOUNTS, min_size=1))
def test_a_scale_holds_its_values(values: list[float]) -> None:
    scale = scale_of(values)
    assert all(-1e-9 <= scale.share(value) <= 1 + 1e-9 for value in values)
    assert 2 <= len(scale.ticks) <= 30


def test_a_wide_span_is_logarithmic_and_a_narrow_one_begins_at_zero() -> None:
    assert scale_of([30, 3000]).ticks == (10, 30, 100, 300, 1000, 3000, 10000)
    narrow = scale_of([30, 100])
    assert not narrow.is_log
    assert narrow.ticks[0] == 0
