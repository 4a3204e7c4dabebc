"""What was reckoned is given again, but nobody is told of another moment than the one they read."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine, event, func, select
from sqlalchemy.orm import Session

from app.actions import articles
from app.store.pages import ClaimFilter
from app.store.queries import claims_page
from app.store.recall import Lent, Recall, lent_to
from app.store.session import read_session
from app.store.stamps import Stamps
from app.store.tables import Article
from benchmarks.corpus import Corpus


@pytest.fixture
def recall(own_engine: Engine) -> Recall:
    for _ in Corpus(3).fill(own_engine):
        pass
    return Recall(Stamps(own_engine))


def reader(engine: Engine, recall: Recall | None) -> Session:
    session = read_session(engine)
    if recall:
        recall.lend(session)
    return session


def statements(engine: Engine, run: Callable[[], object]) -> int:
    """How many were asked for meanwhile."""
    asked: list[str] = []

    def note(conn: object, cursor: object, statement: str, *rest: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    run()
    event.remove(engine, "before_cursor_execute", note)
    return len(asked)


def test_a_list_is_counted_once(own_engine: Engine, recall: Recall) -> None:
    def ask() -> None:
        with reader(own_engine, recall) as session:
            told.append(claims_page(session, ClaimFilter(hedged=False)))

    told: list[object] = []
    first, again = statements(own_engine, ask), statements(own_engine, ask)
    assert again < first
    assert told[0] == told[1]


def test_each_is_told_of_the_moment_they_read(own_engine: Engine, recall: Recall) -> None:
    hedged = ClaimFilter(hedged=True)
    with reader(own_engine, recall) as before, reader(own_engine, recall) as late:
        total, of_hedged = (claims_page(before, each).total for each in (ClaimFilter(), hedged))
        late.scalar(select(func.count()).select_from(Article))  # a moment is that of the first look
        articles.withdraw(own_engine, 1)
        with reader(own_engine, recall) as after:
            now = claims_page(after, ClaimFilter()).total
        assert now < total
        assert claims_page(late, ClaimFilter()).total == total
        assert claims_page(late, hedged).total == of_hedged
        with reader(own_engine, recall) as after:
            assert claims_page(after, ClaimFilter()).total == now


def test_what_was_not_asked_for_the_longest_is_forgotten(own_engine: Engine) -> None:
    recall = Recall(Stamps(own_engine), most=10)
    with reader(own_engine, recall) as session:
        lent = lent_to(session)
        lent.keep("a", "first", 4)
        lent.keep("b", "second", 4)
        assert lent.find("a", str) == "first"
        lent.keep("c", "third", 4)
        lent.keep("d", "too large to be kept", 11)
        assert [lent.find(key, str) for key in "abcd"] == ["first", None, "third", None]


def test_without_a_recall_nothing_is_kept(session: Session) -> None:
    assert lent_to(session) == Lent()
    lent_to(session).keep("a", "first", 1)
    assert lent_to(session).find("a", str) is None
