"""Checkpoint -> ONNX -> quantized ONNX: python -m training.export CHECKPOINT FOLDER."""

import argparse
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.model import Tagger


class Whole(nn.Module):
    """The tagger for one window without padding, so that no mask has to be fed."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        tags, content_cue, cue_source = self.tagger(ids, case, quote, None)
        return tags, content_cue, cue_source


def average(paths: list[Path]) -> dict[str, Tensor]:
    """The mean of several checkpoints' weights."""
    states = [torch.load(path, weights_only=True) for path in paths]
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
    example = torch.ones(1, 48, dtype=torch.long)
    options.out.mkdir(parents=True, exist_ok=True)
    target = options.out / "tagger.onnx"
    with tempfile.TemporaryDirectory() as folder:
        full, prepared = Path(folder) / "full.onnx", Path(folder) / "prepared.onnx"
        length = torch.export.Dim("length", min=2, max=511)
        torch.onnx.export(
            Whole(model).eval(),
            (example, example.clone(), example.clone()),
            str(full),
            input_names=["ids", "case", "quote"],
            output_names=["tags", "content_cue", "cue_source"],
            dynamic_shapes=({1: length}, {1: length}, {1: length}),
            dynamo=True,
            external_data=False,
        )
        if options.float:
            shutil.copy(full, target)
        else:
            quant_pre_process(full, prepared, skip_symbolic_shape=True)
            # Per channel: per tensor it loses two points (README).
            quantize_dynamic(
                prepared,
                target,
                per_channel=True,
                reduce_range=False,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            )
    onnx.checker.check_model(str(target))
    shutil.copy(options.encoder / "tokenizer.json", options.out / "tokenizer.json")
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
