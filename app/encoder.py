"""The tokenizer and the ONNX session, shared by extract and relate."""

from pathlib import Path

import onnxruntime
from tokenizers import Tokenizer


def load_tokenizer(path: Path) -> Tokenizer:
    """A tokenizer, stripped of the truncation and padding that its file may ask for."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load_session(path: Path, *, threads: int = 0) -> onnxruntime.InferenceSession:
    """An inference session on the processor. threads: 0 lets the runtime use every core."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # Windows differ in length, so memory planned for one length is only kept, never reused.
    options.enable_mem_pattern = False
    options.enable_cpu_mem_arena = False
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
