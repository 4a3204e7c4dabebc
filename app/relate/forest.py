"""A forest of decision trees, run by numpy: pairs in, the probability of each relation out."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.relate.claim import Relation
from app.relate.embedding import Vectors

RELATIONS = tuple(Relation)


@dataclass(frozen=True)
class Forest:
    """Trees laid end to end. Node i asks whether feature[i] <= threshold[i]; a leaf has feature -1.

    roots: shape (trees,). feature, left, right: int32 (nodes,); threshold: float32 (nodes,);
    share: float32 (nodes, 4), the relations of the training pairs that ended in a leaf.
    features: the names of the features, in order. lean: shape (4,), what each relation's
    probability is multiplied by before the most probable one is taken.
    """

    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int32]
    threshold: Vectors
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    share: Vectors
    features: tuple[str, ...]
    lean: Vectors

    def probabilities(self, pairs: Vectors) -> Vectors:
        """pairs: shape (n, features) -> shape (n, 4), the mean over all trees (Geurts et al. 2006)."""
        total = np.zeros((len(pairs), len(RELATIONS)), np.float32)
        rows = np.arange(len(pairs))
        for root in self.roots:
            node = np.full(len(pairs), root)
            while (inner := self.feature[node] >= 0).any():
                goes_left = pairs[rows, self.feature[node]] <= self.threshold[node]
                node = np.where(inner, np.where(goes_left, self.left[node], self.right[node]), node)
            total += self.share[node]
        return total / np.float32(len(self.roots))


def load_forest(path: Path) -> Forest:
    with np.load(path, allow_pickle=False) as stored:
        parts = {name: stored[name] for name in stored.files}
    return Forest(**{**parts, "features": tuple(map(str, parts["features"]))})
