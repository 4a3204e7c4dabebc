"""The weights of an exported tagger, back out of its ONNX file, so that training can go on from them."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from onnx import numpy_helper

PREFIX = "tagger."
QUANTIZED = "_quantized"

Array = npt.NDArray[np.float32]
Given = Mapping[str, npt.NDArray[Any]]


def shipped_weights(path: Path) -> dict[str, torch.Tensor]:
    """The state of a Tagger, as exact as the eight bits of a file that export.py quantized."""
    graph = onnx.load(path).graph
    given = {tensor.name: numpy_helper.to_array(tensor) for tensor in graph.initializer}
    state = {name: array for name, array in given.items() if name.endswith((".weight", ".bias"))}
    for name in given:
        if name.startswith(PREFIX) and name.endswith(QUANTIZED):
            state[name.removesuffix(QUANTIZED)] = _restored(given, name)
    for name, quantized in _products(graph):
        state[name] = _restored(given, quantized).T
    return {name.removeprefix(PREFIX): torch.tensor(array) for name, array in state.items()}


def _restored(given: Given, name: str) -> Array:
    base = name.removesuffix(QUANTIZED)
    whole = given[name].astype(np.int32) - given[f"{base}_zero_point"].astype(np.int32)
    return (whole * given[f"{base}_scale"]).astype(np.float32)


def _products(graph: onnx.GraphProto) -> Iterator[tuple[str, str]]:
    """Each quantized product: the name of its weight in the network, and in the file, which renames it.

    It is known by the bias that is added to it. The one without a bias, a pointer's bilinear form,
    is known by what it is fed: the layer before it.
    """
    made_by = {output: node for node in graph.node for output in node.output}
    used_by = {name: node for node in graph.node for name in node.input}
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        after = used_by[node.output[0]]
        while after.op_type in ("Cast", "Mul"):
            after = used_by[after.output[0]]
        bias = _bias(after)
        if bias:
            yield bias.replace(".bias", ".weight"), node.input[1]
            continue
        before = made_by[node.input[0]]
        while not _bias(before):
            before = made_by[before.input[0]]
        yield _bias(before).replace(".start.0.bias", ".bilinear.weight"), node.input[1]


def _bias(node: onnx.NodeProto) -> str:
    names = (name for name in node.input if name.startswith(PREFIX) and name.endswith(".bias"))
    return next(names, "") if node.op_type == "Add" else ""
