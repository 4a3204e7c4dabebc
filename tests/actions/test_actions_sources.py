from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest

from app import actions
from app.domain import Known, SourceType
from app.store.queries import Moved, NotFound, Refused
from tests.actions.conftest import Desk, body, person

LUND, BERG = person("Ada Lund"), person("Åsa Berg")
BOARD, GUARD = body("Harbour Safety Board", mentions=("HSB",)), body("Norland Coast Guard")


def test_a_merged_source_leads_to_the_one_it_was_merged_into(desk: Desk) -> None:
    first, second = desk.read(LUND), desk.read(BERG, LUND)
    done = actions.merge(desk.engine, "ada-lund", "asa-berg", reason="She married.")
    assert done.slug == "ada-lund"
    assert (desk.who(first), desk.who(second)) == (["ada-lund"], ["ada-lund", "ada-lund"])
    with pytest.raises(Moved) as moved:
        desk.page("asa-berg")
    assert moved.value.slug == "ada-lund"
    assert desk.page("ada-lund").row.claims == desk.claims(sources=("asa-berg",)) == 3
    assert desk.list(q="berg") == desk.list() == ["ada-lund"]
    assert [alias.alias for alias in desk.page("ada-lund").aliases] == ["Åsa Berg"]


def test_articles_to_come_follow_a_merge(desk: Desk) -> None:
    article = desk.read(LUND, BERG)
    actions.merge(desk.engine, "ada-lund", "asa-berg")
    assert desk.who(desk.read(BERG)) == ["ada-lund"]
    desk.read_again(article, BERG, LUND)
    assert desk.who(article) == ["ada-lund", "ada-lund"]


def test_a_claim_of_two_that_are_merged_counts_once_and_comes_back(desk: Desk) -> None:
    article = desk.read(LUND, relay=[BOARD, GUARD])
    done = actions.merge(desk.engine, "harbour-safety-board", "norland-coast-guard")
    page = desk.page("harbour-safety-board")
    assert (page.row.relayed, desk.claims(relayed=("norland-coast-guard",))) == (1, 1)
    actions.undo(desk.engine, done.event)
    assert desk.page("norland-coast-guard").row.relayed == 1
    assert desk.who(article) == ["ada-lund"]


def test_merges_are_undone_in_any_order(desk: Desk) -> None:
    article = desk.read(LUND, BERG, BOARD)
    inner = actions.merge(desk.engine, "asa-berg", "ada-lund")
    outer = actions.merge(desk.engine, "harbour-safety-board", "asa-berg")
    assert desk.who(article) == ["harbour-safety-board"] * 3
    actions.undo(desk.engine, inner.event)
    assert desk.who(article) == ["ada-lund", "harbour-safety-board", "harbour-safety-board"]
    actions.undo(desk.engine, outer.event)
    assert desk.who(article) == ["ada-lund", "asa-berg", "harbour-safety-board"]


def test_two_merges_at_once_lose_no_claim(desk: Desk) -> None:
    names = [person(f"Ada Lund {letter}") for letter in "ABCDEFGH"]
    article = desk.read(*names)
    slugs = [f"ada-lund-{letter}" for letter in "abcdefgh"]

    def merge(pair: tuple[str, str]) -> None:
        actions.merge(desk.engine, *pair)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(merge, pairwise(slugs)))
    assert desk.claims() == 8
    assert len(set(desk.who(article))) == 1


def test_each_way_of_two_opposite_merges_is_refused_or_leads_somewhere(desk: Desk) -> None:
    desk.read(LUND, BERG)
    actions.merge(desk.engine, "ada-lund", "asa-berg")
    with pytest.raises(Refused, match="one source already"):
        actions.merge(desk.engine, "asa-berg", "ada-lund")


def test_a_renamed_source_keeps_its_name_slug_and_claims(desk: Desk) -> None:
    article = desk.read(person("A. Lund"))
    actions.rename(desk.engine, "a-lund", "  Ada   Lund ")
    desk.read_again(article, person("A. Lund"))
    page = desk.page("a-lund")
    assert (page.row.source.name, page.row.source.label, page.row.claims) == ("Ada Lund", "LUN", 1)
    assert desk.who(desk.read(LUND)) == desk.who(desk.read(person("A. Lund"))) == ["a-lund"]
    assert desk.list(q="ada") == ["a-lund"]


def test_a_label_of_its_own_survives_a_new_name(desk: Desk) -> None:
    desk.know(Known("coast-guard", "Norland Coast Guard", SourceType.ORGANIZATION, label="NRG"))
    actions.rename(desk.engine, "coast-guard", "Coast Guard of Norland")
    assert desk.page("coast-guard").row.source.label == "NRG"


def test_a_moved_alias_takes_its_articles_along_and_those_to_come(desk: Desk) -> None:
    full, short = desk.read(BOARD), desk.read(body("HSB"))
    desk.read(GUARD)
    done = actions.move_alias(desk.engine, "HSB", "harbour-safety-board", "norland-coast-guard")
    assert (desk.who(full), desk.who(short)) == (["harbour-safety-board"], ["norland-coast-guard"])
    assert desk.who(desk.read(body("the HSB"))) == ["norland-coast-guard"]
    desk.read_again(short, body("HSB"))
    assert desk.who(short) == ["norland-coast-guard"]
    assert desk.page("norland-coast-guard").aliases[0].alias == "HSB"
    actions.undo(desk.engine, done.event)
    assert desk.who(short) == ["harbour-safety-board"]


