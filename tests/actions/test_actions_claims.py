"""Claims put right, confirmed, removed and added: what people see, and what stays whatever is read later."""

from collections.abc import Iterator

import pytest

from app import actions
from app.domain import Act, Draft, Kind, Span, Standing
from app.store import queries
from app.store.queries import Gone, NotFound, Refused, Stale, Why
from app.store.session import read_session, write_session
from app.store.versions import add_version
from tests.actions.clerk import (
    APPEAL,
    BELIEVE,
    COUNTED,
    REOPEN,
    SAID,
    SANK,
    TEXT,
    Clerk,
    reading,
    span,
    spans,
)


@pytest.fixture
def clerk(database_url: str) -> Iterator[Clerk]:
    clerk = Clerk.at(database_url)
    yield clerk
    clerk.engine.dispose()


def _names(chips) -> list[str]:
    return [chip.name for chip in chips]


def test_every_part_of_a_claim_can_be_put_right(clerk: Clerk) -> None:
    key = clerk.keys()[APPEAL]
    more = "plans to appeal"
    clerk.correct(
        key,
        content=spans(TEXT, more),
        sources=("bo-vik",),
        relay=("ada-lund",),
        kind=Kind.MIXED,
        act=Act.STATES,
        hedges=(),
    )
    claim = clerk.claim(more)
    assert claim.id == key
    assert (_names(claim.sources), _names(claim.relay)) == (["Bo Vik"], ["Ada Lund"])
    assert (claim.kind, claim.act, claim.hedges) == (Kind.MIXED, Act.STATES, ())
    assert claim.standing is Standing.CORRECTED
    assert clerk.found("plans appeal") == [key]


def test_what_the_machine_reads_stands_beside(clerk: Clerk) -> None:
    key = clerk.keys()[SANK]
    assert clerk.state(key).machine.quote == SANK
    clerk.correct(key, content=spans(TEXT, "the ferry sank"), sources=("bo-vik",))
    state = clerk.state(key)
    assert (state.machine.quote, _names(state.machine.sources)) == (SANK, ["Ada Lund"])
    assert (state.claim.quote, _names(state.claim.sources)) == ("the ferry sank", ["Bo Vik"])
    assert state.changed == ("content", "sources")
    with read_session(clerk.engine) as session:
        [difference] = queries.article_diff(session, clerk.article)
    assert difference.differs == ("content", "sources")
    assert (difference.machine, difference.people) == (state.machine, state.claim)


def test_reading_again_replaces_only_what_nobody_touched(clerk: Clerk) -> None:
    keys = clerk.keys()
    clerk.correct(keys[SANK], sources=("bo-vik",))
    clerk.correct(keys[COUNTED], kind=Kind.MIXED)
    clerk.read_again(
        {"content": SANK, "by": "Harbour Board", "kind": Kind.MIXED},
        {"content": COUNTED, "by": "Harbour Board"},
        {"content": BELIEVE, "by": "Harbour Board"},
    )
    assert _names(clerk.claim(SANK).sources) == ["Bo Vik"]
    assert clerk.claim(SANK).kind is Kind.MIXED  # as the machine reads it now
    counted = clerk.claim(COUNTED)
    assert (counted.kind, _names(counted.sources)) == (Kind.MIXED, ["Harbour Board"])
    assert _names(clerk.claim(BELIEVE).sources) == ["Harbour Board"]
    assert clerk.keys() == {words: keys[words] for words in (SANK, COUNTED, BELIEVE)}


def test_taking_a_correction_back_gives_what_the_machine_reads_now(clerk: Clerk) -> None:
    key = clerk.keys()[SANK]
    event = clerk.correct(key, sources=("bo-vik",), act=Act.BELIEVES)
    clerk.read_again({"content": SANK, "by": "Harbour Board", "act": Act.INTENDS})
    clerk.undo(event)
    claim = clerk.claim(SANK)
    assert (claim.id, _names(claim.sources), claim.act) == (key, ["Harbour Board"], Act.INTENDS)
    assert claim.standing is Standing.MACHINE
    assert clerk.state(key).changed == ()


