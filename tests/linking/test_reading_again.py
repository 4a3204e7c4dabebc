"""Links, and what people decided of them, when articles are read again."""

import pytest

from app import actions
from app.domain import Relation, Verdict
from app.relate.claim import Link
from app.store import queries
from app.store.session import read_session
from tests.linking.conftest import Newsroom

FORTY = "Ann Lee said that at least 40 people were injured when the ferry struck the pier of Tarnholm."
NINE = "Bo Vik said that nine people were injured when the ferry struck the pier of Tarnholm."
NOTHING = Link(Relation.NONE, 0.0)
FOG = "Cleo Marr said that the fog signal on the pier of Tarnholm had been silent since January."


def differing(newsroom: Newsroom, key: str) -> list[str]:
    return [link.claim.id for link in newsroom.beside(key).differs]


def test_claims_that_are_found_again_keep_their_links(newsroom: Newsroom) -> None:
    nine = newsroom.read(NINE, "Post")
    article = newsroom.ingest(f"{FORTY}\n\n{FOG}").article_id
    forty, _ = newsroom.claims(article)
    before = newsroom.beside(forty.id)
    newsroom.pipeline.re_extract(article)
    assert newsroom.beside(forty.id) == before
    assert differing(newsroom, nine) == [forty.id]
    assert newsroom.pipeline.unlinked() == []


def test_claims_that_are_gone_have_no_links_and_new_ones_do(newsroom: Newsroom) -> None:
    nine = newsroom.read(NINE, "Post")
    article = newsroom.ingest(f"{FORTY}\n\n{FOG}").article_id
    newsroom.extractor.skip = "injured"
    newsroom.pipeline.re_extract(article)
    assert newsroom.beside(nine).differs == ()
    newsroom.extractor.skip = None
    newsroom.pipeline.re_extract(article)
    again = newsroom.claims(article)[0].id
    assert differing(newsroom, nine) == [again]


def test_an_article_that_loses_all_its_claims(newsroom: Newsroom) -> None:
    nine = newsroom.read(NINE, "Post")
    article = newsroom.ingest(FORTY).article_id
    newsroom.extractor.skip = "injured"
    newsroom.pipeline.re_extract(article)
    assert newsroom.beside(nine).differs == ()


def test_the_next_in_the_same_words_takes_the_links_over(newsroom: Newsroom) -> None:
    nine = newsroom.read(NINE, "Post")
    first = newsroom.ingest(FORTY, "Courier").article_id
    copy = newsroom.read(f"{FORTY} It rained.", "Ledger")
    newsroom.extractor.skip = "injured"
    newsroom.pipeline.re_extract(first)
    newsroom.extractor.skip = None
    assert differing(newsroom, copy) == [nine]
    assert differing(newsroom, nine) == [copy]
    late = newsroom.read(NINE.replace("Bo Vik", "Eva Rask"), "Echo")
    assert copy in differing(newsroom, late)


def test_a_verdict_stays_when_an_article_is_read_again(newsroom: Newsroom) -> None:
    nine = newsroom.read(NINE, "Post")
    article = newsroom.ingest(FORTY).article_id
    forty = newsroom.claims(article)[0].id
    actions.give_verdict(newsroom.engine, nine, forty, Verdict.REJECTED, reason="Other days.")
    newsroom.pipeline.re_extract(article)
    found = newsroom.beside(nine)
    assert found.differs == ()
    (link,) = found.rejected
    assert (link.claim.id, link.verdict, link.decided.reason) == (forty, Verdict.REJECTED, "Other days.")


def test_a_verdict_goes_with_the_claim_that_stands_in_the_place_of_one_that_is_gone(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    nine = newsroom.read(NINE, "Post")
    article = newsroom.ingest(FORTY).article_id
    actions.give_verdict(newsroom.engine, nine, newsroom.claims(article)[0].id, Verdict.REJECTED)
    found = newsroom.extractor.extract(FORTY)[0]
    longer = type(found)(found.source, found.cue, (found.content[0]._replace(end=found.content[0].end - 12),))
    monkeypatch.setattr(newsroom.extractor, "extract", lambda text: (longer,))
    newsroom.pipeline.re_extract(article)
    beside = newsroom.beside(nine)
    assert beside.differs == ()
    assert [link.claim.id for link in beside.rejected] == [newsroom.claims(article)[0].id]


def test_a_confirmed_relation_stays_whatever_the_machine_finds_later(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    nine = newsroom.read(NINE, "Post")
    article = newsroom.ingest(FORTY).article_id
    forty = newsroom.claims(article)[0].id
    actions.give_verdict(newsroom.engine, forty, nine, Verdict.CONFIRMED)
    monkeypatch.setattr(newsroom.linker, "version", "another")
    monkeypatch.setattr(newsroom.linker.file, "version", "another")
    monkeypatch.setattr(newsroom.linker.relater, "judge", lambda pairs: [NOTHING] * len(pairs))
    for each in newsroom.pipeline.unlinked():
        newsroom.pipeline.relate(each)
    (link,) = newsroom.beside(nine).differs
    assert (link.claim.id, link.relation, link.verdict) == (forty, Relation.DIFFERS, Verdict.CONFIRMED)


def test_the_counts_of_an_article_leave_out_what_people_rejected(newsroom: Newsroom) -> None:
    nine = newsroom.read(NINE, "Post")
    article = newsroom.ingest(FORTY).article_id
    forty = newsroom.claims(article)[0].id
    with read_session(newsroom.engine) as session:
        (counts,) = queries.reference_counts(session, article)
        assert (counts.claim, counts.agrees, counts.differs) == (forty, 0, 1)
        assert [each.other.claim.id for each in queries.differing_claims(session)] == [nine]
    actions.give_verdict(newsroom.engine, nine, forty, Verdict.REJECTED)
    with read_session(newsroom.engine) as session:
        assert queries.reference_counts(session, article) == ()
        assert queries.differing_claims(session) == ()
