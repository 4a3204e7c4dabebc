from app.domain import Relation
from app.present.references import articles_that_agree, by_relation
from tests.present.links import LEE, RENN, linked, references, row


def test_what_differs_comes_first_and_empty_groups_are_left_out() -> None:
    found = references(
        linked(Relation.RELATED, row("a", "the mill is old", LEE)),
        linked(Relation.DIFFERS, row("b", "the mill is open", RENN)),
    )
    assert [relation for relation, _ in by_relation(found)] == [Relation.DIFFERS, Relation.RELATED]


def test_articles_are_counted_beside_origins() -> None:
    there = row("a", "the mill is shut", RENN)
    found = references(linked(Relation.AGREES, there, articles=3), linked(Relation.AGREES, there))
    assert (found.origins, articles_that_agree(found)) == (2, 4)
