"""Notes beside claims: written, settled, changed by their author, taken back, erased with their article."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from app import actions
from app.store import desk_pages, queries
from app.store.errors import NotFound, Refused, Stale
from app.store.session import make_engine, migrate, read_session
from tests.actions.conftest import Desk, person

ANN = person("Ann Lee")


def first_claim(desk: Desk, article: int) -> str:
    with read_session(desk.engine) as session:
        return queries.article_page(session, article).claims[0].id


@pytest.fixture
def claim(desk: Desk) -> str:
    return first_claim(desk, desk.read(ANN, ANN))


def beside(engine: Engine, claim: str) -> desk_pages.ClaimNotes:
    with read_session(engine) as session:
        return queries.claim_notes(session, claim)


def texts(desk: Desk, claim: str) -> list[str]:
    return [note.text for note in beside(desk.engine, claim).notes]


def listed(desk: Desk, **which: object) -> list[str]:
    with read_session(desk.engine) as session:
        return [row.note.text for row in queries.notes_page(session, **which).rows]


def test_a_note_keeps_its_lines_and_says_who_and_when(desk: Desk, claim: str) -> None:
    actions.add_note(desk.engine, claim, "\r\nAsk her again.\r\n\r\nBefore Friday.  \r\n", who="Bo")
    [note] = beside(desk.engine, claim).notes
    assert note.text == "Ask her again.\n\nBefore Friday."
    assert note.who == "Bo"
    assert note.at.tzinfo is not None
    assert note.settled_at is note.edited_at is None


@given(text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60))
def test_any_text_is_kept_or_refused(desk_on_one: tuple[Desk, str], text: str) -> None:
    desk, claim = desk_on_one
    if not text.strip():
        with pytest.raises(Refused, match="nothing in the note"):
            actions.add_note(desk.engine, claim, text)
        return
    done = actions.add_note(desk.engine, claim, text)
    [note] = [note for note in beside(desk.engine, claim).notes if note.id == done.note]
    assert note.text.split() == text.split()
    actions.take_back_note(desk.engine, done.note)


@pytest.fixture(scope="module")
def desk_on_one(make_database) -> tuple[Desk, str]:
    desk = Desk(make_engine(make_database()))
    return desk, first_claim(desk, desk.read(ANN))


@pytest.mark.parametrize(
    ("text", "why"), [("", "nothing in"), (" \n\t ", "nothing in"), ("x" * 2001, "2,001"), ("a\0b", "NUL")]
)
def test_what_is_no_note_is_refused(desk: Desk, claim: str, text: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        actions.add_note(desk.engine, claim, text)
    assert texts(desk, claim) == []
    actions.add_note(desk.engine, claim, "x" * 2000)


def test_there_is_no_such_claim_or_note(desk: Desk) -> None:
    with pytest.raises(NotFound, match="no claim"):
        actions.add_note(desk.engine, "nobody", "Where?")
    for note in (0, 1, 2**40):
        with pytest.raises(NotFound, match="no note"):
            actions.settle_note(desk.engine, note)


def test_settled_by_anybody_and_opened_again(desk: Desk, claim: str) -> None:
    note = actions.add_note(desk.engine, claim, "Check the date.", who="Bo").note
    settled = actions.settle_note(desk.engine, note, who="Cy")
    assert beside(desk.engine, claim).notes[0].settled_by == "Cy"
    assert listed(desk) == []
    assert listed(desk, settled=True) == ["Check the date."]
    with pytest.raises(Refused, match="settled already, by Cy"):
        actions.settle_note(desk.engine, note, who="Di")
    assert actions.undo(desk.engine, settled.event).claim == claim
    assert listed(desk) == ["Check the date."]
    actions.settle_note(desk.engine, note)
    actions.reopen_note(desk.engine, note)
    assert listed(desk) == ["Check the date."]
    with pytest.raises(Refused, match="open already"):
        actions.reopen_note(desk.engine, note)


def test_only_its_author_changes_a_note(desk: Desk, claim: str) -> None:
    note = actions.add_note(desk.engine, claim, "Check the date.", who="Bo").note
    for change in (actions.take_back_note, lambda *which, who: actions.edit_note(*which, "Mine.", who=who)):
        with pytest.raises(Refused, match="by Bo"):
            change(desk.engine, note, who="Cy")
    edited = actions.edit_note(desk.engine, note, "Check the year.", who="Bo")
    assert texts(desk, claim) == ["Check the year."]
    assert beside(desk.engine, claim).notes[0].edited_at is not None
    with pytest.raises(Refused, match="Nothing was changed"):
        actions.edit_note(desk.engine, note, "Check the year. ", who="Bo")
    actions.undo(desk.engine, edited.event)
    assert texts(desk, claim) == ["Check the date."]
    taken = actions.take_back_note(desk.engine, note, who="Bo")
    assert texts(desk, claim) == []
    with pytest.raises(NotFound, match="taken back"):
        actions.settle_note(desk.engine, note)
    actions.undo(desk.engine, taken.event)
    assert texts(desk, claim) == ["Check the date."]


def test_two_at_once_do_not_overwrite_each_other(desk: Desk, claim: str) -> None:
    note = actions.add_note(desk.engine, claim, "First.").note
    seen = beside(desk.engine, claim).notes[0].seen
    actions.edit_note(desk.engine, note, "Second.", seen=seen)
    with pytest.raises(Stale):
        actions.edit_note(desk.engine, note, "Third.", seen=seen)
    assert texts(desk, claim) == ["Second."]
    actions.settle_note(desk.engine, note)  # changes nothing of what it says
    actions.edit_note(desk.engine, note, "Third.", seen=beside(desk.engine, claim).notes[0].seen)
    assert texts(desk, claim) == ["Third."]


def test_what_is_told_of_notes_can_be_undone_out_of_order(desk: Desk, claim: str) -> None:
    one = actions.add_note(desk.engine, claim, "One.")
    actions.add_note(desk.engine, claim, "Two.")
    settled = actions.settle_note(desk.engine, one.note)
    back = actions.undo(desk.engine, one.event)
    assert texts(desk, claim) == ["Two."]
    actions.undo(desk.engine, back.event)
    actions.undo(desk.engine, settled.event)
    assert texts(desk, claim) == ["Two.", "One."]
    told = beside(desk.engine, claim).events
    assert [event.action for event in told] == ["settle", "undo", "write", "settle", "write", "write"]
    assert {event.about.claim for event in told} == {claim}


def test_the_list_goes_by_person_and_page(desk: Desk, claim: str) -> None:
    for number in range(5):
        actions.add_note(desk.engine, claim, f"Note {number}.", who=("Bo", "Cy")[number % 2])
    assert listed(desk, who="Cy") == ["Note 3.", "Note 1."]
    with read_session(desk.engine) as session:
        first = queries.notes_page(session, limit=3)
        rest = queries.notes_page(session, limit=3, after=first.next)
    assert [row.note.text for row in (*first.rows, *rest.rows)] == [
        f"Note {each}." for each in range(4, -1, -1)
    ]
    assert (first.total, rest.next) == (5, None)
    assert [(facet.name, facet.count) for facet in first.who] == [("Bo", 3), ("Cy", 2)]


def test_a_note_stays_with_a_claim_that_is_gone(desk: Desk) -> None:
    article = desk.read(ANN)
    claim = first_claim(desk, article)
    actions.add_note(desk.engine, claim, "Who heard it?")
    actions.withdraw(desk.engine, article)
    about = beside(desk.engine, claim).about
    assert texts(desk, claim) == ["Who heard it?"]
    assert (about.quote, about.article) == ("", None)  # what was withdrawn is shown nowhere
    assert about.gone_at is not None
    actions.add_note(desk.engine, claim, "Nobody.")
    assert texts(desk, claim) == ["Nobody.", "Who heard it?"]


def test_purging_an_article_erases_what_was_written_beside_it(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'desk.db'}")
    migrate(engine)
    desk = Desk(engine)
    article, other = desk.read(ANN), desk.read(ANN)
    claim, kept = first_claim(desk, article), first_claim(desk, other)
    note = actions.add_note(engine, claim, "The xylophonist rang.", who="Bo")
    actions.edit_note(engine, note.note, "The ocarinist rang.", who="Bo")
    actions.settle_note(engine, note.note)
    actions.add_note(engine, kept, "The bassoonist rang.")
    key = actions.gather(engine, claim, name="Callers").collection
    actions.comment_on(engine, key, claim, "As the theorbist says.")

    def holds(word: bytes) -> bool:
        return any(word in path.read_bytes() for path in tmp_path.iterdir())

    words = (b"xylophonist", b"ocarinist", b"theorbist")
    assert all(map(holds, words))
    actions.purge(engine, article)
    assert not any(map(holds, words))
    assert holds(b"bassoonist")
    assert beside(engine, claim).notes == ()
    with pytest.raises(Refused, match="purged"):
        actions.add_note(engine, claim, "Again.")
    with pytest.raises(Refused, match="purged"):
        actions.comment_on(engine, key, claim, "Again.")
    engine.dispose()


def test_a_claim_has_few_queries_however_many_notes(desk: Desk, claim: str, count_queries) -> None:
    for number in range(12):
        actions.add_note(desk.engine, claim, f"Note {number}.", who=f"Person {number}")
    for ask in (queries.notes_page, lambda session: queries.claim_notes(session, claim)):
        with read_session(desk.engine) as session:
            assert count_queries(session, ask) <= 6
    with read_session(desk.engine) as session:
        assert count_queries(session, lambda session: queries.beside(session, claim)) <= 4
        assert queries.open_notes(session, [claim]) == {claim: 12}
