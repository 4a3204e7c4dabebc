"""The network: a BERT encoder, tags over pieces, and two pointers that tie roles to their cue."""

import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F

from app.extract.labels import TAGS
from app.extract.pieces import CASES, QUOTE_STATES

HIDDEN, HEADS, LAYERS, INNER, POSITIONS, VOCABULARY = 384, 12, 6, 1536, 512, 30522
SEP = 102


class Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=bias, dropout_p=0.0)
        attended = self.out(attended.transpose(1, 2).reshape(batch, length, HIDDEN))
        x = self.norm1(x + F.dropout(attended, self.dropout, self.training))
        inner = self.down(F.gelu(self.up(x)))
        return self.norm2(x + F.dropout(inner, self.dropout, self.training))


class Pointer(nn.Module):
    """Scores every piece as the target of every other: a bilinear form, and what lies between.

    After Dozat and Manning (2017), with a bias for the signed distance in pieces and for
    whether the target stands in an earlier paragraph, the same one or a later one.
    """

    def __init__(self, size: int = 128, dropout: float = 0.2) -> None:
        super().__init__()
        self.start = nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU(), nn.Dropout(dropout))
        self.target = nn.Sequential(nn.Linear(HIDDEN, size), nn.GELU(), nn.Dropout(dropout))
        self.bilinear = nn.Linear(size, size, bias=False)
        self.prior = nn.Linear(size, 1)
        self.distance = nn.Embedding(2 * BUCKETS + 1, 1)
        self.paragraph = nn.Embedding(3, 1)
        nn.init.zeros_(self.distance.weight)
        nn.init.zeros_(self.paragraph.weight)
        nn.init.normal_(self.bilinear.weight, std=1 / size)

    def forward(self, x: Tensor, distance: Tensor, paragraph: Tensor) -> Tensor:
        target = self.target(x)
        scores = self.bilinear(self.start(x)) @ target.transpose(1, 2)
        scores = scores + self.prior(target).transpose(1, 2)
        scores = scores + self.distance(distance).squeeze(-1)
        return scores + self.paragraph(paragraph).squeeze(-1)


BUCKETS = 20


def distance_buckets() -> Tensor:
    """Bucket of each signed distance -511..511: exact to 8, then in powers of the fourth root of 2."""
    table = []
    for d in range(-POSITIONS + 1, POSITIONS):
        size = abs(d)
        bucket = size if size <= 8 else min(BUCKETS, 8 + math.ceil(2 * math.log2(size / 8)))
        table.append(BUCKETS + (bucket if d > 0 else -bucket))
    return torch.tensor(table)


class Tagger(nn.Module):
    """ids, case, quote, mask (batch, length; mask None: nothing is padded) ->

    tags (batch, length, 7), content_cue and cue_source (batch, length, length): logits.
    content_cue[i, j]: piece i of a content belongs to the cue that starts at piece j.
    cue_source[i, j]: the cue at piece i has the source that starts at j; j = i means none.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, HIDDEN)
        self.position = nn.Embedding(POSITIONS, HIDDEN)
        self.case = nn.Embedding(len(CASES), HIDDEN)
        self.quote = nn.Embedding(len(QUOTE_STATES), HIDDEN)
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.normal_(self.quote.weight, std=0.02)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.tags = nn.Linear(HIDDEN, len(TAGS))
        self.content_cue = Pointer()
        self.cue_source = Pointer()
        self.dropout = dropout
        self.register_buffer("buckets", distance_buckets(), persistent=False)

    def forward(
        self, ids: Tensor, case: Tensor, quote: Tensor, mask: Tensor | None
    ) -> tuple[Tensor, Tensor, Tensor]:
        length = ids.shape[1]
        order = torch.arange(length, device=ids.device)
        x = self.word(ids) + self.position(order) + self.case(case) + self.quote(quote)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        x = x.float()
        distance = self.buckets[order[None, :] - order[:, None] + POSITIONS - 1]
        ended = (ids == SEP).long().cumsum(1)
        paragraph = torch.clamp(ended[:, None, :] - ended[:, :, None], -1, 1) + 1
        hidden = F.dropout(x, self.dropout, self.training)
        away = 0.0 if mask is None else (1.0 - mask[:, None, :].to(x.dtype)) * -1e4
        return (
            self.tags(hidden),
            self.content_cue(hidden, distance, paragraph) + away,
            self.cue_source(hidden, distance, paragraph) + away,
        )


def load_encoder(model: Tagger, path: Path) -> None:
    """Take over the weights of a BERT encoder in the layout of the `transformers` library."""
    given = load_file(path)
    state = {
        "word.weight": given["embeddings.word_embeddings.weight"],
        "position.weight": given["embeddings.position_embeddings.weight"]
        + given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for number in range(LAYERS):
        prefix = f"encoder.layer.{number}."
        for part in ("weight", "bias"):
            state[f"layers.{number}.qkv.{part}"] = torch.cat(
                [given[f"{prefix}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
            for ours, theirs in names.items():
                state[f"layers.{number}.{ours}.{part}"] = given[f"{prefix}{theirs}.{part}"]
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or any(name.startswith(("layers", "word", "position", "norm")) for name in missing):
        raise ValueError(f"not the expected encoder: missing {missing}, unexpected {unexpected}")