def test_an_alias_that_no_article_has_used_yet_can_move(desk: Desk) -> None:
    desk.know(Known("coast-guard", "Norland Coast Guard", SourceType.ORGANIZATION, aliases=("NCG",)))
    desk.know(Known("cargo-group", "Norland Cargo Group", SourceType.ORGANIZATION))
    actions.move_alias(desk.engine, "NCG", "coast-guard", "cargo-group")
    assert desk.page("coast-guard").aliases == ()
    assert [(alias.alias, alias.origin) for alias in desk.page("cargo-group").aliases] == [("NCG", "seed")]
    assert desk.who(desk.read(body("NCG"))) == desk.who(desk.read(body("NCG", slug="coast-guard")))


def test_what_names_a_source_beside_its_name_alone_cannot_move(desk: Desk) -> None:
    desk.read(person("Ada Lund", mentions=("Lund", "the chair")), BERG)
    aliases = {alias.alias: alias.can_move for alias in desk.page("ada-lund").aliases}
    assert aliases == {"Lund": False, "the chair": False}
    with pytest.raises(Refused, match=r"the chair.* cannot be taken from Ada Lund"):
        actions.move_alias(desk.engine, "the chair", "ada-lund", "asa-berg")


def test_a_split_makes_a_source_of_some_aliases(desk: Desk) -> None:
    full, short = desk.read(BOARD), desk.read(body("HSB"))
    done = actions.split(desk.engine, "harbour-safety-board", ["HSB"], "Hotel Service Bureau")
    assert done.slug == "hotel-service-bureau"
    assert (desk.who(full), desk.who(short)) == (["harbour-safety-board"], [done.slug])
    assert desk.who(desk.read(body("HSB"))) == [done.slug]
    assert [alias.alias for alias in desk.page(done.slug).aliases] == ["HSB"]
    actions.undo(desk.engine, done.event)
    assert desk.who(short) == ["harbour-safety-board"]
    with pytest.raises(Moved) as moved:
        desk.page(done.slug)
    assert moved.value.slug == "harbour-safety-board"


def test_what_was_merged_can_be_split_again_by_its_aliases(desk: Desk) -> None:
    first, second = desk.read(LUND), desk.read(BERG)
    actions.merge(desk.engine, "ada-lund", "asa-berg")
    done = actions.split(desk.engine, "ada-lund", ["Åsa Berg"], "Åsa Berg")
    assert (desk.who(first), desk.who(second)) == (["ada-lund"], [done.slug])
    assert desk.who(desk.read(BERG)) == [done.slug]


def test_a_type_that_a_person_gave_stays(desk: Desk) -> None:
    article = desk.read(person("Norland Herald"))
    done = actions.change_type(desk.engine, "norland-herald", SourceType.PUBLICATION)
    desk.read_again(article, person("Norland Herald"))
    assert desk.who(article) == desk.who(desk.read(person("Norland Herald"))) == ["norland-herald"]
    chip = desk.page("norland-herald").row.source
    assert (chip.type, chip.label) == (SourceType.PUBLICATION, "NH")
    actions.change_type(desk.engine, "norland-herald", SourceType.GROUP)
    assert desk.page("norland-herald").row.source.ink == 0
    with pytest.raises(Refused, match="before event 2"):
        actions.undo(desk.engine, done.event)


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda engine: actions.merge(engine, "nobody", "ada-lund"), "no source nobody"),
        (lambda engine: actions.merge(engine, "ada-lund", "nul\0"), "no source"),
        (lambda engine: actions.rename(engine, "ada-lund", "Ada Lund"), "its name already"),
        (lambda engine: actions.rename(engine, "ada-lund", " "), "needs a name"),
        (lambda engine: actions.rename(engine, "ada-lund", "x" * 201), "201 characters; 200"),
        (lambda engine: actions.split(engine, "ada-lund", [], "Other"), "None was chosen"),
        (lambda engine: actions.split(engine, "ada-lund", ["Bo"], "Other"), "Bo.* cannot be taken"),
        (lambda engine: actions.move_alias(engine, "Ada Lund", "ada-lund", "ada-lund"), "one source"),
        (lambda engine: actions.change_type(engine, "ada-lund", SourceType.PERSON), "type person already"),
        (lambda engine: actions.undo(engine, 12), "no event 12"),
        (lambda engine: actions.undo(engine, 2**70), "no event"),
    ],
)
def test_what_cannot_be_done_says_why_and_changes_nothing(desk: Desk, act, message: str) -> None:
    desk.read(LUND)
    before = desk.page("ada-lund")
    with pytest.raises((NotFound, Refused), match=message):
        act(desk.engine)
    assert desk.page("ada-lund") == before
    assert desk.list() == ["ada-lund"]
