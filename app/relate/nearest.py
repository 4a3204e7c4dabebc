"""The nearest of many stored vectors: exact, read in blocks, within bounded memory."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.relate.embedding import SIZE, Vectors

BLOCK = 2048  # stored vectors widened at once: 3 MB
SCALE = 127.0
Stored = npt.NDArray[np.int8] | npt.NDArray[np.float16] | npt.NDArray[np.float32]


@dataclass(frozen=True)
class Near:
    """rows: indices into the stored vectors, the nearest first, shape (queries, k); cosines alike.

    Where fewer were allowed than asked for, rows end in -1 and cosines in -inf.
    """

    rows: npt.NDArray[np.int64]
    cosines: Vectors


def to_int8(vectors: Vectors) -> npt.NDArray[np.int8]:
    """Vectors of length 1 in a quarter of the room: 384 bytes each."""
    rounded: npt.NDArray[np.int8] = np.clip(np.rint(vectors * SCALE), -SCALE, SCALE).astype(np.int8)
    return rounded


def from_int8(stored: bytes) -> Vectors:
    """What to_int8 made of vectors, widened: shape (views, 384). stored: its bytes."""
    return np.frombuffer(stored, np.int8).reshape(-1, SIZE).astype(np.float32) / np.float32(SCALE)


def nearest(
    queries: Vectors, stored: Stored, k: int, *, allowed: npt.NDArray[np.bool_] | None = None
) -> Near:
    """The k stored vectors with the highest cosine to each query.

    queries: float32 (q, 384) of length 1. stored: (n, 384), int8 as to_int8 makes them, float16 or
    float32; may be memory-mapped. allowed: (n,), which may be found, such as those of some dates.
    Holds a block, its products and k rows a query at a time, whatever n.
    """
    if queries.shape[1:] != (SIZE,) or stored.shape[1:] != (SIZE,):
        raise ValueError(f"vectors of {SIZE} numbers are needed, not {queries.shape} and {stored.shape}")
    if k < 1:
        raise ValueError(f"k is {k}; at least one has to be asked for")
    count = len(queries)
    rows = np.full((count, k), -1, np.int64)
    cosines = np.full((count, k), -np.inf, np.float32)
    scale = np.float32(1 / SCALE if stored.dtype == np.int8 else 1)
    for start in range(0, len(stored), BLOCK):
        places = np.arange(start, min(start + BLOCK, len(stored)))
        if allowed is not None:
            places = places[allowed[places]]
            if not len(places):
                continue
        block = stored[start : start + BLOCK] if allowed is None else stored[places]
        found = (queries @ block.astype(np.float32).T) * scale
        # Past the first block few columns beat what some query has already.
        better = np.flatnonzero((found > cosines.min(axis=1)[:, None]).any(axis=0))
        if not len(better):
            continue
        cosines = np.concatenate([cosines, found[:, better]], axis=1)
        rows = np.concatenate([rows, np.broadcast_to(places[better], (count, len(better)))], axis=1)
        best = np.argpartition(-cosines, k - 1, axis=1)[:, :k]
        cosines = np.take_along_axis(cosines, best, axis=1)
        rows = np.take_along_axis(rows, best, axis=1)
    order = np.argsort(-cosines, axis=1, kind="stable")
    return Near(np.take_along_axis(rows, order, axis=1), np.take_along_axis(cosines, order, axis=1))
