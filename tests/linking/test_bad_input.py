"""Claims that could flood the links, or cost more than they should."""

import pytest
from sqlalchemy import func, select

from app.store import queries
from app.store.link_tables import Embedding, Link
from app.store.pages import ClaimFilter
from app.store.session import read_session
from tests.linking.conftest import Newsroom

SENTENCE = "Ann Lee said that the ferry struck the pier of Tarnholm in thick fog on its way to the islands."


def rows(newsroom: Newsroom, table: type) -> int:
    with read_session(newsroom.engine) as session:
        return session.scalar(select(func.count()).select_from(table)) or 0


def shown(newsroom: Newsroom, key: str) -> int:
    found = newsroom.beside(key)
    return sum(map(len, (found.agrees, found.differs, found.related)))


def test_a_thousand_identical_claims_are_one(newsroom: Newsroom) -> None:
    first = newsroom.read("\n\n".join([SENTENCE] * 1000))
    assert rows(newsroom, Embedding) == 1
    assert rows(newsroom, Link) == 0
    found = newsroom.beside(first)
    assert shown(newsroom, first) == 0
    assert len(found.repeated) == 20
    other = newsroom.read(
        "Bo Vik said that the ferry struck the pier of Tarnholm in fog that was not thick.", "Post"
    )
    assert shown(newsroom, other) <= 1
    with read_session(newsroom.engine) as session:
        page = queries.compare_page(session, ClaimFilter(), claim=other)
        assert sum(len(cell) for matter in page.matters for cell in matter.cells) <= 2


def test_a_thousand_claims_that_are_nearly_the_same_bring_no_flood(newsroom: Newsroom) -> None:
    names = [f"{a}{b}" for a in ("Bel", "Cor", "Dan", "Fen") for b in ("ard", "ik", "mar", "o", "ulf", "wen")]
    for name in names:
        newsroom.read(SENTENCE.replace("Ann", name), f"The {name}")
    claim = newsroom.read(SENTENCE, "Courier")
    found = newsroom.beside(claim)
    assert shown(newsroom, claim) <= 20
    assert len(found.repeated) <= 20
    assert rows(newsroom, Link) <= 32 * (len(names) + 1)


@pytest.mark.parametrize("word", ["irresponsible", "yes", "40", "this", "“No”", "…", "x" * 500])
def test_claims_of_one_word_are_not_linked(newsroom: Newsroom, word: str) -> None:
    first = newsroom.read(f"Ann Lee said that {word}.")
    newsroom.read(f"Bo Vik said that {word}. It rained.", "Post")
    assert shown(newsroom, first) == 0
    assert newsroom.beside(first).repeated == ()


def test_claims_of_two_thousand_words(newsroom: Newsroom) -> None:
    long = "Ann Lee said that " + ", and that ".join(
        f"the ferry struck pier {number} of Tarnholm harbour in the fog" for number in range(180)
    )
    first = newsroom.read(f"{long}.")
    other = newsroom.read(SENTENCE.replace("Ann Lee", "Bo Vik"), "Post")
    for key in (first, other):
        assert shown(newsroom, key) <= 1


def test_a_claim_in_another_language(newsroom: Newsroom) -> None:
    first = newsroom.read(
        "Ann Lee said that “die Fähre rammte im Nebel den Kai von Tarnholm, niemand sah sie”."
    )
    newsroom.read(SENTENCE, "Post")
    assert shown(newsroom, first) <= 1


def test_the_same_article_twice_adds_nothing(newsroom: Newsroom) -> None:
    newsroom.read(SENTENCE.replace("Ann Lee", "Bo Vik"), "Post")
    key = newsroom.read(SENTENCE)
    before = newsroom.beside(key), rows(newsroom, Link), rows(newsroom, Embedding)
    assert not newsroom.ingest(SENTENCE).created
    assert (newsroom.beside(key), rows(newsroom, Link), rows(newsroom, Embedding)) == before


def test_an_article_without_claims_or_without_a_date(newsroom: Newsroom) -> None:
    assert newsroom.claims(newsroom.ingest("It rained in Tarnholm.").article_id) == ()
    draft = newsroom.draft(SENTENCE, "Post")
    article = newsroom.pipeline.ingest(type(draft)(draft.text, outlet="Echo")).article_id
    (claim,) = newsroom.claims(article)
    assert shown(newsroom, claim.id) == 0
