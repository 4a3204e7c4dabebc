"""Cross-references as pages show them: their signs, order and counts."""

from app.domain import Relation
from app.store.link_pages import CrossReferences, LinkedClaim

SIGNS = {Relation.DIFFERS: "≠", Relation.AGREES: "=", Relation.RELATED: "~"}

Links = tuple[LinkedClaim, ...]


def by_relation(found: CrossReferences) -> tuple[tuple[Relation, Links], ...]:
    """The links under each relation that there are any of; those that contradict come first."""
    groups = {
        Relation.DIFFERS: found.differs,
        Relation.AGREES: found.agrees,
        Relation.RELATED: found.related,
    }
    return tuple((relation, links) for relation, links in groups.items() if links)


def articles_that_agree(found: CrossReferences) -> int:
    return sum(link.articles for link in found.agrees)
