import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.store.pages import ClaimFilter
from app.store.queries import LineOrder, concordance

FERRIES = (
    ("Ada Lund", "the old ferry is slow", 1),
    ("Bo Renn", "a new ferry and an old ferry are two ferries", 2),
    ("", "no ferry is due", 3),
)


@pytest.fixture
def shelf(session: Session, press) -> Session:
    for by, quote, day in FERRIES:
        press.store_short(quote, by=by, outlet=by, day=day)
    return session


def lines(session: Session, q: str, order: LineOrder = LineOrder.AFTER) -> list[tuple[str, str, str]]:
    return [
        (line.before, line.words, line.after)
        for line in concordance(session, ClaimFilter(q=q), order=order).lines
    ]


def test_each_place_is_a_line_and_lines_are_ordered_by_what_comes_after(shelf: Session) -> None:
    assert lines(shelf, "ferry") == [
        ("a new ", "ferry", " and an old ferry are two ferries, said."),
        ("a new ferry and an old ", "ferry", " are two ferries, said."),
        ("no ", "ferry", " is due, said."),
        ("the old ", "ferry", " is slow, said."),
        ("a new ferry and an old ferry are two ", "ferries", ", said."),
    ]


def test_lines_are_ordered_by_the_words_before_nearest_first(shelf: Session) -> None:
    assert [before for before, _, _ in lines(shelf, "ferry", LineOrder.BEFORE)] == [
        "a new ",
        "no ",
        "a new ferry and an old ",
        "the old ",
        "a new ferry and an old ferry are two ",
    ]


def test_lines_are_ordered_by_source_with_those_of_nobody_last(shelf: Session) -> None:
    found = concordance(shelf, ClaimFilter(q="ferry"), order=LineOrder.SOURCE).lines
    assert [line.sources[0].name if line.sources else "" for line in found] == [
        "Ada Lund",
        *["Bo Renn"] * 3,
        "",
    ]


def test_the_newest_claims_alone_are_looked_at_and_all_are_counted(shelf: Session) -> None:
    found = concordance(shelf, ClaimFilter(q="ferry"), order=LineOrder.DATE, limit=2)
    assert [line.article.published.at.day for line in found.lines] == [4, 3, 3, 3]
    assert (found.page.total, len(found.page.rows)) == (3, 2)


def test_a_line_tells_which_words_are_the_claims_own(session: Session, press) -> None:
    press.store()
    (line,) = concordance(session, ClaimFilter(q="jackets")).lines
    assert line.before[-line.said_before :] == "the ferry sailed with too few life "
    assert line.before.startswith("The Harbour Safety Board said ")
    assert (line.words, line.after, line.said_after) == ("jackets", ".", 0)
    (line,) = concordance(session, ClaimFilter(q="safety board")).lines
    assert (line.before, line.words, line.said_before, line.said_after) == (
        "The Harbour ",
        "Safety Board",
        0,
        0,
    )


def test_filters_hold_and_without_a_question_there_are_no_lines(shelf: Session) -> None:
    assert len(concordance(shelf, ClaimFilter(q="ferry", sources=("ada-lund",))).lines) == 1
    assert concordance(shelf, ClaimFilter()).lines == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=60)
    | st.text(alphabet="\"'()*:^-+&|!<>\\{}~“” feryNOT", max_size=40)
    | st.lists(st.sampled_from(["ferry", "AND", "OR", "NOT", "NEAR", '"', "(", "*", "\0", "\ud800"])).map(
        " ".join
    )
)
def test_any_question_has_an_answer(shelf: Session, q: str) -> None:
    for line in concordance(shelf, ClaimFilter(q=q)).lines:
        assert line.words in f"{line.before}{line.words}{line.after}"


def test_it_makes_few_queries_whatever_its_length(session: Session, press, queries) -> None:
    with queries() as few:
        concordance(session, ClaimFilter(q="ferry"))
    for number in range(20):
        press.store_short(f"A ferry {number}", by=f"Ada {number}", outlet=str(number))
    session.expunge_all()
    with queries() as many:
        assert len(concordance(session, ClaimFilter(q="ferry")).lines) == 20
    assert len(few) <= len(many) <= 10
