"""Texts -> vectors, by the sentence encoder all-MiniLM-L6-v2 in int8."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.encoder import load_session, load_tokenizer

Vectors = npt.NDArray[np.float32]

SIZE = 384
PIECES = 256  # more are not read: what the encoder was trained on


class Embedder:
    """folder: with `encoder.onnx`. tokenizer: a tokenizer.json; the tagger's has the same vocabulary."""

    def __init__(self, folder: Path, tokenizer: Path, *, threads: int = 0) -> None:
        self.tokenizer = load_tokenizer(tokenizer)
        self.session = load_session(folder / "encoder.onnx", threads=threads)

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Shape (len(texts), 384), each of length 1. One text at a time: nothing is padded."""
        found = np.empty((len(texts), SIZE), np.float32)
        for row, text in enumerate(texts):
            ids = self.tokenizer.encode(text).ids
            if len(ids) > PIECES:
                ids = [*ids[: PIECES - 1], ids[-1]]
            found[row] = self.session.run(None, {"ids": np.array([ids], np.int64)})[0]
        return found
