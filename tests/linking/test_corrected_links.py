"""Links of claims that people put right: as of any other claim in these words, at once or not at all."""

import pytest

from app import actions
from app.domain import Relation, Span, Verdict
from app.store import queries
from app.store.session import read_session
from tests.linking.conftest import Newsroom

FORTY = "Ann Lee said that at least 40 people were injured when the ferry struck the pier of Tarnholm."
NINE = "Bo Vik said that nine people were injured when the ferry struck the pier of Tarnholm."
FOG = "Cleo Marr said that the fog signal of the harbour had been silent since January."
SPRING = "Ivo Sand said that the orchestra would play two symphonies in the spring."


def _differing(newsroom: Newsroom, key: str) -> list[str]:
    return [link.claim.id for link in newsroom.beside(key).differs]


def _spans(newsroom: Newsroom, key: str, words: str) -> tuple[Span, ...]:
    with read_session(newsroom.engine) as session:
        text = queries.claim_state(session, key).text
    start = text.index(words)
    return (Span(start, start + len(words)),)


def test_other_words_have_other_links(newsroom: Newsroom) -> None:
    nine, forty = newsroom.read(NINE, "Post"), newsroom.read(FORTY)
    assert _differing(newsroom, nine) == [forty]
    wanted = actions.Wanted(content=_spans(newsroom, forty, "the ferry struck the pier of Tarnholm"))
    done = actions.correct(newsroom.engine, forty, wanted)
    assert _differing(newsroom, nine) == []  # at once: what was found is about other words
    newsroom.pipeline.relate(done.article)
    assert _differing(newsroom, nine) == []
    assert newsroom.pipeline.unlinked() == []
    newsroom.pipeline.relate(actions.undo(newsroom.engine, done.event).article)
    assert _differing(newsroom, nine) == [forty]


def test_a_removed_claim_has_no_links_until_it_is_back(newsroom: Newsroom) -> None:
    nine, forty = newsroom.read(NINE, "Post"), newsroom.read(FORTY)
    actions.give_verdict(newsroom.engine, nine, forty, Verdict.CONFIRMED)
    done = actions.remove(newsroom.engine, forty)
    newsroom.pipeline.relate(done.article)
    assert newsroom.beside(nine).differs == ()
    newsroom.pipeline.relate(actions.undo(newsroom.engine, done.event).article)
    [link] = newsroom.beside(nine).differs
    assert (link.claim.id, link.verdict) == (forty, Verdict.CONFIRMED)


def test_a_verdict_outlives_a_correction(newsroom: Newsroom) -> None:
    nine, forty = newsroom.read(NINE, "Post"), newsroom.read(FORTY)
    actions.give_verdict(newsroom.engine, nine, forty, Verdict.CONFIRMED)
    done = actions.correct(newsroom.engine, forty, actions.Wanted(sources=("new:Cleo Marr",)))
    newsroom.pipeline.relate(done.article)
    [link] = newsroom.beside(nine).differs
    assert (link.verdict, [chip.name for chip in link.claim.sources]) == (Verdict.CONFIRMED, ["Cleo Marr"])


def test_an_added_claim_is_linked_and_stays_so_when_the_article_is_read_again(newsroom: Newsroom) -> None:
    nine = newsroom.read(NINE, "Post")
    words = "at least 40 people were injured when the ferry struck the pier of Tarnholm"
    text = f"Nobody was named, but {words}."
    article = newsroom.ingest(text).article_id
    start = text.index(words)
    wanted = actions.Wanted(content=(Span(start, start + len(words)),), sources=("new:Ann Lee",))
    added = actions.add(newsroom.engine, article, 1, wanted)
    newsroom.pipeline.relate(added.article)
    assert _differing(newsroom, nine) == [added.claim]
    newsroom.pipeline.re_extract(article)
    assert _differing(newsroom, nine) == [added.claim]


def _shorter(newsroom: Newsroom, key: str, words: str) -> actions.Wanted:
    return actions.Wanted(content=_spans(newsroom, key, words))


@pytest.mark.parametrize("is_first", [True, False])
def test_a_link_that_somebody_added_goes_with_the_claim_that_they_meant(
    newsroom: Newsroom, is_first: bool
) -> None:
    fog, copy = newsroom.read(FOG), newsroom.read(f"{FOG} It rained.", "Echo")
    here, left = (fog, copy) if is_first else (copy, fog)
    spring = newsroom.read(SPRING, "Post")
    added = actions.add_cross_reference(
        newsroom.engine, here, spring, Relation.RELATED, who="Bo", reason="One pier."
    )
    done = actions.correct(newsroom.engine, here, _shorter(newsroom, here, FOG[20:-9]))
    for _ in range(2):  # at once, and when it was held against the others anew
        assert [link.claim.id for link in newsroom.beside(here).related] == [spring]
        [link] = newsroom.beside(spring).related
        assert (link.claim.id, link.decided.reason) == (here, "One pier.")
        assert newsroom.beside(left).related == ()
        newsroom.pipeline.relate(done.article)
    newsroom.pipeline.relate(actions.undo(newsroom.engine, done.event).article)
    for key in (here, left):  # told in the same words again
        assert [link.claim.id for link in newsroom.beside(key).related] == [spring]
    undone = actions.undo(newsroom.engine, added.event)
    assert newsroom.beside(here).related == ()
    actions.undo(newsroom.engine, undone.event)
    assert [link.claim.id for link in newsroom.beside(left).related] == [spring]


@pytest.mark.parametrize("is_first", [True, False])
def test_a_confirmed_link_goes_with_the_claim_that_it_was_confirmed_of(
    newsroom: Newsroom, is_first: bool
) -> None:
    forty, copy = newsroom.read(FORTY), newsroom.read(f"{FORTY} It rained.", "Echo")
    here, left = (forty, copy) if is_first else (copy, forty)
    nine = newsroom.read(NINE, "Post")
    actions.give_verdict(newsroom.engine, here, nine, Verdict.CONFIRMED, who="Bo")
    done = actions.correct(newsroom.engine, here, _shorter(newsroom, here, FORTY[18:-13]))
    for _ in range(2):
        [link] = newsroom.beside(here).differs
        assert (link.claim.id, link.verdict) == (nine, Verdict.CONFIRMED)
        [link] = newsroom.beside(left).differs  # the machine's alone
        assert (link.claim.id, link.verdict) == (nine, Verdict.NONE)
        newsroom.pipeline.relate(done.article)
    newsroom.pipeline.relate(actions.undo(newsroom.engine, done.event).article)
    for key in (here, left):
        [link] = newsroom.beside(key).differs
        assert (link.claim.id, link.verdict) == (nine, Verdict.CONFIRMED)


def test_what_was_decided_of_a_copy_stays_with_it(newsroom: Newsroom) -> None:
    forty, copy = newsroom.read(FORTY), newsroom.read(f"{FORTY} It rained.", "Echo")
    nine = newsroom.read(NINE, "Post")
    actions.give_verdict(newsroom.engine, copy, nine, Verdict.REJECTED)
    done = actions.correct(newsroom.engine, forty, _shorter(newsroom, forty, FORTY[18:-13]))
    newsroom.pipeline.relate(done.article)
    assert [link.claim.id for link in newsroom.beside(copy).rejected] == [nine]
    assert newsroom.beside(forty).rejected == ()
