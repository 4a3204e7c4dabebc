"""Figures as news writes them, and which of them cannot both hold. All of it is invented."""

from datetime import UTC, date, datetime
from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.relate.figures import Figure, figures_of
from app.relate.rivals import can_both_hold, rivals, same_quantity

NUMBER_WORDS = "at least a dozen 1,000 3.5 million percent $ to - and two hundred men 9"
THURSDAY = datetime(2024, 12, 19, tzinfo=UTC)


def only(text: str) -> Figure:
    (figure,) = figures_of(text, THURSDAY)
    return figure


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("at least 100 divers drowned", 100, inf, ""),
        ("more than $9.5 million in fines", 9.5e6, inf, "dollars"),
        ("up to 40 boats", -inf, 40, ""),
        ("around 200 boats", 180, 220, ""),
        ("twelve boats", 12, 12, ""),
        ("three hundred and fifty boats", 350, 350, ""),
        ("1,250 boats", 1250, 1250, ""),
        ("4.2 percent of boats", 4.15, 4.25, "percent"),
        ("3 to 5 per cent of boats", 3, 5, "percent"),
        ("€3 billion for boats", 2.5e9, 3.5e9, "euros"),
        ("two-thirds of the crew", 2 / 3, 2 / 3, ""),
        ("dozens of boats", 24, 120, ""),
        ("a dozen boats", 12, 12, ""),
        ("ten kilometres of coast", 10, 10, "kilometre"),
    ],
)
def test_a_figure_has_a_range_and_a_unit(text: str, low: float, high: float, unit: str) -> None:
    figure = only(text)
    assert (figure.low, figure.high, figure.unit) == (pytest.approx(low), pytest.approx(high), unit)


@pytest.mark.parametrize(
    "text",
    ["in 2014 the quay was closed", "on March 3", "one of the sailors", "the K-9 unit", "since 9/11", ""],
)
def test_dates_names_and_pronouns_are_no_figures(text: str) -> None:
    assert figures_of(text) == ()


def test_a_figure_is_as_of_the_day_that_the_text_names() -> None:
    assert only("30 divers were hurt on Monday").at == date(2024, 12, 16)
    assert only("30 divers were hurt on 3 December 2024").at == date(2024, 12, 3)
    assert only("30 divers were hurt").at == THURSDAY.date()
    assert figures_of("30 divers were hurt on Monday")[0].at is None


@pytest.mark.parametrize(
    ("text", "period", "at"),
    [
        ("30 divers were hurt over the weekend", "over the weekend", date(2024, 12, 15)),
        ("30 divers were hurt last week", "last week", date(2024, 12, 15)),
        ("30 divers were hurt this week", "this week", date(2024, 12, 19)),
        ("30 divers were hurt last month", "last month", date(2024, 11, 30)),
        ("30 divers were hurt since January", "since January", date(2024, 12, 19)),
        ("30 divers were hurt in March", "in March", date(2024, 3, 31)),
        ("30 divers were hurt in 2023", "in 2023", date(2023, 12, 31)),
        ("30 divers were hurt on Thursday", "on Thursday", date(2024, 12, 19)),
        ("30 divers were hurt last Thursday", "last Thursday", date(2024, 12, 12)),
        ("30 divers were hurt", "", date(2024, 12, 19)),
    ],
)
def test_a_figure_keeps_the_words_of_its_period(text: str, period: str, at: date) -> None:
    figure = only(text)
    assert figure.period.of(text) == period
    assert figure.at == at


def test_each_figure_has_the_period_beside_it() -> None:
    text = "30 divers were hurt on Monday and another 45 were hurt on Wednesday"
    assert [figure.period.of(text) for figure in figures_of(text, THURSDAY)] == ["on Monday", "on Wednesday"]


