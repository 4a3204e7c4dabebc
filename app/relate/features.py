"""What tells how two claims bear on each other, as numbers; the same for (a, b) and (b, a)."""

import math
from collections.abc import Mapping, Sequence

import numpy as np

from app.relate.embedding import Vectors
from app.relate.figures import can_both_hold, rivals, same_quantity
from app.relate.polarity import opposites
from app.relate.polls import leads_differ
from app.relate.prepared import AXES, VIEWS, Prepared
from app.relate.words import overlap

RUN = 200  # words of each claim that are searched for the longest run in common

Bag = Mapping[str, float]


def longest_run(a: Sequence[str], b: Sequence[str]) -> int:
    """The most words that stand in both in one row."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(b):
        places.setdefault(word, []).append(place)
    best, before = 0, dict[int, int]()
    for word in a:
        before = {place: before.get(place - 1, 0) + 1 for place in places.get(word, ())}
        best = max(best, *before.values(), 0)
    return best


def _inside(part: Bag, whole: Bag) -> float:
    """How much of a source is named in the other claim's content."""
    return overlap(part, whole).shared / (sum(part.values()) or 1.0)


def _contained(a: Bag, b: Bag) -> float:
    return overlap(a, b).contained if a and b else 0.0


def measures(a: Prepared, b: Prepared) -> dict[str, float]:
    """Name -> value."""
    content, whole = overlap(a.content, b.content), overlap(a.whole, b.whole)
    names = len(a.names & b.names)
    sizes = sorted((len(a.content), len(b.content)))
    found: dict[str, float] = {
        f"cosine_{view}": round(float(a.vectors[row] @ b.vectors[row]), 6) for row, view in enumerate(VIEWS)
    }
    for name, shared in (("content", content), ("whole", whole)):
        found[f"jaccard_{name}"] = shared.jaccard
        found[f"contained_{name}"] = shared.contained
        found[f"words_{name}"] = shared.cosine
    found |= {
        "shared": math.log1p(whole.shared),
        "names": names / max(1, min(len(a.names), len(b.names))),
        "names_shared": math.log1p(names),
        "source": _contained(a.source, b.source),
        "source_answered": max(_inside(a.source, b.content), _inside(b.source, a.content)),
        "source_pronoun": float(a.pronoun or b.pronoun),
        "source_missing": float(not a.source or not b.source),
        "cue": _contained(a.cue, b.cue),
        "denials": float(a.denial + b.denial),
        "one_denial": float(a.denial != b.denial),
        "negations": float(min(3, a.negations + b.negations)),
        "one_negated": float(bool(a.negations) != bool(b.negations)),
        "opposites": float(len(opposites(frozenset(a.content), frozenset(b.content)))),
        "quoted": float(a.quoted + b.quoted),
        "length": math.log1p(sizes[0]),
        "length_ratio": math.log((sizes[1] + 1) / (sizes[0] + 1)),
        "run": math.log1p(longest_run([w.stem for w in a.words[:RUN]], [w.stem for w in b.words[:RUN]])),
        "one_paragraph": float(bool(a.claim.paragraph) and a.claim.paragraph == b.claim.paragraph),
        "number_shared": float(bool(a.digits & b.digits)),
        "numbers_apart": float(bool(a.digits and b.digits) and not a.digits & b.digits),
        "one_number": float(bool(a.digits) != bool(b.digits)),
        "figures_rival": float(rivals(a.figures, b.figures) is not None),
        "figures_agree": float(
            any(same_quantity(x, y) and can_both_hold(x, y) for x in a.figures for y in b.figures)
        ),
    }
    polls = leads_differ(a.lead, b.lead) if a.lead and b.lead else None
    found |= {"leads_rival": float(polls is True), "leads_agree": float(polls is False)}
    for axis in range(len(AXES)):
        u, v = float(a.stance[axis]), float(b.stance[axis])
        found[f"stance_{axis}_apart"] = round(abs(u - v), 6)
        found[f"stance_{axis}_alike"] = round(u * v, 6)
    return found


def features(a: Prepared, b: Prepared) -> Vectors:
    """Shape (len(FEATURES),), in the order of `measures`."""
    return np.array(list(measures(a, b).values()), np.float32)
