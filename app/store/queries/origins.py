"""Claims that go back to one origin: one source's one utterance, one report printed by many."""

from collections.abc import Collection, Iterable, Mapping

from app.domain import Relation
from app.store.pages import Claim
from app.store.queries.edges import Edge

Voices = Mapping[int, frozenset[str]]


def voices_of(claim: Claim) -> frozenset[str]:
    """Slugs of all who answer for a claim, or stand behind it."""
    return frozenset(chip.slug for chip in (*claim.sources, *claim.relay))


def is_one_origin(edge: Edge, voices: Voices) -> bool:
    """Whether one claim repeats the other: the same words, or the same source to the same effect."""
    one_voice = bool(voices[edge.low.id] & voices[edge.high.id])
    return edge.relation is Relation.AGREES and (edge.verbatim or one_voice)


def groups(
    ids: Collection[int], among: Iterable[Edge], voices: Voices, *, one_voice: bool = False
) -> list[list[int]]:
    """The ids, in their order, by origin. one_voice: what one source says is one, linked or not."""
    group: dict[int, list[int]] = {id_: [id_] for id_ in ids}

    def join(a: int, b: int) -> None:
        if group[a] is not group[b]:
            joined = group[a] + group[b]
            group.update(dict.fromkeys(joined, joined))

    for edge in among:
        if edge.low.id in group and edge.high.id in group and is_one_origin(edge, voices):
            join(edge.low.id, edge.high.id)
    if one_voice:
        first: dict[str, int] = {}
        for id_ in ids:
            for slug in voices[id_]:
                join(first.setdefault(slug, id_), id_)
    place = {id_: number for number, id_ in enumerate(ids)}
    found = {id(each): each for each in group.values()}
    return sorted(
        (sorted(each, key=place.__getitem__) for each in found.values()), key=lambda each: place[each[0]]
    )
