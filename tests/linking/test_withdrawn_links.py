"""Links of an article that is withdrawn, brought back, purged, or has another text."""

import numpy as np
from sqlalchemy import select

from app import actions
from app.domain import Draft
from app.store.link_tables import Embedding
from app.store.session import read_session
from tests.linking.conftest import Newsroom

FORTY = "Ann Lee said that forty people were hurt when the ferry struck the pier at Tarnholm."
NINE = "Bo Vik said that nine people were hurt when the ferry struck the pier at Tarnholm."


def _others(newsroom: Newsroom, key: str) -> list[str]:
    found = newsroom.beside(key)
    return [link.article.outlet for link in (*found.agrees, *found.differs, *found.related)]


def test_a_withdrawn_article_is_linked_no_more_until_it_is_brought_back(newsroom: Newsroom) -> None:
    forty = newsroom.read(FORTY, "Courier")
    nine = newsroom.ingest(NINE, "Post").article_id
    assert _others(newsroom, forty) == ["Post"]
    done = actions.withdraw(newsroom.engine, nine)
    assert _others(newsroom, forty) == []
    actions.undo(newsroom.engine, done.event)
    newsroom.pipeline.relate(nine)
    assert _others(newsroom, forty) == ["Post"]


def test_copies_of_a_withdrawn_claim_keep_its_links(newsroom: Newsroom) -> None:
    first = newsroom.ingest(FORTY, "Courier").article_id
    copy = newsroom.read(f"{FORTY} It rained.", "Echo")
    newsroom.read(NINE, "Post")
    actions.withdraw(newsroom.engine, first)
    assert _others(newsroom, copy) == ["Post"]


def test_nothing_of_a_purged_claim_is_found_by_its_vectors(newsroom: Newsroom) -> None:
    forty = newsroom.ingest(FORTY, "Courier").article_id
    newsroom.read(NINE, "Post")
    assert np.asarray(newsroom.linker.file.refresh(newsroom.engine).vectors).any(axis=1).tolist() == [
        True,
        True,
    ]
    actions.purge(newsroom.engine, forty)
    newsroom.pipeline.scrub()
    assert np.asarray(newsroom.linker.file.refresh(newsroom.engine).vectors).any(axis=1).tolist() == [
        False,
        True,
    ]
    with read_session(newsroom.engine) as session:
        assert [any(each) for each in session.scalars(select(Embedding.vectors).order_by(Embedding.id))] == [
            False,
            True,
        ]
    assert _others(newsroom, newsroom.read(FORTY, "Echo")) == ["Post"]


def test_the_claims_of_a_new_version_are_linked(newsroom: Newsroom) -> None:
    url = "https://courier.example/ferry"
    nine = newsroom.read(NINE, "Post")
    newsroom.pipeline.ingest(Draft("It rained.", url=url, outlet="Courier"))
    assert _others(newsroom, nine) == []
    newsroom.pipeline.ingest(Draft(FORTY, url=url, outlet="Courier"))
    assert _others(newsroom, nine) == ["Courier"]
    newsroom.pipeline.ingest(Draft("It was dry.", url=url, outlet="Courier"))
    assert _others(newsroom, nine) == []
