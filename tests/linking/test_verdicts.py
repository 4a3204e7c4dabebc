"""What people say of cross-references."""

import pytest

from app import actions
from app.domain import SourceType, Verdict
from app.store.errors import Gone, NotFound, Refused
from tests.linking.conftest import Newsroom

FORTY = "Ann Lee said that at least 40 people were injured when the ferry struck the pier of Tarnholm."
NINE = "Bo Vik said that nine people were injured when the ferry struck the pier of Tarnholm."
SPRING = "Ivo Sand said that the orchestra would play two symphonies in the spring."


@pytest.fixture
def pair(newsroom: Newsroom) -> tuple[str, str]:
    return newsroom.read(FORTY, "Courier"), newsroom.read(NINE, "Post")


def test_a_confirmed_link_says_who_confirmed_it_on_both_sides(
    newsroom: Newsroom, pair: tuple[str, str]
) -> None:
    here, there = pair
    done = actions.give_verdict(
        newsroom.engine, here, there, Verdict.CONFIRMED, who="Bo", reason="Read both."
    )
    assert done.claim == here
    for key in pair:
        (link,) = newsroom.beside(key).differs
        assert link.verdict is Verdict.CONFIRMED
        assert (link.decided.event, link.decided.who, link.decided.reason) == (done.event, "Bo", "Read both.")


def test_a_rejected_link_is_set_apart(newsroom: Newsroom, pair: tuple[str, str]) -> None:
    here, there = pair
    actions.give_verdict(newsroom.engine, here, there, Verdict.REJECTED)
    found = newsroom.beside(there)
    assert found.differs == ()
    assert [link.claim.id for link in found.rejected] == [here]


def test_people_change_their_minds_and_take_it_back(newsroom: Newsroom, pair: tuple[str, str]) -> None:
    here, there = pair
    first = actions.give_verdict(newsroom.engine, here, there, Verdict.CONFIRMED)
    second = actions.give_verdict(newsroom.engine, there, here, Verdict.REJECTED)
    assert newsroom.beside(here).rejected
    with pytest.raises(Refused, match=f"before event {second.event}"):
        actions.undo(newsroom.engine, first.event)
    undone = actions.undo(newsroom.engine, second.event)
    assert undone.claim in pair
    (link,) = newsroom.beside(here).differs
    assert (link.verdict, link.decided.event) == (Verdict.CONFIRMED, first.event)
    actions.undo(newsroom.engine, first.event)
    (link,) = newsroom.beside(here).differs
    assert (link.verdict, link.decided) == (Verdict.NONE, None)
    actions.undo(newsroom.engine, undone.event + 1)
    (link,) = newsroom.beside(here).differs
    assert link.verdict is Verdict.CONFIRMED


def test_a_verdict_outlives_a_merge_of_the_sources(newsroom: Newsroom, pair: tuple[str, str]) -> None:
    here, there = pair
    actions.give_verdict(newsroom.engine, here, there, Verdict.CONFIRMED)
    merged = actions.merge(newsroom.engine, "ann-lee", "bo-vik")
    (link,) = newsroom.beside(here).differs
    assert (link.verdict, link.same_origin) == (Verdict.CONFIRMED, True)
    actions.undo(newsroom.engine, merged.event)
    actions.change_type(newsroom.engine, "bo-vik", SourceType.ORGANIZATION)
    (link,) = newsroom.beside(here).differs
    assert (link.verdict, link.same_origin) == (Verdict.CONFIRMED, False)


def test_what_is_said_of_a_copy_is_said_of_all_in_these_words(
    newsroom: Newsroom, pair: tuple[str, str]
) -> None:
    here, there = pair
    copy = newsroom.read(f"{FORTY} It rained.", "Ledger")
    actions.give_verdict(newsroom.engine, copy, there, Verdict.REJECTED)
    for key in (here, copy):
        assert [link.claim.id for link in newsroom.beside(key).rejected] == [there]


def test_what_cannot_be_said(newsroom: Newsroom, pair: tuple[str, str]) -> None:
    here, there = pair
    other = newsroom.ingest(SPRING, "Echo").article_id
    spring = newsroom.claims(other)[0].id
    with pytest.raises(NotFound, match="no claim nobody"):
        actions.give_verdict(newsroom.engine, here, "nobody", Verdict.CONFIRMED)
    with pytest.raises(NotFound, match=f"no cross-reference between {here} and {spring}"):
        actions.give_verdict(newsroom.engine, here, spring, Verdict.CONFIRMED)
    with pytest.raises(NotFound, match="no cross-reference"):
        actions.give_verdict(newsroom.engine, here, here, Verdict.CONFIRMED)
    with pytest.raises(Refused, match="confirmed or rejected"):
        actions.give_verdict(newsroom.engine, here, there, Verdict.NONE)
    actions.give_verdict(newsroom.engine, here, there, Verdict.CONFIRMED)
    with pytest.raises(Refused, match="confirmed already"):
        actions.give_verdict(newsroom.engine, there, here, Verdict.CONFIRMED)
    newsroom.extractor.skip = "symphonies"
    newsroom.pipeline.re_extract(other)
    with pytest.raises(Gone):
        actions.give_verdict(newsroom.engine, here, spring, Verdict.CONFIRMED)
