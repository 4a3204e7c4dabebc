"""Two claims -> a link: what the judge says, held against their figures, and why."""

from collections.abc import Sequence
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np

from app.relate.claim import Claim, Link, Relation
from app.relate.embedding import Embedder, Vectors
from app.relate.evidence import contradict, polls_differ, repeats, rival_figures, settle
from app.relate.features import measures
from app.relate.judge import RELATIONS, Judge, load_judge
from app.relate.prepared import VIEWS, Prepared, Preparer
from app.relate.why import why
from app.relate.words import spans_of

MODEL = Path(__file__).parent / "model"
TELLING = 0.35  # weight from which a shared word is worth showing
SURE = 0.5  # the score at least of a pair whose figures decide
AGREES, DIFFERS = RELATIONS.index(Relation.AGREES), RELATIONS.index(Relation.DIFFERS)


class Relater:
    """tokenizer: a tokenizer.json, such as the tagger's. folder: with `encoder.onnx` and `judge.npz`.

    version: changes with the encoder, the judge and what is embedded; vectors and links of another
    version are to be made anew. The networks are loaded when they are first needed.
    """

    def __init__(self, tokenizer: Path, folder: Path = MODEL, *, threads: int = 0) -> None:
        self.tokenizer, self.folder, self.threads = tokenizer, folder, threads
        parts = [(folder / name).read_bytes() for name in ("encoder.onnx", "judge.npz")]
        self.version = sha256(b"".join([*parts, *map(str.encode, VIEWS)])).hexdigest()[:12]

    @cached_property
    def preparer(self) -> Preparer:
        return Preparer(Embedder(self.folder, self.tokenizer, threads=self.threads))

    @cached_property
    def judging(self) -> Judge:
        return load_judge(self.folder / "judge.npz")

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
        rows = np.array([list(measures(a, b).values()) for a, b in pairs], np.float32)
        return self.links(pairs, self.judging.chances(rows))

    def links(self, pairs: Sequence[tuple[Prepared, Prepared]], chances: Vectors) -> list[Link]:
        """chances: shape (len(pairs), 4), of each relation."""
        best = (chances * self.judging.lean).argmax(axis=1)
        scores = np.minimum(1, chances[:, AGREES] + chances[:, DIFFERS])
        return [
            _link(a, b, RELATIONS[choice], float(score))
            for (a, b), choice, score in zip(pairs, best, scores, strict=True)
        ]


def _link(a: Prepared, b: Prepared, relation: Relation, score: float) -> Link:
    again = repeats(a, b)
    if relation is Relation.NONE and not again:
        return Link(relation, round(score, 4))
    polls = polls_differ(a, b)
    figures = rival_figures(a, b) if polls is None else None
    settled = figures is not None and settle(a, b, figures)
    opposed = contradict(a, b)
    if polls is not None:
        relation, score = Relation.DIFFERS if polls else Relation.AGREES, max(score, SURE)
    elif settled:
        relation, score = Relation.DIFFERS, max(score, SURE)
    elif again:
        relation, score = Relation.AGREES, max(score, SURE)
    elif opposed:
        relation, score = Relation.DIFFERS, max(score, SURE)
    differs = relation is Relation.DIFFERS
    shared = {stem for stem, weight in a.content.items() if weight >= TELLING and stem in b.content}
    return Link(
        relation=relation,
        score=round(score, 4),
        clear=not differs or polls is True or settled or opposed,
        shared_a=spans_of(a.claim.text, shared),
        shared_b=spans_of(b.claim.text, shared),
        figures=figures if differs else None,
        why=why(a, b, relation, figures),
    )