def test_corrections_are_taken_back_in_any_order(clerk: Clerk) -> None:
    key = clerk.keys()[SANK]
    first = clerk.correct(key, kind=Kind.MIXED)
    second = clerk.correct(key, act=Act.BELIEVES)
    third = clerk.correct(key, kind=Kind.DIRECT)
    with pytest.raises(Refused, match=f"before event {third}"):
        clerk.undo(first)
    undo = clerk.undo(second)
    assert (clerk.claim(SANK).kind, clerk.claim(SANK).act) == (Kind.DIRECT, Act.STATES)
    clerk.undo(third)
    clerk.undo(first)
    assert clerk.claim(SANK).standing is Standing.MACHINE
    clerk.undo(undo)
    claim = clerk.claim(SANK)
    assert (claim.kind, claim.act, claim.standing) == (Kind.INDIRECT, Act.BELIEVES, Standing.CORRECTED)


def test_a_confirmed_claim_stays_as_it_was_confirmed(clerk: Clerk) -> None:
    key = clerk.keys()[APPEAL]
    before = clerk.claim(APPEAL)
    event = actions.confirm(clerk.engine, key).event
    assert clerk.claim(APPEAL).standing is Standing.CONFIRMED
    other = {"by": "Ada Lund", "kind": Kind.MIXED, "act": Act.BELIEVES}
    clerk.read_again({"content": "plans to appeal", **other})
    after = clerk.claim(APPEAL)
    assert after.id == key
    assert [chip.slug for chip in after.sources] == [chip.slug for chip in before.sources]
    assert (after.kind, after.act, after.hedges) == (before.kind, before.act, before.hedges)
    assert clerk.keys() == {APPEAL: key}
    with pytest.raises(Refused, match="reviewed this claim already"):
        actions.confirm(clerk.engine, key)
    clerk.undo(event)
    assert clerk.keys() == {"plans to appeal": key}
    assert clerk.found("appeal") == [key]


def test_what_was_decided_stays_where_the_machine_finds_nothing(clerk: Clerk) -> None:
    keys = clerk.keys()
    event = clerk.correct(keys[SANK], kind=Kind.MIXED)
    actions.confirm(clerk.engine, keys[COUNTED])
    clerk.read_again()
    assert clerk.keys() == {words: keys[words] for words in (SANK, COUNTED)}
    assert clerk.claim(SANK).mention == "Ada Lund, the harbour master"
    assert _names(clerk.claim(SANK).sources) == ["Ada Lund"]
    assert clerk.state(keys[SANK]).machine is None
    clerk.undo(event)
    assert clerk.gone(keys[SANK]).why is Why.READING
    clerk.read_again(*SAID)
    assert clerk.keys() == keys


def test_a_removed_claim_tells_when_and_why_and_stays_removed(clerk: Clerk) -> None:
    keys = clerk.keys()
    done = actions.remove(clerk.engine, keys[BELIEVE], who="eva", reason="It is twice here")
    gone = clerk.gone(keys[BELIEVE])
    assert (gone.why, gone.by, gone.reason) == (Why.REMOVED, "eva", "It is twice here")
    assert "removed on" in str(gone)
    assert clerk.claim(REOPEN).nested_in is None
    assert keys[BELIEVE] not in clerk.found("pier")
    assert clerk.state(keys[BELIEVE]).standing is Standing.REMOVED
    clerk.read_again(*SAID)
    assert clerk.keys() == {words: key for words, key in keys.items() if words != BELIEVE}
    clerk.read_again(*SAID[:2], {**SAID[2], "content": BELIEVE.removeprefix("Port ")}, *SAID[3:])
    assert clerk.keys() == {words: key for words, key in keys.items() if words != BELIEVE}
    clerk.read_again(*SAID)
    clerk.undo(done.event)
    assert clerk.keys() == keys
    assert clerk.claim(REOPEN).nested_in == keys[BELIEVE]
    assert [chip.name for chip in clerk.claim(BELIEVE).relay] == ["port officials"]


def test_an_added_claim_is_one_like_the_others(clerk: Clerk) -> None:
    words = "It rained all week in Sudmark"
    done = clerk.add(words, sources=("new:Weather Office",))
    claim = clerk.claim(words)
    assert (claim.id, claim.standing, claim.kind) == (done.claim, Standing.ADDED, Kind.INDIRECT)
    assert [(chip.name, chip.type.value) for chip in claim.sources] == [("Weather Office", "person")]
    assert clerk.found("rained") == [done.claim]
    assert clerk.state(done.claim).machine is None
    clerk.read_again(*SAID)
    assert clerk.claim(words).id == done.claim
    clerk.read_again(*SAID, {"content": "It rained all week", "by": "Bo Vik"})
    assert clerk.keys()[words] == done.claim
    assert len(clerk.keys()) == len(SAID) + 1
    assert _names(clerk.state(done.claim).machine.sources) == ["Bo Vik"]
    clerk.read_again(*SAID)
    undo = clerk.undo(done.event)
    assert clerk.gone(done.claim).why is Why.TAKEN_BACK
    clerk.undo(undo)
    assert clerk.claim(words).id == done.claim


