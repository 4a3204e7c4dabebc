"""Labelled pairs -> app/relate/model/judge.npz: python -m training.relate.train PAIRS [--more MORE].

Prints cross-validated figures for PAIRS and for MORE: every pair is judged by a judge that has seen
no pair with a claim of either of its articles. A pair's "weight" says how far its label counts (1).
"""

import argparse
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.relate.embedding import Embedder, Vectors
from app.relate.judge import DAMPING, RELATIONS, Judge, fit, kernel
from app.relate.relater import MODEL, Relater
from training.relate.gold import Gold, joined, read_gold
from training.relate.measure import Figures, figures_of

EMPHASIS = {"cosine": 2.0}  # by how much a feature counts more than another
LEAN = (1.5, 3.5, 1.5, 1.0)  # agrees, differs, related, none: what is rare is dear to miss
FIRST = 4.0  # the weight of a pair of the first file; those of others carry their own
TOKENIZER = Path("app/extract/model/tokenizer.json")


def fitted(gold: Gold, chosen: npt.NDArray[np.bool_]) -> Judge:
    return fit(
        gold.features[chosen],
        gold.relations[chosen],
        gold.weights[chosen],
        features=gold.names,
        emphasis=np.array([EMPHASIS.get(name, 1.0) for name in gold.names], np.float32),
        lean=np.array(LEAN, np.float32),
    )


def held_out(gold: Gold) -> Vectors:
    """The chances of each relation, shape (n, 4), by a judge that knows neither article of the pair.

    The articles hang together in one web, so whole groups cannot be held out; each pair is held
    out with all its neighbours instead. What least squares without some pairs would say of them
    follows from one inverse for all (Rifkin, Yeo and Poggio 2003); only the features' scale and how
    common a relation is are those of all pairs.
    """
    judge = fitted(gold, np.ones(len(gold.pairs), bool))
    labels = np.eye(len(RELATIONS))[gold.relations] - judge.prior
    likeness = kernel(judge.pairs.astype(np.float64), judge.pairs.astype(np.float64))
    inverse = np.linalg.inv(likeness + DAMPING * np.diag(1 / gold.weights))
    pull = inverse @ labels
    chances = np.empty_like(labels)
    for row, articles in enumerate(gold.articles):
        out = [place for place, others in enumerate(gold.articles) if articles & others]
        missed = np.linalg.solve(inverse[np.ix_(out, out)], pull[out])[out.index(row)]
        chances[row] = judge.prior + labels[row] - missed
    return np.clip(chances, 0, 1).astype(np.float32)


def cross_validate(gold: Gold, relater: Relater, judged: npt.NDArray[np.bool_]) -> Figures:
    """Figures over the pairs that are `judged`, each held out with all that share an article with it."""
    rows = np.flatnonzero(judged)
    relater.judging = fitted(gold, np.ones(len(gold.pairs), bool))
    links = relater.links([gold.pairs[row] for row in rows], held_out(gold)[rows])
    return figures_of(links, gold.relations[rows], gold.by_label[rows])


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("pairs", type=Path)
    arguments.add_argument("--more", type=Path, action="append", default=[], help="further labelled pairs")
    options = arguments.parse_args()
    embedder = Embedder(MODEL, TOKENIZER)
    sets = [read_gold(path, embedder) for path in (options.pairs, *options.more)]
    sets[0].weights[:] = FIRST
    gold = joined(sets)
    np.savez_compressed(MODEL / "judge.npz", **vars(fitted(gold, np.ones(len(gold.pairs), bool))))
    relater = Relater(TOKENIZER)
    origin = np.concatenate([np.full(len(each.pairs), number) for number, each in enumerate(sets)])
    for number, path in enumerate((options.pairs, *options.more)):
        print(f"{path.name}: {cross_validate(gold, relater, origin == number)}")


if __name__ == "__main__":
    main()
