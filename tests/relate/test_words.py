"""Words, their weights and their vectors."""

import numpy as np
import pytest

from app.relate.embedding import SIZE
from app.relate.relater import Relater
from app.relate.words import overlap, spans_of, stem_of, stems_of


def test_endings_do_not_part_words() -> None:
    assert stem_of("Releases") == stem_of("released") == stem_of("releasing")


def test_words_know_where_they_stand() -> None:
    text = "The ferry’s 1,250 berths"
    assert stems_of(text) == ["the", "ferry", "s", "1,250", "berth"]
    assert [span.of(text) for span in spans_of(text, {"ferry", "1,250", "quay"})] == ["ferry", "1,250"]


def test_rare_words_weigh_more(relater: Relater) -> None:
    weigh = relater.preparer.weights.of
    assert weigh("the") < weigh("government") < weigh("quay") <= 1
    assert weigh("") == 0


def test_overlap_of_parts_and_of_nothing() -> None:
    whole, part = {"quay": 1.0, "close": 0.5}, {"quay": 1.0}
    assert overlap(whole, part).contained == 1
    assert overlap(whole, part).jaccard == pytest.approx(2 / 3)
    assert overlap(whole, {}).cosine == 0


def test_vectors_have_length_one_and_long_texts_are_cut(relater: Relater) -> None:
    long = "the quay was closed " * 1000
    vectors = relater.preparer.embedder.vectors(["the quay was closed", long, long + "again", ""])
    assert vectors.shape == (4, SIZE)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(vectors[1], vectors[2])
