"""Floors on pairs that were labelled by reading."""

from pathlib import Path

import numpy as np
import pytest

from app.relate.relater import MODEL, Relater
from app.settings import Settings
from training.relate.gold import Gold, read_gold
from training.relate.measure import average_precision, figures_of
from training.relate.train import cross_validate

PAIRS = Path(__file__).resolve().parents[3] / "shared" / "data" / "claim-pairs-dev.jsonl"
COSINE = 67.6  # average precision of the encoder in 32 bits, by cosine alone

pytestmark = pytest.mark.skipif(not PAIRS.exists(), reason="needs the labelled pairs in ../shared/data")


@pytest.fixture(scope="module")
def gold(relater: Relater) -> Gold:
    return read_gold(PAIRS, relater.preparer.embedder)


def test_eight_bits_lose_nothing(gold: Gold) -> None:
    cosines = np.array([float(a.vectors[0] @ b.vectors[0]) for a, b in gold.pairs])
    assert average_precision(cosines, gold.relations < 2) >= COSINE - 0.5


def test_the_stored_judge_fits_the_features(gold: Gold, relater: Relater) -> None:
    """It has seen these pairs: this tells only that file and code belong together."""
    assert relater.judging.features == gold.names
    figures = figures_of(relater.judge(gold.pairs), gold.relations, gold.by_label)
    assert figures.precision >= 90
    assert figures.macro >= 70


def test_pairs_of_articles_never_seen(gold: Gold) -> None:
    """By a judge of these pairs alone; the shipped one knows more, and does better (its card)."""
    own = Relater(Settings().model / "tokenizer.json", MODEL, threads=1)
    found = cross_validate(gold, own, np.ones(len(gold.pairs), bool))
    assert found.precision >= 78
    assert found.agrees >= 68
    assert found.differs >= 48
    assert found.macro >= 55
