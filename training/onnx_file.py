"""A network over the pieces of one window -> an ONNX file, quantized to eight bits."""

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

LONGEST = 511  # pieces


def write_onnx(
    network: nn.Module, target: Path, inputs: Sequence[str], outputs: Sequence[str], *, quantize: bool
) -> None:
    """Write a network whose inputs all are (1, length) integers; says how large the file is."""
    target.parent.mkdir(parents=True, exist_ok=True)
    length = torch.export.Dim("length", min=2, max=LONGEST)
    with tempfile.TemporaryDirectory() as folder:
        full, prepared = Path(folder) / "full.onnx", Path(folder) / "prepared.onnx"
        torch.onnx.export(
            network.eval(),
            tuple(torch.ones(1, 48, dtype=torch.long) for _ in inputs),
            str(full),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_shapes=tuple({1: length} for _ in inputs),
            dynamo=True,
            external_data=False,
        )
        if quantize:
            quant_pre_process(full, prepared, skip_symbolic_shape=True)
            # Per channel: per tensor the tagger loses two points (README).
            quantize_dynamic(
                prepared,
                target,
                per_channel=True,
                reduce_range=False,
                weight_type=QuantType.QInt8,
                op_types_to_quantize=["MatMul", "Gemm", "Gather"],
            )
        else:
            shutil.copy(full, target)
    onnx.checker.check_model(str(target))
    print(f"{target}: {target.stat().st_size / 1e6:.1f} MB")
