"""Words with their weight: how much it tells that two claims share one."""

import math
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import lru_cache

from tokenizers import Tokenizer

from app.domain import Span, Spans

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)?")
NAME = re.compile(r"\b[A-Z][A-Za-z]{2,}")
OPENERS = "The That This They There And But When What Why How You Not She His Her Its"
NOT_NAMES = frozenset(OPENERS.split())
ENDINGS = ("ing", "edly", "ed", "es", "s", "ly", "al", "ment", "er", "ion")
SHORTEST_STEM = 4


@lru_cache(maxsize=65536)
def stem_of(word: str) -> str:
    """A word without its commonest English ending; light, so that it never has to be undone."""
    word = word.lower()
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word[:-1] if word.endswith("e") and len(word) > SHORTEST_STEM else word


def stems_of(text: str) -> list[str]:
    """Of every word, in order."""
    return list(map(stem_of, WORD.findall(text)))


def spans_of(text: str, stems: Set[str]) -> Spans:
    """Where words with these stems stand."""
    return tuple(Span(*m.span()) for m in WORD.finditer(text) if stem_of(m.group()) in stems)


def names_of(text: str) -> frozenset[str]:
    """Stems of the words with a capital, but for those that open sentences."""
    return frozenset(stem_of(name) for name in NAME.findall(text) if name not in NOT_NAMES)


class Weights:
    """How rare a word is, 0 (the, of) to 1.

    WordPiece vocabularies are ordered by frequency, so by Zipf's law a piece's information grows
    with the logarithm of its rank: a table of word counts that the tokenizer carries already.
    """

    FIRST = 1996  # the rank of "the"; before it stand single characters

    def __init__(self, tokenizer: Tokenizer) -> None:
        self.tokenizer = tokenizer
        self.most = math.log(tokenizer.get_vocab_size() - self.FIRST)
        self._weighed = lru_cache(maxsize=65536)(lambda word: (stem_of(word), self.of(word)))

    def of(self, word: str) -> float:
        ids = self.tokenizer.encode(word.lower(), add_special_tokens=False).ids
        ranks = [math.log(i - self.FIRST + 1) / self.most if i >= self.FIRST else 0.3 for i in ids]
        return max(ranks, default=0.0) ** 2

    def bag(self, text: str) -> dict[str, float]:
        """Stem -> weight of every word of a text."""
        return dict(map(self._weighed, WORD.findall(text)))


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two bags share, as weight: shared, and the two wholes."""

    shared: float
    a: float
    b: float

    @property
    def jaccard(self) -> float:
        return self.shared / (self.a + self.b - self.shared or 1.0)

    @property
    def contained(self) -> float:
        """How much of the smaller one is in the other."""
        return self.shared / (min(self.a, self.b) or 1.0)

    @property
    def cosine(self) -> float:
        return self.shared / (math.sqrt(self.a * self.b) or 1.0)


def overlap(a: Mapping[str, float], b: Mapping[str, float]) -> Overlap:
    return Overlap(sum(min(a[w], b[w]) for w in a.keys() & b.keys()), sum(a.values()), sum(b.values()))
