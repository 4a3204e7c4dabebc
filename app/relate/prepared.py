"""What is known of one claim before it meets another: vectors, bags of words, figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from app.relate.claim import Claim
from app.relate.embedding import SIZE, Embedder, Vectors
from app.relate.figures import Figure, figures_of
from app.relate.polarity import is_denial, negations
from app.relate.polls import Lead, lead_of
from app.relate.words import Weights, Word, names_of, words_of

VIEWS = ("content", "said", "whole", "paragraph")
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
QUOTE = re.compile(r"[\"“”„«»]|''")
PRONOUN = re.compile(r"(?:he|she|they|it|who|i|we)", re.IGNORECASE)
# What the two ends of each axis of stance sound like.
AXES = (
    ("This is true and right.", "This is false and wrong."),
    ("He is honest, good and strong.", "He is dishonest, bad and weak."),
    ("They support and praise it.", "They oppose and criticize it."),
    ("He admits and confirms that it happened.", "He denies that it happened."),
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """vectors: shape (4, 384), one for each of VIEWS. stance: shape (4,), the place on each of AXES."""

    claim: Claim
    vectors: Vectors
    stance: Vectors
    content: dict[str, float]
    whole: dict[str, float]
    source: dict[str, float]
    cue: dict[str, float]
    words: tuple[Word, ...]
    names: frozenset[str]
    digits: frozenset[str]
    figures: tuple[Figure, ...]
    lead: Lead | None
    negations: int
    denial: bool
    quoted: bool
    pronoun: bool


def views_of(claim: Claim) -> tuple[str, ...]:
    """The texts to embed, in the order of VIEWS."""
    said = f"{claim.source}: {claim.text}" if claim.source else claim.text
    return claim.text, said, claim.whole, claim.paragraph or claim.text


class Preparer:
    """Prepares claims; the encoder and the tokenizer are its own."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self.weights = Weights(embedder.tokenizer)
        ends = embedder.vectors([end for axis in AXES for end in axis]).reshape(len(AXES), 2, SIZE)
        axes = ends[:, 0] - ends[:, 1]
        self.axes: Vectors = axes / np.linalg.norm(axes, axis=1, keepdims=True)

    def prepare(self, claims: Sequence[Claim]) -> list[Prepared]:
        """Each distinct text is embedded once."""
        texts = {text: None for claim in claims for text in views_of(claim)}
        rows = dict(zip(texts, self.embedder.vectors(list(texts)), strict=True))
        return [self.with_vectors(c, np.stack([rows[text] for text in views_of(c)])) for c in claims]

    def with_vectors(self, claim: Claim, vectors: Vectors) -> Prepared:
        """vectors: shape (4, 384), as stored from an earlier `prepare`."""
        whole = claim.whole
        return Prepared(
            claim=claim,
            vectors=vectors,
            stance=self.axes @ vectors[VIEWS.index("whole")],
            content=self.weights.bag(claim.text),
            whole=self.weights.bag(whole),
            source=self.weights.bag(claim.source),
            cue=self.weights.bag(claim.cue),
            words=tuple(words_of(claim.text)),
            names=names_of(whole),
            digits=frozenset(number.replace(",", "") for number in DIGITS.findall(claim.text)),
            figures=figures_of(claim.text, claim.published_at),
            lead=lead_of(claim.text),
            negations=negations(claim.text),
            denial=is_denial(claim.cue),
            quoted=bool(QUOTE.search(claim.text)),
            pronoun=bool(PRONOUN.fullmatch(claim.source.strip())),
        )
