"""How well predicted attributions agree with gold ones; figures in percent, micro-averaged.

Contents are paired one to one, best overlap of words first; a pair counts from half the words
of both together. The pair is right if its source mentions overlap as much, or are both empty.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.extract.labels import ROLES

WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
MARKS = frozenset('"“”„«»')
ENOUGH = 0.5

Words = frozenset[int]
Attribution = Mapping[str, Any]


def f1(right: float, predicted: float, gold: float) -> float:
    """In percent; 0 where there is nothing."""
    return 200 * right / (predicted + gold) if predicted + gold else 0.0


def overlap(one: Words, other: Words) -> float:
    """Intersection over union; two empty sets are alike."""
    return len(one & other) / len(one | other) if one or other else 1.0


def kind_of(text: str, spans: Iterable[Sequence[int]]) -> str:
    """direct: begins and ends with a quotation mark, punctuation apart; mixed: holds one."""
    words = " ".join(text[s:e] for s, e in spans).strip(" ,.;:\n")
    if words and words[0] in MARKS and words[-1] in MARKS:
        return "direct"
    return "mixed" if MARKS & set(words) else "indirect"


@dataclass(slots=True)
class Counts:
    """Sums over articles; `figures` makes percentages of them."""

    right: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)

    def add(self, text: str, gold: Iterable[Attribution], predicted: Iterable[Attribution]) -> None:
        """Compare one article's attributions; those with a `nested_in` are left out."""
        bounds = [match.span() for match in WORD.finditer(text)]
        wanted, found = _sides(bounds, gold), _sides(bounds, predicted)
        for role in ROLES:
            ours, theirs = (frozenset().union(*(a[role] for a in side)) for side in (wanted, found))
            self._count(f"token_{role}", len(ours & theirs), len(theirs), len(ours))
        wanted, found = ([a for a in side if a["content"]] for side in (wanted, found))
        pairs = list(_pairs(wanted, found))
        sources = sum(_same_source(one, other) for one, other, _ in pairs)
        exact = sum(degree == 1 for _, _, degree in pairs)
        for name, right in {"contents": len(pairs), "exact": exact, "attribution": sources}.items():
            self._count(name, right, len(found), len(wanted))
        self._count("source", sources, len(pairs), len(pairs))
        for attribution in wanted:
            self.gold[kind_of(text, attribution["spans"])] += 1
        for attribution, _, _ in pairs:
            self.right[kind_of(text, attribution["spans"])] += 1

    def _count(self, name: str, right: int, predicted: int, gold: int) -> None:
        self.right[name] += right
        self.predicted[name] += predicted
        self.gold[name] += gold

    def figures(self) -> dict[str, float]:
        """F1 of everything, but recall of the three kinds."""
        kinds = ("direct", "mixed", "indirect")
        result = {}
        for name in ("attribution", "contents", "exact", "source", *kinds, *(f"token_{r}" for r in ROLES)):
            if name in kinds:
                result[name] = 100 * self.right[name] / self.gold[name] if self.gold[name] else 0.0
            else:
                result[name] = f1(self.right[name], self.predicted[name], self.gold[name])
        return {name: round(figure, 1) for name, figure in result.items()}


def _sides(bounds: Sequence[tuple[int, int]], attributions: Iterable[Attribution]) -> list[dict[str, Any]]:
    def words(spans: Iterable[Sequence[int]]) -> Words:
        spans = list(spans)
        return frozenset(n for n, (s, e) in enumerate(bounds) if any(s < b and a < e for a, b in spans))

    return [
        {**{role: words(a[role]) for role in ROLES}, "spans": a["content"]}
        for a in attributions
        if a.get("nested_in") is None
    ]


def _same_source(one: Mapping[str, Words], other: Mapping[str, Words]) -> bool:
    if not one["source"] or not other["source"]:
        return one["source"] == other["source"]
    return overlap(one["source"], other["source"]) >= ENOUGH


def _pairs(
    gold: Sequence[dict[str, Any]], predicted: Sequence[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any], float]]:
    degrees = (
        (overlap(one["content"], other["content"]), i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(predicted)
    )
    taken: set[tuple[str, int]] = set()
    for degree, i, j in sorted((d for d in degrees if d[0] >= ENOUGH), reverse=True):
        if ("gold", i) not in taken and ("predicted", j) not in taken:
            taken |= {("gold", i), ("predicted", j)}
            yield gold[i], predicted[j], degree
