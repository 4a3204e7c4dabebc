"""Cross-references that people add."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import actions
from app.domain import Attribution, Relation, Span, Verdict
from app.store import queries
from app.store.errors import Gone, Linked, NotFound, Refused
from app.store.session import read_session
from app.web.pasted import claim_pasted
from tests.linking.conftest import Newsroom

FORTY = "Ann Lee said that at least 40 people were injured when the ferry struck the pier of Tarnholm."
NINE = "Bo Vik said that nine people were injured when the ferry struck the pier of Tarnholm."
SPRING = "Ivo Sand said that the orchestra would play two symphonies in the spring."
FOG = "Cleo Marr said that the fog signal of the harbour had been silent since January."
OWN = ("desk.example", "127.0.0.1:8000")


@pytest.fixture
def apart(newsroom: Newsroom) -> tuple[str, str]:
    """Two claims that the machine does not link."""
    return newsroom.read(FOG, "Courier"), newsroom.read(SPRING, "Post")


def linked(newsroom: Newsroom, key: str) -> list[tuple[str, str, str]]:
    found = newsroom.beside(key)
    rows = (*found.agrees, *found.differs, *found.related)
    return [(row.claim.id, row.relation.value, row.verdict.value) for row in rows]


@pytest.mark.parametrize("relation", [Relation.AGREES, Relation.DIFFERS, Relation.RELATED])
def test_a_link_that_somebody_adds_stands_on_both_sides_until_it_is_undone(
    newsroom: Newsroom, apart: tuple[str, str], relation: Relation
) -> None:
    here, there = apart
    assert linked(newsroom, here) == []
    done = actions.add_cross_reference(newsroom.engine, here, there, relation, who="Bo", reason="One pier.")
    assert linked(newsroom, here) == [(there, relation, "added")]
    assert linked(newsroom, there) == [(here, relation, "added")]
    (link,) = getattr(newsroom.beside(there), relation.value)
    assert (link.decided.event, link.decided.who, link.decided.reason) == (done.event, "Bo", "One pier.")
    undone = actions.undo(newsroom.engine, done.event)
    assert linked(newsroom, here) == []
    actions.undo(newsroom.engine, undone.event)
    actions.undo(newsroom.engine, undone.event + 1)
    assert linked(newsroom, here) == []


def test_it_is_counted_and_compared_as_others_are(newsroom: Newsroom, apart: tuple[str, str]) -> None:
    here, there = apart
    actions.add_cross_reference(newsroom.engine, here, there, Relation.DIFFERS)
    with read_session(newsroom.engine) as session:
        article = queries.claim_page(session, here).article.id
        (counts,) = queries.reference_counts(session, article)
        assert (counts.claim, counts.agrees, counts.differs, counts.related) == (here, 0, 1, 0)
        page = queries.matter_page(session, here)
        assert {row.claim.id for row in page.claims} == {here, there}


def test_it_outlives_another_reading_and_a_claim_that_goes_and_comes_back(
    newsroom: Newsroom, apart: tuple[str, str]
) -> None:
    here, there = apart
    actions.add_cross_reference(newsroom.engine, here, there, Relation.RELATED)
    with read_session(newsroom.engine) as session:
        article = queries.claim_page(session, there).article.id
    newsroom.pipeline.re_extract(article)
    newsroom.pipeline.relate(article)
    assert linked(newsroom, here) == [(there, "related", "added")]
    removed = actions.remove(newsroom.engine, there)
    assert linked(newsroom, here) == []
    actions.undo(newsroom.engine, removed.event)
    assert linked(newsroom, here) == [(there, "related", "added")]
    withdrawn = actions.withdraw(newsroom.engine, article, reason="never said")
    assert linked(newsroom, here) == []
    actions.undo(newsroom.engine, withdrawn.event)
    assert linked(newsroom, here) == [(there, "related", "added")]


def test_it_goes_with_the_claim_in_the_place_of_one_that_is_gone(
    newsroom: Newsroom, apart: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = apart
    actions.add_cross_reference(newsroom.engine, here, there, Relation.AGREES)
    with read_session(newsroom.engine) as session:
        article = queries.claim_page(session, there).article.id
    found = newsroom.extractor.extract(SPRING)[0]
    shorter = Attribution(
        found.source, found.cue, (found.content[0]._replace(end=found.content[0].end - 14),)
    )
    monkeypatch.setattr(newsroom.extractor, "extract", lambda text: (shorter,))
    newsroom.pipeline.re_extract(article)
    assert linked(newsroom, here) == [(newsroom.claims(article)[0].id, "agrees", "added")]


def test_what_one_voice_says_twice_may_be_linked_and_taken_away(newsroom: Newsroom) -> None:
    here = newsroom.read(FOG, "Courier")
    there = newsroom.read(SPRING.replace("Ivo Sand", "Cleo Marr"), "Post")
    done = actions.add_cross_reference(newsroom.engine, here, there, Relation.AGREES)
    found = newsroom.beside(here)
    assert [row.decided.event for row in found.agrees] == [done.event]
    assert found.origins == 0  # no confirmation


def test_people_may_see_a_link_otherwise_than_the_machine(newsroom: Newsroom) -> None:
    here, there = newsroom.read(FORTY, "Courier"), newsroom.read(NINE, "Post")
    assert linked(newsroom, here) == [(there, "differs", "")]
    with pytest.raises(Linked, match="linked already, as differs: confirm that") as refused:
        actions.add_cross_reference(newsroom.engine, here, there, Relation.DIFFERS)
    assert refused.value.other == there
    done = actions.add_cross_reference(newsroom.engine, here, there, Relation.RELATED)
    assert linked(newsroom, here) == [(there, "related", "added")]
    with pytest.raises(Refused, match="added by a person: undo that"):
        actions.give_verdict(newsroom.engine, here, there, Verdict.REJECTED)
    actions.undo(newsroom.engine, done.event)
    assert linked(newsroom, here) == [(there, "differs", "")]
    actions.give_verdict(newsroom.engine, here, there, Verdict.REJECTED)
    with pytest.raises(Refused, match="rejected"):
        actions.add_cross_reference(newsroom.engine, here, there, Relation.AGREES)


def test_what_cannot_be_linked(newsroom: Newsroom, apart: tuple[str, str]) -> None:
    here, there = apart

    def add(one: str, other: str, relation: Relation = Relation.AGREES) -> None:
        actions.add_cross_reference(newsroom.engine, one, other, relation)

    with pytest.raises(Refused, match="this very claim"):
        add(here, here)
    with pytest.raises(NotFound, match="no claim nobody"):
        add(here, "nobody")
    with pytest.raises(Refused, match="Choose how"):
        add(here, there, Relation.NONE)
    copy = newsroom.read(f"{FOG} It rained.", "Ledger")
    with pytest.raises(Refused, match="the same words"):
        add(here, copy)
    add(there, here)
    with pytest.raises(Refused, match="linked already: added as agrees"):
        add(copy, there)
    actions.remove(newsroom.engine, there)
    with pytest.raises(Gone):
        add(here, there)


def test_a_claim_is_not_linked_with_the_one_that_it_stands_in(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "Ann Lee said that Bo Vik said that the ferry of Tarnholm was late again today."
    outer = Attribution((Span(0, 7),), (Span(8, 12),), (Span(18, len(text) - 1),))
    inner = Attribution((Span(18, 24),), (Span(25, 29),), (Span(35, len(text) - 1),), nested_in=0)
    monkeypatch.setattr(newsroom.extractor, "extract", lambda _: (outer, inner))
    first, second = newsroom.claims(newsroom.ingest(text).article_id)
    for pair in ((first.id, second.id), (second.id, first.id)):
        with pytest.raises(Refused, match="inside the other"):
            actions.add_cross_reference(newsroom.engine, *pair, Relation.RELATED)


@pytest.mark.parametrize(
    "pasted",
    [
        "k7m2pqx4vd",
        " k7m2pqx4vd\n",
        "/claims/k7m2pqx4vd",
        "https://desk.example/claims/k7m2pqx4vd",
        "https://DESK.example/claims/k7m2pqx4vd?version=2#words",
        "http://127.0.0.1:8000/claims/k7m2pqx4vd/",
        "desk.example/claims/k7m2pqx4vd",
        "https://desk.example/api/v1/claims/k7m2pqx4vd",
        "https://desk.example/articles/7?claim=k7m2pqx4vd#c-k7m2pqx4vd",
        "/articles/7#c-k7m2pqx4vd",
    ],
)
def test_a_claim_is_named_by_its_id_or_any_link_to_it(pasted: str) -> None:
    assert claim_pasted(pasted, OWN) == "k7m2pqx4vd"


@pytest.mark.parametrize(
    ("pasted", "reason"),
    [
        ("", "Paste the link"),
        ("https://elsewhere.example/claims/k7m2pqx4vd", "no link of this site"),
        ("//elsewhere.example/claims/k7m2pqx4vd", "no link of this site"),
        ("https://desk.example.elsewhere.example/claims/k7m2pqx4vd", "no link of this site"),
        ("https://desk.example@elsewhere.example/claims/k7m2pqx4vd", "no link of this site"),
        ("https://desk.example/sources/ann-lee", "leads to no claim"),
        ("https://desk.example/articles/7", "leads to no claim"),
        ("https://desk.example/claims", "leads to no claim"),
        ("javascript://desk.example/claims/k7m2pqx4vd", "no link of this site"),
        ("http://[", "is no link"),
        ("two words", "no link of this site"),
    ],
)
def test_what_names_no_claim_says_so(pasted: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        claim_pasted(pasted, OWN)


@given(st.text(max_size=80) | st.from_regex(r"https?://[ -~]{0,60}", fullmatch=True))
def test_whatever_is_pasted_is_an_id_or_refused(pasted: str) -> None:
    with suppress(Refused):
        assert claim_pasted(pasted, OWN)
