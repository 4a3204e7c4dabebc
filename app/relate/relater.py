"""Two claims -> a link: what the forest says, held against their figures, and why."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from app.domain import Spans
from app.relate.claim import Claim, Link, Relation
from app.relate.embedding import Embedder
from app.relate.features import measures
from app.relate.figures import Figure, rivals
from app.relate.forest import RELATIONS, load_forest
from app.relate.polarity import is_reversed
from app.relate.polls import leads_differ
from app.relate.prepared import Prepared, Preparer
from app.relate.why import why
from app.relate.words import overlap

MODEL = Path(__file__).parent / "model"
TELLING = 0.35  # weight from which a shared word is worth showing
ALL_BUT_THE_SAME = 0.7  # of all the words of both, by weight
SENTENCE = 30  # words
SURE = 0.5  # the score at least of a pair whose figures decide
WEEK = 7  # days


class Relater:
    """tokenizer: a tokenizer.json, such as the tagger's. folder: with `encoder.onnx` and `judge.npz`."""

    def __init__(self, tokenizer: Path, folder: Path = MODEL, *, threads: int = 0) -> None:
        self.preparer = Preparer(Embedder(folder, tokenizer, threads=threads))
        self.forest = load_forest(folder / "judge.npz")

    def relate(self, a: Claim, b: Claim) -> Link:
        return self.relate_all([(a, b)])[0]

    def relate_all(self, pairs: Sequence[tuple[Claim, Claim]]) -> list[Link]:
        """Links in the order of the pairs; each distinct text is embedded once."""
        claims = self.preparer.prepare([claim for pair in pairs for claim in pair])
        return self.judge(list(zip(claims[::2], claims[1::2], strict=True)))

    def judge(self, pairs: Sequence[tuple[Prepared, Prepared]]) -> list[Link]:
        """Links between claims that are prepared already."""
        if not pairs:
            return []
        rows = [[found[name] for name in self.forest.features] for found in (measures(*p) for p in pairs)]
        chances = self.forest.probabilities(np.array(rows, np.float32))
        best = (chances * self.forest.lean).argmax(axis=1)
        scores = chances[:, RELATIONS.index(Relation.AGREES)] + chances[:, RELATIONS.index(Relation.DIFFERS)]
        return [
            self._link(a, b, RELATIONS[choice], min(1.0, float(score)))
            for (a, b), choice, score in zip(pairs, best, scores, strict=True)
        ]

    def _link(self, a: Prepared, b: Prepared, relation: Relation, score: float) -> Link:
        polls = polls_differ(a, b) if relation is not Relation.NONE else None
        figures = rival_figures(a, b) if relation is not Relation.NONE and polls is None else None
        if relation is Relation.AGREES and contradict(a, b):
            relation = Relation.DIFFERS
        if polls is not None:
            relation = Relation.DIFFERS if polls else Relation.AGREES
            score = max(score, SURE)
        if figures and (relation is Relation.AGREES or figures[0].events):
            relation, score = Relation.DIFFERS, max(score, SURE)
        shared = {
            stem
            for stem, weight in a.content.items()
            if weight >= TELLING and stem in b.content and relation is not Relation.NONE
        }
        return Link(
            relation=relation,
            score=round(score, 4),
            shared_a=_spans(a, shared),
            shared_b=_spans(b, shared),
            figures=figures if relation is Relation.DIFFERS else None,
            why=why(a, b, relation, figures),
        )


def rival_figures(a: Prepared, b: Prepared) -> tuple[Figure, Figure] | None:
    """The two figures that cannot both hold; shares of rivals in a poll are no such figures."""
    return None if a.lead and b.lead else rivals(a.figures, b.figures)


def contradict(a: Prepared, b: Prepared) -> bool:
    """Whether one says yes and the other no in all but the same words, within a sentence."""
    if max(len(a.words), len(b.words)) > SENTENCE:
        return False
    apart = is_reversed(a.claim.cue, a.claim.text) != is_reversed(b.claim.cue, b.claim.text)
    return apart and overlap(a.content, b.content).jaccard >= ALL_BUT_THE_SAME


def polls_differ(a: Prepared, b: Prepared) -> bool | None:
    """Whether two polls of one week contradict each other; None where that cannot be told."""
    first, second = a.claim.published_at, b.claim.published_at
    if not (a.lead and b.lead and first and second) or abs((first.date() - second.date()).days) > WEEK:
        return None
    return leads_differ(a.lead, b.lead)


def _spans(claim: Prepared, stems: set[str]) -> Spans:
    return tuple(word.span for word in claim.words if word.stem in stems)
