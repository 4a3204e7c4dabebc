"""Average precision of the score, and precision, recall and F1 of each relation."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.relate.claim import Link, Relation
from app.relate.judge import RELATIONS

SAME_QUESTION = (Relation.AGREES, Relation.DIFFERS)


@dataclass(frozen=True, slots=True)
class Figures:
    """In per cent. precision: average precision of the score for agreeing and differing pairs
    against the rest; precision_drawn_blind: without the pairs that were drawn by label. clear: the
    precision of `differs` where it is clear, and how often it is."""

    precision: float
    precision_drawn_blind: float
    agrees: float
    differs: float
    related: float
    clear: tuple[float, int]

    @property
    def macro(self) -> float:
        return round((self.agrees + self.differs + self.related) / 3, 1)

    def __str__(self) -> str:
        return (
            f"average precision {self.precision} (drawn blind {self.precision_drawn_blind}), F1 agrees "
            f"{self.agrees}, differs {self.differs}, related {self.related}, macro {self.macro}; clearly "
            f"differing {self.clear[1]}, of which {self.clear[0]} per cent do"
        )


def average_precision(scores: npt.NDArray[np.floating], truth: npt.NDArray[np.bool_]) -> float:
    """Ties count against the scores, so that a constant score earns nothing."""
    hits = truth[np.lexsort((truth, -scores))]
    places = np.flatnonzero(hits)
    return round(100 * float(np.mean(np.arange(1, len(places) + 1) / (places + 1))), 1)


def f1(found: npt.NDArray[np.bool_], truth: npt.NDArray[np.bool_]) -> float:
    return round(200 * int((found & truth).sum()) / max(1, int(found.sum() + truth.sum())), 1)


def figures_of(
    links: Sequence[Link], relations: npt.NDArray[np.int64], by_label: npt.NDArray[np.bool_]
) -> Figures:
    scores = np.array([link.score for link in links])
    chosen = np.array([RELATIONS.index(link.relation) for link in links])
    one_question = np.isin(relations, [RELATIONS.index(relation) for relation in SAME_QUESTION])
    each = {
        relation.value: f1(chosen == place, relations == place)
        for place, relation in enumerate(RELATIONS)
        if relation is not Relation.NONE
    }
    differing = relations == RELATIONS.index(Relation.DIFFERS)
    shown = np.array([link.relation is Relation.DIFFERS and link.clear for link in links])
    return Figures(
        average_precision(scores, one_question),
        average_precision(scores[~by_label], one_question[~by_label]),
        clear=(round(100 * float(differing[shown].mean()), 1) if shown.any() else 0.0, int(shown.sum())),
        **each,
    )
