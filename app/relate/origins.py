"""Claims that go back to one origin: one wire copy printed by many, one utterance told again."""

import re
from collections.abc import Sequence
from functools import lru_cache

from app.relate.words import stems_of

SHINGLE = 4  # words
NEARLY = 0.7  # of the shorter claim's shingles that stand in the longer one
FEWEST = 6  # words below which only equal claims are one
COMMON = 64  # claims; a shingle that stands in more of them tells nothing new about the next
SPACE = re.compile(r"\W+")


@lru_cache(maxsize=4096)
def shingles_of(text: str) -> frozenset[tuple[str, ...]]:
    stems = stems_of(text)
    if len(stems) < FEWEST:
        return frozenset([tuple(stems)])
    return frozenset(tuple(stems[i : i + SHINGLE]) for i in range(len(stems) - SHINGLE + 1))


def _nearly(a: frozenset[tuple[str, ...]], b: frozenset[tuple[str, ...]]) -> bool:
    return len(a & b) >= NEARLY * min(len(a), len(b))


def near_verbatim(a: str, b: str) -> bool:
    """Whether two claims have the same words but for a few, or one holds nearly all of the other.

    By shingles of words (Broder 1997), so that added ends and a changed word do not count much.
    """
    return _nearly(shingles_of(a), shingles_of(b))


def origins(texts: Sequence[str]) -> list[int]:
    """For each claim the index of the first claim of its group; alone it is its own.

    Only claims that share a shingle are held against each other, and equal claims are read once,
    so that a thousand identical claims cost a thousand look-ups.
    """
    parent = list(range(len(texts)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    first: dict[str, int] = {}
    holders: dict[tuple[str, ...], list[int]] = {}
    shingles: dict[int, frozenset[tuple[str, ...]]] = {}
    for index, text in enumerate(texts):
        same = first.setdefault(SPACE.sub(" ", text).strip().lower(), index)
        if same != index:
            parent[index] = root(same)
            continue
        shingles[index] = shingles_of(text)
        for other in {other for shingle in shingles[index] for other in holders.get(shingle, ())}:
            if _nearly(shingles[index], shingles[other]):
                low, high = sorted((root(index), root(other)))
                parent[high] = low
        for shingle in shingles[index]:
            held = holders.setdefault(shingle, [])
            if len(held) < COMMON:
                held.append(index)
    return [root(index) for index in range(len(texts))]
