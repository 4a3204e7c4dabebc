"""Labelled pairs of claims and what each of their articles is."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.relate.claim import Relation
from app.relate.embedding import Embedder, Vectors
from app.relate.features import measures
from app.relate.judge import RELATIONS
from app.relate.pairs import claim_of
from app.relate.prepared import Prepared, Preparer

RELATION = {
    "same": Relation.AGREES,
    "conflict": Relation.DIFFERS,
    "related": Relation.RELATED,
    "unrelated": Relation.NONE,
}


@dataclass(frozen=True)
class Gold:
    """n pairs. features: (n, m), named by `names`. relations: (n,), indices into RELATIONS.

    articles: for each pair the two articles that its claims stand in. by_label: (n,), whether a
    pair was drawn by its label. weights: (n,), how far a label counts.
    """

    pairs: list[tuple[Prepared, Prepared]]
    features: Vectors
    names: tuple[str, ...]
    relations: npt.NDArray[np.int64]
    articles: list[frozenset[str]]
    by_label: npt.NDArray[np.bool_]
    weights: Vectors


def read_gold(path: Path, embedder: Embedder) -> Gold:
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    prepared = Preparer(embedder).prepare([claim_of(r[side]) for r in records for side in ("a", "b")])
    pairs = list(zip(prepared[::2], prepared[1::2], strict=True))
    found = [measures(a, b) for a, b in pairs]
    return Gold(
        pairs=pairs,
        features=np.array([list(row.values()) for row in found], np.float32),
        names=tuple(found[0]),
        relations=np.array([RELATIONS.index(RELATION[r["label"]]) for r in records]),
        articles=[frozenset((r["a"]["id"], r["b"]["id"])) for r in records],
        by_label=np.array([r["drawn"].startswith("hand") for r in records]),
        weights=np.array([r.get("weight", 1.0) for r in records], np.float32),
    )


def joined(sets: Sequence[Gold]) -> Gold:
    """All pairs of several sets, in order."""
    return Gold(
        pairs=[pair for each in sets for pair in each.pairs],
        features=np.concatenate([each.features for each in sets]),
        names=sets[0].names,
        relations=np.concatenate([each.relations for each in sets]),
        articles=[articles for each in sets for articles in each.articles],
        by_label=np.concatenate([each.by_label for each in sets]),
        weights=np.concatenate([each.weights for each in sets]),
    )
