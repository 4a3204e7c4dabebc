"""Training on what people put right; needs PyTorch, which only those who train have."""

from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="PyTorch is not installed: pip install -e '.[training]'")
pytest.importorskip("onnx", reason="onnx is not installed: pip install -e '.[training]'")

MODEL = Path(__file__).parents[2] / "app" / "extract" / "model"
TEXT = "It rained. Ann Lee said the mill is closed.\n\nBo Renn said it is open."
ADDED = {"source": [], "cue": [], "content": [[24, 42]]}
KNOWN = {"source": [[45, 52]], "cue": [[53, 57]], "content": [[58, 68]]}


def test_the_shipped_file_holds_all_weights_of_the_network() -> None:
    from training.model import Tagger
    from training.shipped import shipped_weights

    tagger = Tagger()
    weights = shipped_weights(MODEL / "tagger.onnx")
    assert tagger.load_state_dict(weights).missing_keys == []
    assert all(torch.isfinite(weight).all() for weight in weights.values())


def test_beside_a_claim_without_a_cue_nothing_is_asked() -> None:
    from app.encoder import load_tokenizer
    from training.data import UNASKED, label

    tokenizer = load_tokenizer(MODEL / "tokenizer.json")
    example = label({"text": TEXT, "attributions": [ADDED, KNOWN]}, tokenizer)
    tags = {
        TEXT[start:end]: tag
        for start, end, tag in zip(example.pieces.start, example.pieces.end, example.tags, strict=True)
    }
    assert tags["rained"] == tags["Ann"] == UNASKED
    assert tags["mill"] not in (0, UNASKED)
    assert tags["Bo"] not in (0, UNASKED)
    assert tags["open"] not in (0, UNASKED)
