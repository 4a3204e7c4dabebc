"""Which claims of a new reading are those that people have decided something of. Pure.

A claim that nobody touched is found again by its words (match.py). One that people did is also the claim
in the place to which they moved it, and whatever mostly overlaps it there.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from app.store.match import Place, match, share

MOSTLY = 0.5  # two places that share more than this are one


class Older(NamedTuple):
    """A claim that was there before, in the new text.

    `read` is where the machine had it. `stands` is where people have it, also if they removed it; None
    of claims that nobody touched, and where the words are gone. `returns`: it was gone, until now.
    """

    read: Place | None
    stands: Place | None = None
    returns: bool = False


def recognise(old: Sequence[Older], new: Sequence[Place]) -> tuple[dict[int, int], dict[int, int]]:
    """New index -> old index of the claim that it is, each used once; and of the one that it repeats."""
    found = _matched({at: each.read for at, each in enumerate(old) if each.read}, dict(enumerate(new)))
    touched = {at: each.stands for at, each in enumerate(old) if each.stands}
    free = {at: place for at, place in enumerate(new) if at not in found}
    found |= _matched(_without(touched, found.values()), free)

    overlaps = sorted(
        (-share(place.spans, stands.spans), index, at)
        for at, stands in touched.items()
        for index, place in enumerate(new)
        if place.start < stands.end and stands.start < place.end
    )
    mostly = [(index, at) for much, index, at in overlaps if -much > MOSTLY]
    for index, at in mostly:
        other = found.get(index)
        if at not in found.values() and (other is None or (other not in touched and old[at].returns)):
            found[index] = at
    is_elsewhere = {
        at for index, at in found.items() if at in touched and new[index].spans != touched[at].spans
    }
    repeats: dict[int, int] = {}
    for index, at in mostly:
        if index not in found and (at in is_elsewhere or at not in found.values()):
            repeats.setdefault(index, at)
    return found, repeats


def _without(places: Mapping[int, Place], taken: Iterable[int]) -> dict[int, Place]:
    used = set(taken)
    return {at: place for at, place in places.items() if at not in used}


def _matched(old: Mapping[int, Place], new: Mapping[int, Place]) -> dict[int, int]:
    """match() of some of the claims."""
    olds, news = list(old), list(new)
    pairs = match(list(old.values()), list(new.values()))
    return {news[after]: olds[before] for after, before in pairs.items()}