@pytest.mark.parametrize(
    ("text", "phrase", "what", "stated"),
    [
        (
            "At least 100 Bordurian troops have been killed fighting near Klow",
            "At least 100 Bordurian troops have been killed",
            "Bordurian troops have been killed",
            (100, None),
        ),
        ("around 30 were killed or wounded in Klow", "around 30 were killed or wounded", None, (30, 30)),
        ("up to 40 boats in the bay", "up to 40 boats", "boats", (None, 40)),
        ("had cost the lives of 12 divers", "lives of 12 divers", "divers", (12, 12)),
        ("20 to 30 casualties", "20 to 30 casualties", "casualties", (20, 30)),
        ("doing six knots when it struck", "six knots", "", (6, 6)),
    ],
)
def test_a_figure_in_the_words_of_the_claim(
    text: str, phrase: str, what: str | None, stated: tuple[float | None, float | None]
) -> None:
    figure = only(text)
    assert figure.phrase.of(text) == phrase
    assert figure.stated == stated
    assert what is None or figure.what.of(text) == what


def test_figures_side_by_side_count_their_own() -> None:
    text = "30 divers killed and 45 wounded"
    killed, wounded = figures_of(text)
    assert (killed.phrase.of(text), wounded.phrase.of(text)) == ("30 divers killed", "45 wounded")
    assert not killed.events & wounded.events


def hold(a: str, b: str) -> bool:
    assert same_quantity(only(a), only(b))
    return can_both_hold(only(a), only(b))


def test_figures_that_cannot_both_hold() -> None:
    assert not hold("100 divers were killed", "30 divers were killed or wounded")
    assert not hold("at least 100 boats sank", "up to 40 boats sank")
    assert not hold("4.2 percent of households", "11 percent of households")


def test_figures_that_can_both_hold() -> None:
    assert hold("30 divers were killed", "100 divers were killed or wounded")
    assert hold("more than $915 million in losses", "$916 million in losses")
    assert hold("around 100 boats sank", "95 boats sank")
    assert hold("dozens of boats sank", "60 boats sank")


def test_a_count_may_grow_but_not_shrink() -> None:
    assert hold("30 divers were killed on Monday", "45 divers were killed on Wednesday")
    assert not hold("45 divers were killed on Monday", "30 divers were killed on Wednesday")


def test_two_sources_of_one_day_are_not_excused_by_growth() -> None:
    weekend, now = only("30 divers were killed or wounded over the weekend"), only("100 divers were killed")
    assert can_both_hold(weekend, now)
    assert not can_both_hold(weekend, now, grows=False)


def test_dead_and_killed_are_one_outcome() -> None:
    assert same_quantity(only("30 divers dead"), only("30 divers were killed"))
    assert not hold("100 divers died", "casualties were 30")


def test_parts_of_a_whole_are_no_rivals() -> None:
    assert (
        rivals(figures_of("30 Ruritanian divers drowned"), figures_of("70 Bordurian divers drowned")) is None
    )
    assert hold("4.2 percent of boats in 2022", "11 percent of boats in 2023")


def test_other_things_counted_are_another_quantity() -> None:
    assert not same_quantity(only("30 divers were killed"), only("100 horses were killed"))
    assert not same_quantity(only("5 Ruritanian ships"), only("9 Bordurian ships"))
    assert not same_quantity(only("5 percent of ships"), only("5 ships"))


def test_rivals_are_the_two_figures() -> None:
    a, b = figures_of("100 divers were killed"), figures_of("30 divers were killed or wounded")
    assert rivals(a, b) == (a[0], b[0])
    assert rivals(a, a) is None


@given(st.text(), st.text())
def test_any_text_is_read_and_comparing_has_no_order(a: str, b: str) -> None:
    for x in figures_of(a):
        assert x.low <= x.high
        assert x.span.of(a)
        assert x.span.of(a) in x.phrase.of(a)
        for y in figures_of(b):
            assert same_quantity(x, y) == same_quantity(y, x)
            assert can_both_hold(x, y) == can_both_hold(y, x)


@given(st.lists(st.sampled_from(NUMBER_WORDS.split())))
def test_any_run_of_number_words_is_read(words: list[str]) -> None:
    for figure in figures_of(" ".join(words)):
        assert figure.low <= figure.high
