"""What a pair's features say of its relation: regularised least squares with a Gaussian kernel."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.domain import Relation
from app.relate.embedding import Vectors

RELATIONS = tuple(Relation)
WIDTH = 0.8  # how quickly likeness falls with two pairs' mean squared distance
DAMPING = 3.0  # the larger, the less a single label counts
FARTHEST = 4.0  # standard deviations, beyond which a feature tells no more


@dataclass(frozen=True)
class Judge:
    """n labelled pairs and how much each of them pulls its neighbours to each relation.

    features: the names of the m features, in order. center, scale: shape (m,). pairs: shape (n, m),
    centred and scaled. pull: shape (n, 4). prior: shape (4,), how common each relation is. lean:
    shape (4,), what each relation's chance is multiplied by before the likeliest is taken.
    """

    features: tuple[str, ...]
    center: Vectors
    scale: Vectors
    pairs: Vectors
    pull: Vectors
    prior: Vectors
    lean: Vectors

    def chances(self, rows: Vectors) -> Vectors:
        """rows: shape (k, m), as `measures` gives them -> shape (k, 4), each from 0 to 1."""
        near = kernel(scaled(rows, self.center, self.scale), self.pairs)
        found: Vectors = np.clip(self.prior + near @ self.pull, 0, 1)
        return found


def scaled(rows: Vectors, center: Vectors, scale: Vectors) -> Vectors:
    found: Vectors = np.clip((rows - center) * scale, -FARTHEST, FARTHEST)
    return found


def kernel(a: Vectors, b: Vectors) -> Vectors:
    """How alike pairs are, 0 to 1: shape (k, m), (n, m) -> (k, n)."""
    apart = (a**2).sum(1)[:, None] + (b**2).sum(1) - 2 * a @ b.T
    near: Vectors = np.exp(-WIDTH / a.shape[1] * np.maximum(apart, 0))
    return near


def fit(
    rows: Vectors,
    relations: npt.NDArray[np.int64],
    weights: Vectors,
    *,
    features: tuple[str, ...],
    emphasis: Vectors,
    lean: Vectors,
) -> Judge:
    """Regularised least-squares classification (Rifkin, Yeo and Poggio 2003), solved in closed form.

    rows: (n, m). relations: (n,), indices into RELATIONS. weights: (n,), how far a label is to be
    trusted. emphasis: (m,), by how much a feature counts more than others.
    """
    center = rows.mean(axis=0)
    scale = emphasis / np.maximum(rows.std(axis=0), 1e-6)
    pairs = scaled(rows, center, scale)
    labels = np.eye(len(RELATIONS), dtype=np.float32)[relations]
    prior = weights @ labels / weights.sum()
    pull = np.linalg.solve(kernel(pairs, pairs) + DAMPING * np.diag(1 / weights), labels - prior)
    return Judge(features, *(part.astype(np.float32) for part in (center, scale, pairs, pull, prior, lean)))


def load_judge(path: Path) -> Judge:
    with np.load(path, allow_pickle=False) as stored:
        parts = {name: stored[name] for name in stored.files}
    return Judge(**{**parts, "features": tuple(map(str, parts["features"]))})
