"""PolNeAR articles -> labelled pieces -> batches of windows."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import torch
from tokenizers import Tokenizer

from app.extract.labels import begin
from app.extract.pieces import WINDOW, IntArray, Pieces, cut
from app.paragraphs import paragraph_spans
from training.records import Record

UNASKED = -100  # what a loss leaves out
STRAIGHT = str.maketrans("“”‘’", "\"\"''")
GUILLEMETS = str.maketrans("“”", "«»")


@dataclass(frozen=True)
class Example:
    """A labelled article. tags, cue_of, source_of: (n,); where nothing is asked, -1, and UNASKED as a tag."""

    pieces: Pieces
    tags: IntArray
    cue_of: IntArray
    source_of: IntArray


def label(record: Record, tokenizer: Tokenizer) -> Example:
    """Project the spans of an article on its pieces; a piece belongs to the first span that claims it.

    Of a claim that a person added, the cue is not known: whatever else stands in its paragraphs may be
    it, and is not asked about.
    """
    pieces = cut(record["text"], tokenizer)
    tags = np.zeros(len(pieces), dtype=np.int64)
    cue_of = np.full(len(pieces), -1)
    source_of = np.full(len(pieces), -1)
    wide = pieces.end > pieces.start

    def covered(span: list[int]) -> IntArray:
        return np.flatnonzero((pieces.start < span[1]) & (pieces.end > span[0]) & wide)

    for attribution in record["attributions"]:
        first: dict[str, int] = {}
        contents: list[IntArray] = []
        cues: IntArray = np.array([], dtype=np.int64)
        for role in ("cue", "source", "content"):
            for span in attribution[role]:
                inside = covered(span)
                # one source may answer at several cues; no other words are shared
                shared = role == "source" and len(inside) and tags[inside[0]] == begin(role)
                inside = inside if shared else inside[tags[inside] == 0]
                if not len(inside):
                    continue
                first.setdefault(role, int(inside[0]))
                if shared:
                    continue
                tags[inside] = begin(role) + 1
                tags[inside[0]] = begin(role)
                if role == "content":
                    contents.append(inside)
                if role == "cue":
                    cues = np.concatenate([cues, inside])
        if "cue" in first:
            for inside in contents:
                cue_of[inside] = first["cue"]
            source_of[cues] = np.where(first.get("source") is None, cues, first.get("source", -1))
    for attribution in record["attributions"]:
        if not attribution["cue"]:
            around = [
                paragraph for paragraph in paragraph_spans(record["text"]) if _holds(paragraph, attribution)
            ]
            near = np.concatenate([covered(list(paragraph)) for paragraph in around])
            tags[near[tags[near] == 0]] = UNASKED
    return Example(pieces, tags, cue_of, source_of)


def _holds(paragraph: tuple[int, int], attribution: Record) -> bool:
    start, end = paragraph
    return any(first < end and start < last for first, last in attribution["content"])


def vary_marks(record: Record, chance: float, rng: random.Random) -> Record:
    """Now and then straight quotation marks or guillemets: news outside the corpus has them."""
    if rng.random() >= chance:
        return record
    table = STRAIGHT if rng.random() < 0.75 else GUILLEMETS
    return {**record, "text": record["text"].translate(table)}


def training_windows(example: Example, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Windows of whole paragraphs without overlap, starting at another paragraph each time."""
    size = WINDOW - 1
    breaks = [0, *(int(b) + 1 for b in example.pieces.breaks)]
    offset = rng.choice([b for b in breaks if b < size])
    cuts = [0, offset] if offset else [0]
    while cuts[-1] < len(example.pieces):
        limit = cuts[-1] + size
        last = max((b for b in breaks if cuts[-1] < b <= limit), default=limit)
        cuts.append(min(last, len(example.pieces)))
    return pairwise(cuts)


def window_tensors(example: Example, start: int, end: int) -> dict[str, torch.Tensor]:
    """One window, [CLS] in front. Targets are -100 where there is no question."""
    pieces = example.pieces

    def shifted(pointer: IntArray) -> IntArray:
        part = pointer[start:end]
        return np.where((part >= start) & (part < end), part - start + 1, -100)

    columns = {
        "ids": (pieces.ids[start:end], pieces.cls_id),
        "case": (pieces.case[start:end], 0),
        "quote": (pieces.quote[start:end], 0),
        "mask": (np.ones(end - start, dtype=np.int64), 1),
        "tags": (example.tags[start:end], -100),
        "cue_of": (shifted(example.cue_of), -100),
        "source_of": (shifted(example.source_of), -100),
    }
    return {name: torch.tensor(np.concatenate([[first], rest])) for name, (rest, first) in columns.items()}


def batches(
    records: list[Record], tokenizer: Tokenizer, *, size: int, seed: int
) -> list[dict[str, torch.Tensor]]:
    """All windows of one pass in random order, those of similar length together."""
    rng = random.Random(seed)  # noqa: S311 - a repeatable order is what is wanted
    items = []
    for record in records:
        example = label(vary_marks(record, 0.2, rng), tokenizer)
        items += [window_tensors(example, s, e) for s, e in training_windows(example, rng)]
    rng.shuffle(items)
    group = size * 16
    result = []
    for at in range(0, len(items), group):
        chunk = sorted(items[at : at + group], key=lambda item: len(item["ids"]))
        result += [chunk[i : i + size] for i in range(0, len(chunk), size)]
    rng.shuffle(result)
    fill = {"tags": -100, "cue_of": -100, "source_of": -100}
    return [
        {
            name: torch.nn.utils.rnn.pad_sequence([i[name] for i in items], True, fill.get(name, 0))
            for name in items[0]
        }
        for items in result
    ]
