"""Collections: claims under a name, in an order, each decision undoable whatever came after it."""

from collections.abc import Callable, Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from app import actions
from app.actions import collections as module
from app.store import desk_pages, queries, tables
from app.store.errors import Gone, NotFound, Refused, Stale
from app.store.session import make_engine, read_session, write_session
from tests.actions.conftest import Desk, person

ANN, BO = person("Ann Lee"), person("Bo Renn")


def claims_of(desk: Desk, article: int) -> list[str]:
    with read_session(desk.engine) as session:
        return [claim.id for claim in queries.article_page(session, article).claims]


@pytest.fixture
def claims(desk: Desk) -> list[str]:
    return claims_of(desk, desk.read(ANN, BO, ANN, BO))


@pytest.fixture
def key(desk: Desk) -> str:
    return actions.create_collection(desk.engine, "Promises", who="Cy").collection


def page(desk: Desk, key: str) -> desk_pages.CollectionPage:
    with read_session(desk.engine) as session:
        return queries.collection_page(session, key)


def order(desk: Desk, key: str) -> list[str]:
    return [each.claim for each in page(desk, key).claims]


def names(desk: Desk) -> list[str]:
    with read_session(desk.engine) as session:
        return [row.collection.name for row in queries.collections_page(session).rows]


def gather_all(desk: Desk, key: str, claims: Sequence[str]) -> list[actions.Done]:
    return [actions.gather(desk.engine, claim, key) for claim in claims]


def test_claims_come_in_the_order_of_their_adding_and_are_moved(
    desk: Desk, key: str, claims: list[str]
) -> None:
    a, b, c, d = claims
    gather_all(desk, key, claims)
    assert order(desk, key) == [a, b, c, d]
    actions.move_in(desk.engine, key, d, -1)
    actions.move_in(desk.engine, key, a, 1)
    assert order(desk, key) == [b, a, d, c]
    for claim, by in ((b, -1), (c, 1), (a, 0), (a, 9)):
        with pytest.raises(Refused, match="end"):
            actions.move_in(desk.engine, key, claim, by)


def test_the_first_of_two_is_taken_back(desk: Desk, key: str, claims: list[str]) -> None:
    a, b, c, _ = claims
    first, second, _ = gather_all(desk, key, [a, b, c])
    actions.move_in(desk.engine, key, c, -1)  # changes nothing of the others
    assert actions.undo(desk.engine, first.event).collection == key
    assert order(desk, key) == [c, b]
    back = actions.undo(desk.engine, second.event)
    actions.undo(desk.engine, back.event)
    assert order(desk, key) == [c, b]


def test_what_stands_in_the_way_is_named(desk: Desk, key: str, claims: list[str]) -> None:
    first, *_ = gather_all(desk, key, claims[:2])
    moved = actions.move_in(desk.engine, key, claims[0], 1)
    with pytest.raises(Refused, match=rf"before event {moved.event} \(move\)"):
        actions.undo(desk.engine, first.event)


def test_room_between_two_claims_never_runs_out(desk: Desk, key: str, claims: list[str]) -> None:
    gather_all(desk, key, claims)
    for number in range(80):
        actions.move_in(desk.engine, key, order(desk, key)[1], 1)
        assert sorted(order(desk, key)) == sorted(claims), number
    assert order(desk, key) == claims


def test_a_claim_is_in_a_collection_once(desk: Desk, key: str, claims: list[str]) -> None:
    gather_all(desk, key, claims[:1])
    with pytest.raises(Refused, match="“Promises” already"):
        actions.gather(desk.engine, claims[0], key)
    actions.remove_from(desk.engine, key, claims[0])
    with pytest.raises(NotFound, match="not in “Promises”"):
        actions.remove_from(desk.engine, key, claims[0])
    actions.gather(desk.engine, claims[0], key)
    assert order(desk, key) == claims[:1]


def test_a_new_collection_is_made_for_a_claim(desk: Desk, claims: list[str]) -> None:
    key = actions.gather(desk.engine, claims[0], name=" Late\tferries ").collection
    assert (page(desk, key).name, order(desk, key)) == ("Late ferries", claims[:1])
    with pytest.raises(Refused, match="called “late ferries” already"):
        actions.gather(desk.engine, claims[1], name="late ferries")
    with pytest.raises(Refused, match="needs a name"):
        actions.gather(desk.engine, claims[1])
    with read_session(desk.engine) as session:
        beside = queries.beside(session, claims[0])
        assert [each.name for each in beside.gathered] == ["Late ferries"]
        assert beside.collections == ()
        assert [each.name for each in queries.beside(session, claims[1]).collections] == ["Late ferries"]


