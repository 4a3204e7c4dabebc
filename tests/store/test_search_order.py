"""Searches give the newest first, however common the words and whatever else is asked."""

from datetime import UTC, datetime, timedelta

import pytest
from alembic import command
from sqlalchemy.orm import Session

from app.domain import Precision, Source, SourceType
from app.store import details, search
from app.store.pages import ClaimFilter
from app.store.queries import articles_page, claims_page, windows
from app.store.session import alembic_config, make_engine, migrate, read_session, write_session
from app.store.tables import Article
from tests.store.conftest import Press

NOON = datetime(2031, 5, 1, 12, tzinfo=UTC)
MOMENTS = (
    NOON,
    NOON + timedelta(seconds=30),
    NOON + timedelta(seconds=10),
    NOON + timedelta(seconds=10),
    NOON - timedelta(seconds=1),
    NOON + timedelta(days=40),
    datetime(1890, 3, 4, 5, 6, 7, tzinfo=UTC),
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
    NOON - timedelta(days=400),
)
QUESTIONS = (
    {"q": "ferry"},
    {"q": "ferry number"},
    {"q": "“a ferry”", "sources": ("ada-lund",)},
    {"q": "ferry", "sources": ("ada-lund", "")},
    {"q": "ferry", "outlets": ("Even",)},
    {"q": "ferry", "since": NOON, "until": NOON + timedelta(seconds=20)},
    {"q": "ferry", "until": NOON + timedelta(minutes=1), "named": True},
)


def tell(press: Press, number: int, at: datetime) -> int:
    named = number % 3 == 0
    sources = [Source("Ada Lund", SourceType.PERSON, mentions=("Lund",))] if named else []
    text = f"Words of a ferry number {number}, Lund said."
    said = {"content": f"a ferry number {number}", "by": ["Ada Lund"] if named else [], "mention": "Lund"}
    return press.store(
        text,
        [said],
        sources,
        day=None,
        published_at=at,
        precision=Precision.TIME,
        outlet="Even" if number % 2 == 0 else "Odd",
        title=f"Title {number}",
    )


@pytest.fixture
def shelf(session: Session, press: Press) -> Session:
    for number, at in enumerate(MOMENTS):
        tell(press, number, at)
    return session


@pytest.fixture(params=["few", "many"])
def _limits(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if there were a million hits, and few or many rows to be listed."""
    monkeypatch.setattr(search, "FEWEST", 1)
    monkeypatch.setattr(search, "MANY", 2)
    monkeypatch.setattr(search, "SOME", 2)
    monkeypatch.setattr(windows, "CAP_ASKED", 1)
    monkeypatch.setattr(search, "FEW", 100 if request.param == "few" else 0)


def quotes(session: Session, *, limit: int, **chosen: object) -> list[str]:
    found, after = [], None
    while True:
        page = claims_page(session, ClaimFilter(**chosen), after=after, limit=limit)
        found += [row.claim.quote for row in page.rows]
        if (after := page.next) is None:
            return found


@pytest.mark.usefixtures("_limits")
@pytest.mark.parametrize("chosen", QUESTIONS, ids=str)
def test_hits_come_as_the_list_has_them(shelf: Session, chosen: dict[str, object]) -> None:
    without = {name: value for name, value in chosen.items() if name != "q"}
    listed = quotes(shelf, limit=50, **without)
    assert listed
    assert quotes(shelf, limit=50, **chosen) == listed
    assert quotes(shelf, limit=1, **chosen) == listed
    assert quotes(shelf, limit=3, **chosen) == listed


@pytest.mark.usefixtures("_limits")
def test_articles_that_are_found_come_as_the_list_has_them(shelf: Session) -> None:
    listed = [row.article.id for row in articles_page(shelf).rows]
    assert [row.article.id for row in articles_page(shelf, q="ferry").rows] == listed
    found = articles_page(shelf, q="ferry", limit=4)
    rest = articles_page(shelf, q="ferry", after=found.next)
    assert [row.article.id for row in (*found.rows, *rest.rows)] == listed


def test_an_article_whose_date_is_corrected_is_found_where_it_belongs(shelf: Session, press: Press) -> None:
    article = shelf.get_one(Article, tell(press, 99, NOON))
    for day in ("1850-01-02", "2031-05-02", "", "2031-04-30T10:00:00+00:00"):
        details.decide(shelf, article, details.PUBLISHED, day)
        shelf.flush()
        assert quotes(shelf, limit=2, q="ferry") == quotes(shelf, limit=50)
        assert quotes(shelf, limit=2, q="“number 99”") == ["a ferry number 99"]
        assert articles_page(shelf, q="“title 99”").total == 1
    press.read_again(article.id, (), text=article.title)
    assert quotes(shelf, limit=2, q="“number 99”") == []


def test_what_was_indexed_by_id_alone_is_found_after_the_migration(database_url: str) -> None:
    engine = make_engine(database_url)
    with write_session(engine) as session:
        for number, at in enumerate(MOMENTS):
            tell(Press(session), number, at)
        before = quotes(session, limit=50, q="ferry")
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), "0011")
    migrate(engine)
    with read_session(engine) as session:
        assert quotes(session, limit=2, q="ferry") == before
        assert articles_page(session, q="title").total == len(MOMENTS)
    engine.dispose()
