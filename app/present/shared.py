"""What was shared, set out for readers outside."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import Relation, ShareKind
from app.present.quotes import as_name
from app.present.references import SIGNS
from app.present.sieve import Sieve
from app.present.voices import speakers
from app.store.pages import Chip
from app.store.share_pages import Gathering, Held, SharedClaim, SharePage, Since

CHANGES = {
    Since.GONE: "its article no longer has this claim",
    Since.REMOVED: "somebody removed this claim",
    Since.TEXT: "the article has another text",
    Since.WORDS: "its words were corrected",
    Since.SOURCES: "its source was corrected",
    Since.RELAY: "whom the source cites was corrected",
    Since.KIND: "its kind was corrected",
    Since.ACT: "its act was corrected",
    Since.HEDGES: "its hedges were corrected",
}
GONE = {Since.GONE, Since.REMOVED}


def since_in_words(since: Sequence[Since]) -> str:
    """As in "Since it was shared, its source was corrected."; empty where nothing became of it."""
    words = [CHANGES[each] for each in since]
    if not words:
        return ""
    *most, last = words
    return f"Since it was shared, {' and '.join(filter(None, (', '.join(most), last)))}."


AS_THEN = "What stands here is what it held then."
GATHERINGS = {
    Gathering.STANDS: "",
    Gathering.OTHER: f"The collection holds other claims since this was shared. {AS_THEN}",
    Gathering.DELETED: f"The collection was deleted since this was shared. {AS_THEN}",
}


def became(page: SharePage) -> str:
    """What became of the whole since it was shared, for where the link is pasted; empty where it stands.

    As in "changed since": more than a few words are not seen there.
    """
    of_claims = {each for held in page.claims if not held.shared.left_out for each in held.since}
    if page.gathering is Gathering.DELETED:
        return "the collection was deleted since"
    if page.kind is ShareKind.CLAIM and of_claims & GONE:
        return "removed since" if Since.REMOVED in of_claims else "gone from its article since"
    if of_claims - {Since.TEXT} or page.missing or page.gathering is Gathering.OTHER:
        return "changed since"
    return "text changed since" if of_claims or not page.is_newest else ""


@dataclass(frozen=True, slots=True)
class SharedMatter:
    """What sources say of one matter; the name is "" for what one source alone says."""

    name: str
    differs: bool
    claims: tuple[Held, ...]


def matters(page: SharePage) -> tuple[SharedMatter, ...]:
    """The claims of a comparison by matter, those that one source alone makes last.

    A matter is named by its central claim; where that is not there any more, by its first.
    """
    groups: dict[str, list[Held]] = {}
    for held in page.claims:
        groups.setdefault(held.shared.matter, []).append(held)
    alone = groups.pop("", [])
    found = [_matter(key, claims) for key, claims in groups.items()]
    return (*found, *([SharedMatter("", False, tuple(alone))] if alone else ()))


def _matter(key: str, claims: Sequence[Held]) -> SharedMatter:
    quotes = {held.shared.row.claim.id: held.shared.row.claim.quote for held in reversed(claims)}
    name = quotes.get(key, claims[0].shared.row.claim.quote)
    return SharedMatter(as_name(name), any(held.shared.differs for held in claims), tuple(claims))


def by_relation(references: Sequence[SharedClaim]) -> tuple[tuple[Relation, tuple[SharedClaim, ...]], ...]:
    """Under each relation that there are any of; those that contradict come first."""
    groups = (
        (relation, tuple(each for each in references if each.relation is relation)) for relation in SIGNS
    )
    return tuple((relation, found) for relation, found in groups if found)


def sieve_of(page: SharePage) -> Sieve:
    """Which claims step back in an article that is shared as a whole."""
    shown = [held.shared for held in page.claims if not held.shared.left_out]
    off = frozenset(held.shared.row.claim.id for held in page.claims if held.shared.left_out)
    return Sieve(
        is_open=not off and not page.own,
        own=page.own,
        off=off,
        heard=frozenset(chip.slug for each in shown for chip in speakers(each.row.claim)),
        shown=len(shown),
        sources=(),
        others={},
    )


def voices_of(page: SharePage) -> tuple[Chip, ...]:
    """Who makes the claims, each once, in order; cross-references left out."""
    said = (held.shared for held in page.claims if not held.shared.left_out)
    return tuple(dict.fromkeys(chip for each in said for chip in speakers(each.row.claim)))