def test_an_added_claim_that_the_machine_finds_too_stays_when_it_is_taken_back(clerk: Clerk) -> None:
    words = "It rained all week in Sudmark"
    done = clerk.add(words, sources=("bo-vik",))
    clerk.read_again(*SAID, {"content": words, "by": "Ada Lund"})
    clerk.undo(done.event)
    claim = clerk.claim(words)
    assert (claim.id, claim.standing, _names(claim.sources)) == (done.claim, Standing.MACHINE, ["Ada Lund"])


def test_quotation_marks_and_hedges_of_an_added_claim_are_seen(clerk: Clerk) -> None:
    actions.remove(clerk.engine, clerk.keys()[COUNTED])
    clerk.add(COUNTED)
    assert clerk.claim(COUNTED).kind is Kind.DIRECT
    clerk.add("The company reportedly plans")
    assert clerk.claim("The company reportedly plans").hedges == ("reportedly",)


def test_what_replaced_a_removed_claim(clerk: Clerk) -> None:
    keys = clerk.keys()
    actions.remove(clerk.engine, keys[SANK])
    assert clerk.gone(keys[SANK]).replaced_by is None
    done = clerk.add("the ferry sank because nobody had checked")
    assert clerk.gone(keys[SANK]).replaced_by == done.claim


def test_merges_splits_and_renames_go_on(clerk: Clerk) -> None:
    key = clerk.keys()[APPEAL]
    clerk.correct(key, sources=("bo-vik",))
    merge = actions.merge(clerk.engine, "ada-lund", "bo-vik")
    assert _names(clerk.claim(APPEAL).sources) == ["Ada Lund"]
    clerk.read_again(*SAID)
    assert _names(clerk.claim(APPEAL).sources) == ["Ada Lund"]
    actions.rename(clerk.engine, "ada-lund", "Ada Vik-Lund")
    assert _names(clerk.claim(APPEAL).sources) == ["Ada Vik-Lund"]
    clerk.undo(merge.event)
    assert _names(clerk.claim(APPEAL).sources) == ["Bo Vik"]
    actions.move_alias(clerk.engine, "Bo Vik", "bo-vik", "ada-lund")
    assert _names(clerk.claim(APPEAL).sources) == ["Bo Vik"]  # it was said of this claim
    assert _names(clerk.claim(COUNTED).sources) == ["Ada Vik-Lund"]


def test_what_is_settled_of_a_form_holds_for_confirmed_claims(clerk: Clerk) -> None:
    actions.confirm(clerk.engine, clerk.keys()[COUNTED])
    actions.move_alias(clerk.engine, "Bo Vik", "bo-vik", "ada-lund")
    assert _names(clerk.claim(COUNTED).sources) == ["Ada Lund"]
    clerk.read_again(*SAID)
    assert _names(clerk.claim(COUNTED).sources) == ["Ada Lund"]


def test_a_new_version_takes_the_corrections_along(clerk: Clerk) -> None:
    keys = clerk.keys()
    clerk.correct(keys[SANK], content=spans(TEXT, "nobody had checked the valves"), hedges=())
    clerk.correct(keys[APPEAL], sources=())
    actions.confirm(clerk.engine, keys[REOPEN])
    added = clerk.add("Nobody else was heard", hedges=spans(TEXT, "Nobody")).claim
    actions.remove(clerk.engine, keys[COUNTED])
    text = f"Corrected on Tuesday.\n\n{TEXT}".replace(" on Monday", "").replace(
        "The company", "The ferry company"
    )
    clerk.change_text(text, *SAID)
    assert clerk.keys() == {
        "nobody had checked the valves": keys[SANK],
        BELIEVE: keys[BELIEVE],
        REOPEN: keys[REOPEN],
        APPEAL: keys[APPEAL],
        "Nobody else was heard": added,
    }
    page = clerk.page()
    for claim in page.claims:
        assert " … ".join(each.of(text) for each in claim.content_spans) == claim.quote
    assert clerk.claim(APPEAL).sources == ()
    assert clerk.claim("Nobody else was heard").hedges == ("Nobody",)
    assert clerk.gone(keys[COUNTED]).why is Why.REMOVED
    first = clerk.page(version=1)
    assert {claim.id: claim.standing for claim in first.claims}[keys[REOPEN]] is Standing.CONFIRMED