def test_a_full_collection_says_so(
    desk: Desk, key: str, claims: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    gather_all(desk, key, claims[:2])
    with pytest.raises(Refused, match="holds 2 claims"):
        actions.gather(desk.engine, claims[2], key)


def test_named_described_deleted_and_brought_back(desk: Desk, key: str, claims: list[str]) -> None:
    gather_all(desk, key, claims)
    seen = page(desk, key).seen
    actions.edit_collection(desk.engine, key, "Promises kept", "All\r\nof them.", seen=seen)
    assert (page(desk, key).name, page(desk, key).description) == ("Promises kept", "All\nof them.")
    with pytest.raises(Stale, match="changed meanwhile"):
        actions.edit_collection(desk.engine, key, "Promises broken", "", seen=seen)
    with pytest.raises(Refused, match="Nothing was changed"):
        actions.edit_collection(desk.engine, key, "Promises kept", "All\nof them.")
    deleted = actions.delete_collection(desk.engine, key)
    assert names(desk) == []
    with pytest.raises(Gone, match="“Promises kept” was deleted"):
        page(desk, key)
    with pytest.raises(Gone):
        actions.gather(desk.engine, claims[0], key)
    actions.undo(desk.engine, deleted.event)
    assert order(desk, key) == claims


@pytest.mark.parametrize(
    ("name", "description", "why"),
    [("", "", "needs a name"), ("x" * 201, "", "201"), ("a\0", "", "NUL"), ("a", "x" * 2001, "2,001")],
)
def test_what_is_no_name_or_description_is_refused(desk: Desk, name: str, description: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        actions.create_collection(desk.engine, name, description)
    assert names(desk) == []


def test_comments(desk: Desk, key: str, claims: list[str]) -> None:
    gather_all(desk, key, claims)
    seen = page(desk, key).claims[1].seen
    done = actions.comment_on(desk.engine, key, claims[1], " Off the\nrecord? ", seen=seen)
    assert [each.comment for each in page(desk, key).claims] == ["", "Off the record?", "", ""]
    with pytest.raises(Stale):
        actions.comment_on(desk.engine, key, claims[1], "On the record.", seen=seen)
    with pytest.raises(Refused, match="501"):
        actions.comment_on(desk.engine, key, claims[1], "x" * 501)
    actions.remove_from(desk.engine, key, claims[0])
    actions.undo(desk.engine, done.event)
    assert [each.comment for each in page(desk, key).claims] == ["", "", ""]


def test_an_order_that_was_changed_meanwhile(desk: Desk, key: str, claims: list[str]) -> None:
    gather_all(desk, key, claims)
    seen = page(desk, key).order
    actions.move_in(desk.engine, key, claims[2], -1, seen=seen)
    with pytest.raises(Stale, match="order"):
        actions.move_in(desk.engine, key, claims[3], -1, seen=seen)


def test_what_is_gone_or_changed_stays_and_says_so(desk: Desk, key: str) -> None:
    article, other = desk.read(ANN, BO), desk.read(ANN)
    one, two = claims_of(desk, article)
    [three] = claims_of(desk, other)
    gather_all(desk, key, [one, two, three])
    actions.rename(desk.engine, "bo-renn", "Bodo Renn")
    actions.withdraw(desk.engine, other)
    with write_session(desk.engine) as session:
        gone = update(tables.Claim).where(tables.Claim.key == one)
        session.execute(gone.values(gone_at=session.query(tables.Event.at).limit(1).scalar()))
    first, second, third = page(desk, key).claims
    assert first.row is None
    assert first.was_quote == "Claim 1.0 stands."
    assert first.was_by == "Ann Lee"
    assert second.changed
    assert second.was_by == "Bo Renn"
    assert second.row.claim.sources[0].name == "Bodo Renn"
    assert third.is_withdrawn
    assert (third.was_quote, third.was_by, third.row) == ("", "", None)
    actions.move_in(desk.engine, key, one, 1)  # and can be put in order as before
    assert order(desk, key) == [two, one, three]


@pytest.fixture(scope="module")
def desk_and_claims(make_database: Callable[[], str]) -> tuple[Desk, list[str]]:
    desk = Desk(make_engine(make_database()))
    return desk, claims_of(desk, desk.read(*[ANN] * 5))


MOVES = st.tuples(st.sampled_from(("add", "remove", "up", "down", "undo", "comment")), st.integers(0, 30))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(steps=st.lists(MOVES, max_size=14))
def test_whatever_is_done_the_order_is_that_of_a_list(
    desk_and_claims: tuple[Desk, list[str]], steps: list[tuple[str, int]]
) -> None:
    """And undoing everything, last first, leaves nothing."""
    desk, claims = desk_and_claims
    key = actions.create_collection(desk.engine, f"Any {len(names(desk))}").collection
    model: list[str] = []
    done: list[int] = []
    for step, number in steps:
        claim = claims[number % len(claims)]
        at = model.index(claim) if claim in model else None
        if step == "add" and at is None:
            done.append(actions.gather(desk.engine, claim, key).event)
            model.append(claim)
        elif step == "remove" and at is not None:
            done.append(actions.remove_from(desk.engine, key, claim).event)
            model.remove(claim)
        elif step == "comment" and at is not None and page(desk, key).claims[at].comment != str(number):
            done.append(actions.comment_on(desk.engine, key, claim, str(number)).event)
        elif step in ("up", "down") and at is not None:
            to = at + (1 if step == "down" else -1)
            if 0 <= to < len(model):
                done.append(actions.move_in(desk.engine, key, claim, to - at).event)
                model.insert(to, model.pop(at))
        elif step == "undo" and done:
            actions.undo(desk.engine, done.pop())
            model = order(desk, key)
        assert order(desk, key) == model
    for event in reversed(done):
        actions.undo(desk.engine, event)
    assert order(desk, key) == []


def test_pages_take_few_queries(desk: Desk, key: str, claims: list[str], count_queries) -> None:
    gather_all(desk, key, claims)
    gather_all(desk, key, claims_of(desk, desk.read(*[ANN] * 8)))
    for number in range(6):
        actions.create_collection(desk.engine, f"Number {number}")
    with read_session(desk.engine) as session:
        assert count_queries(session, lambda session: queries.collection_page(session, key)) <= 7
    with read_session(desk.engine) as session:
        assert count_queries(session, queries.collections_page) <= 4
