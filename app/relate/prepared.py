"""What is known of one claim before it meets another: its vector, bags of words, figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.relate.claim import Claim
from app.relate.embedding import Embedder, Vectors
from app.relate.figures import Figure, figures_of
from app.relate.polarity import denies, is_reversed, negations, poles
from app.relate.polls import Lead, lead_of
from app.relate.words import Weights, names_of

VIEWS = ("whole",)  # what of a claim is embedded: source, cue and content in one line
SEARCH = VIEWS.index("whole")  # the view by which neighbours are looked for
DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Prepared:
    """vectors: shape (len(VIEWS), 384). around: the words of the paragraph."""

    claim: Claim
    vectors: Vectors
    content: dict[str, float]
    whole: dict[str, float]
    around: dict[str, float]
    source: dict[str, float]
    cue: dict[str, float]
    names: frozenset[str]
    poles: frozenset[str]
    digits: frozenset[str]
    figures: tuple[Figure, ...]
    lead: Lead | None
    negations: int
    denies: bool
    reversed: bool

    def alone(self) -> "Prepared":
        """Without the words around it."""
        return replace(self, claim=replace(self.claim, paragraph=""), around=self.whole)


class Preparer:
    """Prepares claims; the encoder and the tokenizer are its own."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder
        self.weights = Weights(embedder.tokenizer)

    def prepare(self, claims: Sequence[Claim]) -> list[Prepared]:
        return list(map(self.with_vectors, claims, self.vectors(claims)))

    def vectors(self, claims: Sequence[Claim]) -> list[Vectors]:
        """Of each claim, shape (len(VIEWS), 384); each distinct text is embedded once."""
        texts = list(dict.fromkeys(claim.whole for claim in claims))
        rows = dict(zip(texts, self.embedder.vectors(texts), strict=True))
        return [rows[claim.whole][None] for claim in claims]

    def with_vectors(self, claim: Claim, vectors: Vectors) -> Prepared:
        """vectors: shape (len(VIEWS), 384), as `vectors` gives them."""
        source, cue, content = map(self.weights.bag, (claim.source, claim.cue, claim.text))
        whole = source | cue | content
        return Prepared(
            claim=claim,
            vectors=vectors,
            content=content,
            whole=whole,
            around=self.weights.bag(claim.paragraph) if claim.paragraph else whole,
            source=source,
            cue=cue,
            names=names_of(claim.whole),
            poles=poles(content),
            digits=frozenset(number.replace(",", "") for number in DIGITS.findall(claim.text)),
            figures=figures_of(claim.text, claim.published_at),
            lead=lead_of(claim.text),
            negations=negations(claim.text),
            denies=denies(claim.cue),
            reversed=is_reversed(claim.cue, claim.text),
        )
