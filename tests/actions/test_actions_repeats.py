"""What people decide is in the filters of lists and their counts at once."""

from collections.abc import Iterator

import pytest

from app import actions
from app.domain import Act, Kind, SourceType
from app.store import queries
from app.store.pages import ClaimFilter, ClaimsPage, Facet
from app.store.session import read_session
from tests.actions.clerk import APPEAL, Clerk


@pytest.fixture
def clerk(database_url: str) -> Iterator[Clerk]:
    clerk = Clerk.at(database_url)
    yield clerk
    clerk.engine.dispose()


def page(clerk: Clerk, **chosen: object) -> ClaimsPage:
    with read_session(clerk.engine) as session:
        return queries.claims_page(session, ClaimFilter(**chosen))


def counts(facets: tuple[Facet, ...]) -> dict[str, int]:
    return {facet.value: facet.count for facet in facets if facet.count}


def test_a_correction_is_counted_at_once_and_no_longer_when_it_is_undone(clerk: Clerk) -> None:
    key, before = clerk.keys()[APPEAL], page(clerk)
    done = clerk.correct(key, kind=Kind.MIXED, act=Act.BELIEVES, sources=("bo-vik",), hedges=())
    after = page(clerk)
    assert counts(after.kinds).get("mixed", 0) == counts(before.kinds).get("mixed", 0) + 1
    assert counts(after.acts).get("believes", 0) == counts(before.acts).get("believes", 0) + 1
    assert counts(after.sources)["bo-vik"] == counts(before.sources).get("bo-vik", 0) + 1
    found = page(clerk, kinds=(Kind.MIXED,), acts=(Act.BELIEVES,), sources=("bo-vik",), hedged=False)
    assert [row.claim.id for row in found.rows] == [key]
    clerk.undo(done)
    undone = page(clerk)
    assert [counts(getattr(undone, name)) for name in ("kinds", "acts", "sources", "types")] == [
        counts(getattr(before, name)) for name in ("kinds", "acts", "sources", "types")
    ]


def test_a_removed_claim_and_a_withdrawn_article_are_counted_no_longer(clerk: Clerk) -> None:
    total = page(clerk).total
    done = actions.remove(clerk.engine, clerk.keys()[APPEAL])
    assert page(clerk).total == total - 1
    withdrawn = actions.withdraw(clerk.engine, done.article)
    assert page(clerk).total == 0
    with read_session(clerk.engine) as session:
        assert queries.sources_page(session).total == 0
    actions.undo(clerk.engine, withdrawn.event)
    assert page(clerk).total == total - 1


def test_a_source_of_another_type_has_its_claims_there(clerk: Clerk) -> None:
    with read_session(clerk.engine) as session:
        rows = queries.sources_page(session).rows
    person = next(row for row in rows if row.source.type is SourceType.PERSON and row.claims)
    actions.change_type(clerk.engine, person.source.slug, SourceType.GOVERNMENT)
    found = page(clerk, types=(SourceType.GOVERNMENT,))
    assert found.total == person.claims
    assert counts(found.types)["government"] == person.claims
