"""The nearest vectors, by blocks, against one plain product."""

import numpy as np
import pytest

from app.relate import nearest as room
from app.relate.embedding import SIZE, Vectors
from app.relate.nearest import nearest, to_int8


def unit(count: int, seed: int) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(count, SIZE)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "BLOCK", 64)


@pytest.mark.parametrize("kind", [np.float32, np.float16, np.int8])
def test_the_nearest_are_those_of_a_plain_product(kind: type) -> None:
    stored, queries = unit(1000, 1), unit(7, 2)
    held = to_int8(stored) if kind is np.int8 else stored.astype(kind)
    near = nearest(queries, held, 5)
    plain = queries @ stored.T
    assert np.allclose(near.cosines, -np.sort(-plain)[:, :5], atol=0.01)
    assert np.allclose(np.take_along_axis(plain, near.rows, axis=1), near.cosines, atol=0.01)


def test_only_allowed_rows_are_found() -> None:
    stored = unit(300, 1)
    allowed = np.zeros(300, bool)
    allowed[[7, 200]] = True
    near = nearest(stored[200:201], stored, 3, allowed=allowed)
    assert near.rows.tolist() == [[200, 7, -1]]
    assert near.cosines[0, 2] == -np.inf


def test_nothing_stored_and_nothing_asked() -> None:
    assert nearest(unit(2, 1), unit(0, 1), 3).rows.tolist() == [[-1] * 3] * 2
    assert nearest(unit(0, 1), unit(9, 1), 3).rows.shape == (0, 3)


def test_vectors_may_be_memory_mapped(tmp_path: object) -> None:
    path = f"{tmp_path}/vectors.npy"
    np.save(path, to_int8(unit(200, 3)))
    near = nearest(unit(200, 3)[5:6], np.load(path, mmap_mode="r"), 1)
    assert near.rows.tolist() == [[5]]


def test_vectors_of_another_size_are_refused() -> None:
    with pytest.raises(ValueError, match="384"):
        nearest(np.zeros((1, 3), np.float32), unit(3, 1), 1)
    with pytest.raises(ValueError, match="at least one"):
        nearest(unit(1, 1), unit(3, 1), 0)
