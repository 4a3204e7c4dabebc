"""Checkpoint -> ONNX -> quantized ONNX: python -m training.export CHECKPOINT FOLDER."""

import argparse
import shutil
from pathlib import Path

import torch
from torch import Tensor, nn

from training.model import Tagger
from training.onnx_file import write_onnx
from training.shipped import shipped_weights


class Whole(nn.Module):
    """The tagger for one window without padding, so that no mask has to be fed."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        tags, content_cue, cue_source = self.tagger(ids, case, quote, None)
        return tags, content_cue, cue_source


def average(paths: list[Path]) -> dict[str, Tensor]:
    """The mean of several checkpoints' weights; a tagger that was exported counts as one."""
    states = [
        shipped_weights(path) if path.suffix == ".onnx" else torch.load(path, weights_only=True)
        for path in paths
    ]
    return {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("checkpoints", type=Path, nargs="+", help="one, or several to average")
    arguments.add_argument(
        "--out", type=Path, required=True, help="folder for tagger.onnx and tokenizer.json"
    )
    arguments.add_argument("--encoder", type=Path, required=True, help="folder with tokenizer.json")
    arguments.add_argument("--float", action="store_true", help="leave the weights in 32 bits")
    options = arguments.parse_args()

    model = Tagger()
    model.load_state_dict(average(options.checkpoints))
    names = ["ids", "case", "quote"], ["tags", "content_cue", "cue_source"]
    write_onnx(Whole(model), options.out / "tagger.onnx", *names, quantize=not options.float)
    shutil.copy(options.encoder / "tokenizer.json", options.out / "tokenizer.json")


if __name__ == "__main__":
    main()