def test_words_that_left_the_text_come_back_with_their_claim(clerk: Clerk) -> None:
    keys = clerk.keys()
    event = clerk.correct(keys[SANK], sources=("bo-vik",))
    added = clerk.add("It rained all week in Sudmark").claim
    without = TEXT.replace(f", said {SANK}", " left").replace(" It rained all week in Sudmark.", "")
    clerk.change_text(without, *SAID[1:])
    for key in (keys[SANK], added):
        gone = clerk.gone(key)
        assert (gone.why, gone.version) == (Why.TEXT, 1)
        with pytest.raises(Gone):
            clerk.correct(key, kind=Kind.MIXED)
    clerk.change_text(TEXT, *SAID)
    assert clerk.keys() == keys | {"It rained all week in Sudmark": added}
    assert _names(clerk.claim(SANK).sources) == ["Bo Vik"]
    clerk.undo(event)
    assert _names(clerk.claim(SANK).sources) == ["Ada Lund"]


def test_an_untouched_claim_comes_back_with_its_id_too(clerk: Clerk) -> None:
    keys = clerk.keys()
    clerk.change_text("Nobody was heard.")
    assert clerk.gone(keys[SANK]).why is Why.TEXT
    clerk.change_text(TEXT, *SAID)
    assert clerk.keys() == keys


def test_a_short_claim_is_not_found_where_it_is_not(clerk: Clerk) -> None:
    added = clerk.add("May").claim
    clerk.change_text("Nobody came in May, for the ferry was full.")
    assert clerk.gone(added).why is Why.TEXT


def test_somebody_else_was_quicker(clerk: Clerk) -> None:
    key = clerk.keys()[SANK]
    seen = clerk.state(key).seen
    clerk.correct(key, kind=Kind.MIXED)
    for act in (actions.confirm, actions.remove):
        with pytest.raises(Stale) as stale:
            act(clerk.engine, key, seen=seen)
        assert stale.value.claim == key
    with pytest.raises(Stale):
        actions.correct(clerk.engine, key, actions.Wanted(act=Act.BELIEVES), seen=seen)
    seen = clerk.state(key).seen
    actions.correct(clerk.engine, key, actions.Wanted(act=Act.BELIEVES), seen=seen)
    seen = clerk.state(key).seen
    clerk.read_again(*SAID)
    assert clerk.state(key).seen == seen
    actions.remove(clerk.engine, key)
    with pytest.raises(Stale):
        actions.confirm(clerk.engine, key, seen=seen)
    with pytest.raises(Gone):
        actions.confirm(clerk.engine, key)


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ({"content": ()}, "None were marked"),
        ({"content": (Span(5, 5),)}, "needs a letter"),
        ({"content": (Span(-1, 5),)}, "reaches from -1"),
        ({"content": (Span(9, 5),)}, "reaches from 9"),
        ({"content": (Span(5, 5000),)}, "characters"),
        ({"content": (span(TEXT, ". “"),)}, "needs a letter"),
        ({"content": (span(TEXT, "the ferry"), span(TEXT, "ferry sank"))}, "overlap"),
        ({"content": tuple(Span(each, each + 1) for each in range(0, 60, 2))}, "16 is the most"),
        ({"content": (span(TEXT, "Ada"), span(TEXT, "It rained"))}, "follow each other"),
        ({"content": spans(TEXT, COUNTED)}, "a claim already"),
        ({"hedges": (span(TEXT, "reportedly"),)}, "another paragraph"),
        ({"kind": Kind.INDIRECT, "sources": ("ada-lund",)}, "Nothing was changed"),
        ({}, "Nothing was changed"),
        ({"relay": ("ada-lund",)}, "stands behind"),
        ({"sources": tuple(f"new:A{each}" for each in range(9))}, "8 is the most"),
        ({"sources": ("new:",)}, "needs a name"),
        ({"sources": ("new:person: ! ",)}, "needs a name"),
        ({"sources": ("new:" + "x" * 201,)}, "201 characters"),
    ],
)
def test_what_cannot_be_meant_is_refused(clerk: Clerk, wanted: dict[str, object], message: str) -> None:
    before = clerk.page()
    with pytest.raises(Refused, match=message):
        clerk.correct(clerk.keys()[SANK], **wanted)
    assert clerk.page() == before


