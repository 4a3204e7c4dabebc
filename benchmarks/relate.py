"""What it costs to link a new article: 20 claims against 10^3 to 10^6 stored vectors, on one core.

    OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 python -m benchmarks.relate

The stored vectors are random, memory-mapped int8; "a part" is one in twenty, as a filter
by date leaves. Then what the new claims cost themselves: to embed, and to judge 20 candidates each.
"""

import argparse
import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from app.relate.claim import Claim
from app.relate.embedding import SIZE, Vectors
from app.relate.nearest import BLOCK, nearest, to_int8
from app.relate.relater import Relater
from app.settings import Settings

CLAIMS, CANDIDATES, PART = 20, 20, 20


def random_vectors(count: int, seed: int) -> Vectors:
    vectors: Vectors = np.random.default_rng(seed).standard_normal((count, SIZE), np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def store(path: Path, count: int) -> np.memmap[tuple[int, int], np.dtype[np.int8]]:
    stored = np.memmap(path, np.int8, "w+", shape=(count, SIZE))
    for start in range(0, count, BLOCK):
        stored[start : start + BLOCK] = to_int8(random_vectors(min(BLOCK, count - start), start))
    stored.flush()
    return np.memmap(path, np.int8, "r", shape=(count, SIZE))


def best_of(rounds: int, work: Callable[[], object]) -> float:
    """Milliseconds of the quickest round."""
    spent = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        spent.append(time.perf_counter() - began)
    return 1000 * min(spent)


def own_memory() -> float:
    """Megabytes, without the pages of the mapped file, which the system takes back at will (Linux)."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    kilobytes = re.search(r"RssAnon:\s+(\d+)", status)
    return int(kilobytes[1]) / 1024 if kilobytes else float("nan")


def growth(rounds: int, powers: range) -> None:
    queries = random_vectors(CLAIMS, 1)
    with tempfile.TemporaryDirectory() as folder:
        for power in powers:
            count = 10**power
            stored = store(Path(folder) / f"{power}.int8", count)
            recent = np.zeros(count, bool)
            recent[-(count // PART) :] = True
            whole = best_of(rounds, lambda s=stored: nearest(queries, s, CANDIDATES))  # type: ignore[misc]
            part = best_of(
                rounds,
                lambda s=stored, r=recent: nearest(queries, s, CANDIDATES, allowed=r),  # type: ignore[misc]
            )
            print(
                f"{count:9,} vectors: all {whole:6.1f} ms, a part {part:7.1f} ms; {own_memory():4.0f} MB held"
            )


def own_cost(rounds: int) -> None:
    relater = Relater(Settings().model / "tokenizer.json", threads=1)
    claims = [
        Claim(
            f"the ferry that struck the northern quay on pier {n} would not sail before the inquiry ends",
            "the harbour board",
            "said",
            f"The ferry that struck the northern quay on pier {n} would not sail before the inquiry "
            "ends, the harbour board said on Tuesday.",
        )
        for n in range(CLAIMS)
    ]
    prepared = relater.preparer.prepare(claims)
    pairs = [(a, b) for a in prepared for b in prepared]
    prepare = best_of(rounds, lambda: relater.preparer.prepare(claims))
    judge = best_of(rounds, lambda: relater.judge(pairs))
    print(f"embed and prepare {CLAIMS} claims: {prepare:.0f} ms; judge {len(pairs)} pairs: {judge:.0f} ms")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--most", type=int, default=6, help="power of ten to stop at")
    options = arguments.parse_args()
    growth(options.rounds, range(3, options.most + 1))
    own_cost(options.rounds)


if __name__ == "__main__":
    main()
