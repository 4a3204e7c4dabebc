"""The same questions find the same claims in both databases."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from app.store import pages
from app.store.queries import articles_page, called, claims_page, concordance, names_like, sources_page

QUOTES = (
    "The ministers denied that 1,200 boats were sinking",
    "Norland’s ministry has no boat in the harbour",
    "Boats and harbours will be closed on 3.5 days",
    "Zoë Ødegård asked whether to be or not to be",
    "the COVID-19 wards were running; nobody ran",
    "Паром опоздал на сорок минут",
    "crime 渡船 on the coast-guard’s ferry",
)
CASES = [
    ("boat", {0, 1, 2}),
    ("BOATS harbour", {1, 2}),
    ("minister", {0}),
    ("ministry", {1}),
    ("ministers denied", {0}),
    ('"boats were sinking"', {0}),
    ('"sinking boats"', set()),
    ("“harbours will be” closed", {2}),
    ('"closed" "boats and"', {2}),
    ("1200", {0}),
    ("1,200", {0}),
    ("3.5", {2}),
    ("5.3", set()),
    ("norland", {1}),
    ("Norland's", {1}),
    ("zoe", {3}),
    ("ZOË ødegard", {3}),
    ("to be or not to be", {3}),
    ("the", {0, 1, 4, 6}),
    ("no", {1}),
    ("covid-19", {4}),
    ("covid", {4}),
    ("19-covid", set()),
    ("run", {4}),
    ("ПАРОМ сорок", {5}),
    ("渡船", {6}),
    ("coast guard ferries", {6}),
    ("boat OR paром", set()),
    ("boat AND harbour", {2}),
    ("NOT", {3}),
    ("boat*", {0, 1, 2}),
    ("quote:boat", set()),
    ("boat)", {0, 1, 2}),
    ('"boat', {0, 1, 2}),
    ("boat & !harbour", {1, 2}),
    ("NEAR(boat harbour)", set()),
    ("boat -harbour", {1, 2}),
    ("-boat", {0, 1, 2}),
    ("„boats were“ denied", {0}),
    ("«the ministers»", {0}),
    ("“no boat", {1}),
    ("“boat no”", set()),
    ("coast-guard", {6}),
    ("guard-coast", set()),
    ("coast‑guard’s", {6}),
    ("1 200", set()),
    ("sank sink", set()),
    ("sinks", {0}),
    ("AND", {2}),
    ("AND OR NOT", set()),
    ("the of a", set()),
    ('* - + " ( )', set(range(7))),
    ("boat; DROP TABLE claims --", set()),
    ("words:boat^2", set()),
    ("boat <-> sinking", {0}),
    ("Lund", {0}),
    ("zeppelin", set()),
    ("", set(range(7))),
    (" \t ", set(range(7))),
    ("…", set(range(7))),
]


@pytest.fixture
def shelf(session: Session, press) -> Session:
    for number, quote in enumerate(QUOTES):
        said = [{"content": quote, "mention": "Lund", "cue": ""} if number == 0 else {"content": quote}]
        press.store(f"{quote}, Lund said.", said, (), title=f"Title {number}")
    return session


def found(session: Session, q: str) -> set[int]:
    page = claims_page(session, pages.ClaimFilter(q=q))
    assert page.total == len(page.rows)
    return {QUOTES.index(row.claim.quote) for row in page.rows}


def test_all_the_words_of_a_question_are_found_in_any_form(shelf: Session) -> None:
    assert [(q, found(shelf, q)) for q, _ in CASES] == CASES


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=60)
    | st.text(alphabet="\"'()*:^-+&|!<>\\{}~“” aboNT", max_size=40)
    | st.lists(st.sampled_from(["boat", "AND", "OR", "NOT", "NEAR", '"', "(", ")", "*", "\0", "\ud800"])).map(
        " ".join
    )
)
def test_any_question_is_legal(shelf: Session, q: str) -> None:
    found(shelf, q)
    articles_page(shelf, q=q)
    concordance(shelf, pages.ClaimFilter(q=q))
    sources_page(shelf, q=q)
    called(shelf, q)
    names_like(shelf, q)


def test_a_very_long_question_is_legal(shelf: Session) -> None:
    assert found(shelf, "boat " * 5000 + "zeppelin") == {0, 1, 2}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=80))
def test_any_text_is_found_by_its_own_words(session: Session, press, text: str) -> None:
    with session.begin_nested() as savepoint:
        press.store(text, None, title="Known")
        assert articles_page(session, q=f"known {text}").total == 1
        assert articles_page(session, q=f"known zeppelin {text}").total == 0
        savepoint.rollback()


def test_articles_are_found_by_title_and_text(shelf: Session) -> None:
    def titles(q: str) -> set[str]:
        return {row.article.title for row in articles_page(shelf, q=q).rows}

    assert titles("ministers boats") == {"Title 0"}
    assert titles("title 4") == {"Title 4"}
    assert titles("title boat") == {"Title 0", "Title 1", "Title 2"}
    assert titles("said") == {f"Title {number}" for number in range(7)}


def test_a_long_article_of_rare_words_is_found_by_its_first_ones(session: Session, press) -> None:
    words = [f"w{number:x}" for number in range(150_000)]
    article = press.store(" ".join(words), None)
    assert [row.article.id for row in articles_page(session, q="w7 wff").rows] == [article]


def test_a_long_article_in_any_script_can_be_stored(session: Session, press) -> None:
    text = " ".join(chr(0x4E00 + number % 20_000) * (1 + number // 20_000) for number in range(120_000))
    article = press.store(text, None)
    assert [row.article.id for row in articles_page(session, q="一").rows] == [article]