def test_what_is_not_there_is_not_found(clerk: Clerk) -> None:
    with pytest.raises(NotFound, match="no source nobody"):
        clerk.correct(clerk.keys()[SANK], sources=("nobody",))
    with pytest.raises(NotFound, match="no claim zzz"):
        clerk.correct("zzz", kind=Kind.MIXED)
    with pytest.raises(NotFound, match="no article 99"):
        actions.add(clerk.engine, 99, 1, actions.Wanted(content=(Span(0, 3),)))
    with pytest.raises(Refused, match="version 1 is the newest"):
        actions.add(clerk.engine, clerk.article, 2, actions.Wanted(content=(Span(0, 3),)))
    other = clerk.store("Guards said nobody came.", [{"content": "nobody came", "by": "port officials"}])
    with pytest.raises(Refused, match=f"belongs to article {other} alone"):
        clerk.correct(clerk.keys()[SANK], sources=(f"port-officials-{other}",))


def test_names_of_new_sources(clerk: Clerk) -> None:
    clerk.correct(
        clerk.keys()[SANK], sources=("new:government:Sudmark", "new:Reuters: Europe", "new:group:sailors")
    )
    found = [(chip.name, chip.type.value, chip.slug) for chip in clerk.claim(SANK).sources]
    assert found == [
        ("Sudmark", "government", "sudmark"),
        ("Reuters: Europe", "person", "reuters-europe"),
        ("sailors", "group", f"sailors-{clerk.article}"),
    ]


def test_white_space_at_the_ends_is_left_out(clerk: Clerk) -> None:
    at = span(TEXT, " the ferry sank ")
    clerk.correct(clerk.keys()[SANK], content=(at,))
    assert clerk.claim("the ferry sank").id


def test_the_history_tells_what_was_and_what_is(clerk: Clerk) -> None:
    key = clerk.keys()[SANK]
    first = clerk.correct(key, sources=("bo-vik",), kind=Kind.MIXED)
    second = clerk.correct(key, kind=Kind.DIRECT)
    undo = actions.undo(clerk.engine, second, who="finn", reason="No").event
    with read_session(clerk.engine) as session:
        events = queries.claim_history(session, key)
        page = queries.article_history(session, clerk.article)
        before = queries.article_history(session, clerk.article, str(second))
    assert [(each.id, each.action, each.who) for each in events] == [
        (undo, "undo", "finn"),
        (second, "correct", "eva"),
        (first, "correct", "eva"),
    ]
    assert [(each.was, each.now) for each in events] == [
        ("kind direct", "kind mixed"),
        ("kind mixed", "kind direct"),
        ("source Ada Lund; kind indirect", "source Bo Vik; kind mixed"),
    ]
    assert [each.can_undo for each in events] == [True, False, True]
    assert (events[1].undone_by, events[0].undoes, events[0].reason) == (undo, second, "No")
    assert page.events == events
    assert page.next is None
    assert [each.id for each in before.events] == [first]


def test_how_much_is_reviewed(clerk: Clerk) -> None:
    keys = clerk.keys()

    def reviewed() -> tuple[int, int]:
        with read_session(clerk.engine) as session:
            found = queries.reviewed(session, [clerk.article, 99])
        assert found[99].total == 0
        return found[clerk.article].done, found[clerk.article].total

    assert reviewed() == (0, 5)
    actions.confirm(clerk.engine, keys[SANK])
    clerk.correct(keys[COUNTED], kind=Kind.MIXED)
    actions.remove(clerk.engine, keys[APPEAL])
    assert reviewed() == (2, 4)


