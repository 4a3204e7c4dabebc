"""Pieces -> what the network says of them, window by window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.encoder import load_session, load_tokenizer
from app.extract.pieces import Pieces, Window, cut, windows

FloatArray = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Scores:
    """Scores of the m = end - start pieces of one window.

    tags: log-probabilities, shape (m, 7).
    content_cue, cue_source: logits, shape (m, m), as training/model.py defines them.
    """

    window: Window
    tags: FloatArray
    content_cue: FloatArray
    cue_source: FloatArray


def log_softmax(logits: FloatArray) -> FloatArray:
    shifted: FloatArray = logits - logits.max(axis=-1, keepdims=True)
    total: FloatArray = np.log(np.exp(shifted).sum(axis=-1, keepdims=True))
    return shifted - total


class Tagger:
    """The network and its tokenizer, from a folder with `tagger.onnx` and `tokenizer.json`."""

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        self.tokenizer = load_tokenizer(folder / "tokenizer.json")
        self.session = load_session(folder / "tagger.onnx", threads=threads)

    def cut(self, text: str, spans: Sequence[tuple[int, int]] | None = None) -> Pieces:
        return cut(text, self.tokenizer, spans)

    def score(self, pieces: Pieces) -> Iterator[Scores]:
        """Scores of each window in order; only one window is held at a time."""
        for window in windows(pieces):
            part = slice(window.start, window.end)
            inputs = {
                "ids": np.concatenate([[pieces.cls_id], pieces.ids[part]])[None],
                "case": np.concatenate([[0], pieces.case[part]])[None],
                "quote": np.concatenate([[0], pieces.quote[part]])[None],
            }
            tags, content_cue, cue_source = self.session.run(None, inputs)
            yield Scores(window, log_softmax(tags[0, 1:]), content_cue[0, 1:, 1:], cue_source[0, 1:, 1:])
