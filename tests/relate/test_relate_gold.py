"""Floors on pairs that were labelled by reading."""

from pathlib import Path
from statistics import fmean

import numpy as np
import pytest

from app.relate.relater import MODEL, Relater
from app.settings import Settings
from training.relate.gold import Gold, read_gold
from training.relate.measure import average_precision, figures_of

PAIRS = Path(__file__).resolve().parents[3] / "shared" / "data" / "claim-pairs-dev.jsonl"
COSINE = 67.6  # average precision of the encoder in 32 bits, by cosine alone

pytestmark = pytest.mark.skipif(not PAIRS.exists(), reason="needs the labelled pairs in ../shared/data")


@pytest.fixture(scope="module")
def gold(relater: Relater) -> Gold:
    return read_gold(PAIRS, relater.preparer.embedder)


def test_eight_bits_lose_nothing(gold: Gold) -> None:
    cosines = np.array([float(a.vectors[0] @ b.vectors[0]) for a, b in gold.pairs])
    assert average_precision(cosines, gold.relations < 2) >= COSINE - 0.5


def test_the_stored_forest_fits_the_features(gold: Gold, relater: Relater) -> None:
    """It has seen these pairs: this tells only that file and code belong together."""
    assert relater.forest.features == gold.names
    figures = figures_of(relater.judge(gold.pairs), gold.relations, gold.by_label)
    assert figures.precision >= 95
    assert figures.macro >= 85


def test_pairs_of_articles_never_seen(gold: Gold) -> None:
    pytest.importorskip("sklearn", reason="cross-validation needs scikit-learn: pip install -e '.[training]'")
    from training.relate.train import cross_validate

    runs = [
        cross_validate(gold, Relater(Settings().model / "tokenizer.json", MODEL), seed) for seed in range(3)
    ]
    assert fmean(run.precision for run in runs) >= 78
    assert fmean(run.agrees for run in runs) >= 70
    assert fmean(run.differs for run in runs) >= 50
    assert fmean(run.macro for run in runs) >= 60
