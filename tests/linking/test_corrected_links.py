"""Links of claims that people put right: as of any other claim in these words, at once or not at all."""

from app import actions
from app.domain import Span, Verdict
from app.store import queries
from app.store.session import read_session
from tests.linking.conftest import Newsroom

FORTY = "Ann Lee said that at least 40 people were injured when the ferry struck the pier of Tarnholm."
NINE = "Bo Vik said that nine people were injured when the ferry struck the pier of Tarnholm."


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
