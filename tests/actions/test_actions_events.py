import pytest

from app import actions
from app.store.queries import Refused
from tests.actions.conftest import Desk, person

LUND, BERG = person("Ada Lund"), person("Åsa Berg")


def test_the_log_tells_who_did_what_and_why(desk: Desk) -> None:
    desk.read(LUND, BERG)
    merged = actions.merge(desk.engine, "ada-lund", "asa-berg", who="Bo", reason="Same person.")
    renamed = actions.rename(desk.engine, "ada-lund", "Ada Berg")
    undone = actions.undo(desk.engine, renamed.event)
    last, middle, first = desk.page("ada-lund").events
    assert [event.id for event in (first, middle, last)] == [merged.event, renamed.event, undone.event]
    assert (first.action, first.who, first.reason) == ("merge", "Bo", "Same person.")
    assert (first.source.slug, first.other.slug) == ("asa-berg", "ada-lund")
    assert (middle.action, middle.was, middle.now) == ("rename", "Ada Lund", "Ada Berg")
    assert (last.action, last.was, last.now, last.undoes) == ("undo", "Ada Berg", "Ada Lund", middle.id)
    assert [event.undone_by for event in (first, middle, last)] == [None, last.id, None]


def test_what_is_undone_cannot_be_undone_again_but_the_undo_can(desk: Desk) -> None:
    desk.read(LUND)
    renamed = actions.rename(desk.engine, "ada-lund", "Ada Berg")
    undone = actions.undo(desk.engine, renamed.event)
    with pytest.raises(Refused, match=f"undone already, by event {undone.event}"):
        actions.undo(desk.engine, renamed.event)
    actions.undo(desk.engine, undone.event)
    assert desk.page("ada-lund").row.source.name == "Ada Berg"
    assert desk.page("ada-lund").events[-1].undone_by is None
    actions.undo(desk.engine, renamed.event)
    assert desk.page("ada-lund").row.source.name == "Ada Lund"


def test_a_later_event_that_changed_the_same_is_named(desk: Desk) -> None:
    desk.read(LUND)
    first = actions.rename(desk.engine, "ada-lund", "Ada Berg")
    second = actions.rename(desk.engine, "ada-lund", "Ada Vik")
    with pytest.raises(Refused, match=rf"before event {second.event} \(rename\)"):
        actions.undo(desk.engine, first.event)
    assert desk.page("ada-lund").row.source.name == "Ada Vik"


def test_an_undo_that_would_merge_in_a_ring_names_what_stands_in_the_way(desk: Desk) -> None:
    article = desk.read(LUND, BERG)
    there = actions.merge(desk.engine, "ada-lund", "asa-berg")
    undone = actions.undo(desk.engine, there.event)
    back = actions.merge(desk.engine, "asa-berg", "ada-lund")
    with pytest.raises(Refused, match=f"before event {back.event}"):
        actions.undo(desk.engine, undone.event)
    assert desk.who(article) == ["asa-berg", "asa-berg"]
