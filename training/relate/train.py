"""Labelled pairs -> app/relate/model/judge.npz: python -m training.relate.train PAIRS.jsonl.

Prints cross-validated figures: every pair is judged by a forest that has seen no pair with a claim
of either of its articles.
"""

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import ExtraTreesClassifier

from app.relate.embedding import Embedder, Vectors
from app.relate.forest import RELATIONS, Forest
from app.relate.relater import MODEL, Relater
from training.relate.gold import Gold, read_gold
from training.relate.measure import Figures, figures_of

TREES, LEAF, TRIED = 300, 2, 0.5  # trees; pairs in a leaf at least; share of features tried at a node
LEAN = (1.0, 1.5, 1.0, 1.0)  # differs is rare, and dear to miss
DIGITS = np.float32(1e4)  # shares are kept to a ten-thousandth, so that the file packs well
TOKENIZER = Path("app/extract/model/tokenizer.json")


def fit(features: Vectors, relations: npt.NDArray[np.int64], names: tuple[str, ...], seed: int = 0) -> Forest:
    """Extremely randomised trees (Geurts, Ernst and Wehenkel 2006)."""
    grown = ExtraTreesClassifier(TREES, min_samples_leaf=LEAF, max_features=TRIED, random_state=seed)
    grown.fit(features, relations)
    trees = [tree.tree_ for tree in grown.estimators_]
    roots = np.cumsum([0, *(tree.node_count for tree in trees)])[:-1]
    share = np.zeros((sum(tree.node_count for tree in trees), len(RELATIONS)), np.float32)
    counts = np.concatenate([tree.value[:, 0, :] for tree in trees])
    share[:, grown.classes_.astype(int)] = counts / counts.sum(axis=1, keepdims=True)
    return Forest(
        roots=roots.astype(np.int32),
        feature=np.concatenate([np.maximum(tree.feature, -1) for tree in trees]).astype(np.int32),
        threshold=np.concatenate([tree.threshold for tree in trees]).astype(np.float32),
        left=np.concatenate([t.children_left + r for t, r in zip(trees, roots, strict=True)]).astype(
            np.int32
        ),
        right=np.concatenate([t.children_right + r for t, r in zip(trees, roots, strict=True)]).astype(
            np.int32
        ),
        share=np.round(share * DIGITS) / DIGITS,
        features=names,
        lean=np.array(LEAN, np.float32),
    )


def cross_validate(gold: Gold, relater: Relater, seed: int = 0) -> Figures:
    """Figures over all pairs, each judged by a forest that knows neither of its articles.

    The articles hang together in one web, so whole groups cannot be held out; each pair is held
    out with all its neighbours instead.
    """
    forests: dict[bytes, Forest] = {}
    links = []
    for row, pair in enumerate(gold.pairs):
        apart = np.array([not articles & gold.articles[row] for articles in gold.articles])
        key = apart.tobytes()
        if key not in forests:
            forests[key] = fit(gold.features[apart], gold.relations[apart], gold.names, seed)
        relater.forest = forests[key]
        links.extend(relater.judge([pair]))
    return figures_of(links, gold.relations, gold.by_label)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pairs", type=Path)
    arguments.add_argument("--seeds", type=int, default=1, help="how often to cross-validate")
    options = arguments.parse_args()
    gold = read_gold(options.pairs, Embedder(MODEL, TOKENIZER))
    forest = fit(gold.features, gold.relations, gold.names)
    np.savez_compressed(MODEL / "judge.npz", **vars(forest))
    relater = Relater(TOKENIZER)
    for seed in range(options.seeds):
        print(f"seed {seed}: {cross_validate(gold, relater, seed)}")


if __name__ == "__main__":
    main()