def test_the_claims_of_a_withdrawn_article_are_left_alone(clerk: Clerk) -> None:
    key = clerk.keys()[SANK]
    event = clerk.correct(key, kind=Kind.MIXED)
    removed = actions.remove(clerk.engine, clerk.keys()[COUNTED]).event
    keys = clerk.keys()
    withdrawn = actions.withdraw(clerk.engine, clerk.article).event
    for act in (
        lambda: clerk.correct(key, kind=Kind.DIRECT),
        lambda: clerk.undo(event),
        lambda: clerk.undo(removed),
        lambda: actions.add(clerk.engine, clerk.article, 1, actions.Wanted(content=(Span(0, 3),))),
    ):
        with pytest.raises(Gone):
            act()
    clerk.undo(withdrawn)
    assert clerk.keys() == keys
    assert clerk.claim(SANK).kind is Kind.MIXED


def test_no_undo_makes_two_claims_of_the_same_words(clerk: Clerk) -> None:
    keys = clerk.keys()
    place = clerk.claim(COUNTED).content_spans
    removed = actions.remove(clerk.engine, keys[COUNTED]).event
    moved = clerk.correct(keys[SANK], content=place)
    with pytest.raises(Refused, match=keys[SANK]):
        clerk.undo(removed)
    clerk.undo(moved)
    clerk.undo(removed)
    assert clerk.keys() == keys


def test_an_undo_goes_back_to_words_that_the_machine_has_found_since(clerk: Clerk) -> None:
    key, board = clerk.keys()[SANK], "Nobody else was heard"
    clerk.correct(key, content=spans(TEXT, board))
    event = clerk.correct(key, content=spans(TEXT, "It rained all week"))
    clerk.read_again(*SAID[1:], {"content": board, "by": "Harbour Board"})
    found = clerk.keys()[board]
    assert found != key
    redo = clerk.undo(event)
    assert clerk.keys()[board] == key
    assert (clerk.gone(found).why, clerk.gone(found).replaced_by) == (Why.READING, key)
    assert clerk.found("nobody else") == [key]
    clerk.undo(redo)
    clerk.read_again(*SAID[1:], {"content": board, "by": "Harbour Board"})
    assert clerk.keys()[board] == found
    assert clerk.keys()["It rained all week"] == key


def test_a_purge_leaves_no_words_of_decisions(clerk: Clerk) -> None:
    key = clerk.keys()[SANK]
    actions.confirm(clerk.engine, key)
    clerk.correct(key, content=spans(TEXT, "the ferry sank"), sources=("new:Zephyrine Quist",))
    actions.remove(clerk.engine, clerk.keys()[COUNTED], reason="it says the ferry, and means another")
    actions.purge(clerk.engine, clerk.article)
    with read_session(clerk.engine) as session:
        for table in ("events", "claims", "namings"):
            rows = str(session.connection().exec_driver_sql(f"SELECT * FROM {table}").all())  # noqa: S608
            assert "ferry" not in rows
            assert "ada lund" not in rows.lower()
            assert "Quist" not in rows
        assert [each.action for each in queries.claim_history(session, key)] == ["correct", "confirm"]


def test_a_version_in_another_language_keeps_nothing(clerk: Clerk) -> None:
    key = clerk.keys()[SANK]
    actions.confirm(clerk.engine, key)
    with write_session(clerk.engine) as session:
        add_version(
            session, clerk.article, Draft("Die Fähre sank.", language="de"), None, extractor="1", known=()
        )
    assert clerk.gone(key).why is Why.TEXT
    clerk.change_text(TEXT)
    assert clerk.keys() == {SANK: key}


def test_the_reading_that_is_stored_is_what_stands(clerk: Clerk) -> None:
    from app.store.rereading import stored_reading

    keys = clerk.keys()
    clerk.correct(keys[SANK], sources=("bo-vik",))
    actions.remove(clerk.engine, keys[BELIEVE])
    added = clerk.add("Nobody else was heard", sources=("ada-lund",))
    with read_session(clerk.engine) as session:
        stored = stored_reading(session, clerk.article)
    quotes = [" … ".join(each.of(TEXT) for each in found.content) for found in stored.attributions]
    assert quotes == [SANK, COUNTED, REOPEN, APPEAL, "Nobody else was heard"]
    names = [
        [stored.resolution.sources[at].name for at in voice.sources] for voice in stored.resolution.voices
    ]
    assert names == [["Bo Vik"], ["Bo Vik"], ["port officials"], ["company"], ["Ada Lund"]]
    assert added.article == clerk.article
    assert reading(TEXT).attributions[0] == stored.attributions[0]
