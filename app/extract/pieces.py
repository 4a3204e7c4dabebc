"""Text -> WordPiece pieces with what the tagger is told about each, and windows over them."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Tokenizer

from app.extract.marks import familiar
from app.paragraphs import paragraph_spans

IntArray = npt.NDArray[np.int64]

WINDOW = 320  # pieces the tagger sees at once, [CLS] included
BATCH = 64  # paragraphs encoded at once
CONTEXT = 40  # pieces read again before a window, so that its first paragraph knows what went before

CASES = ("none", "lower", "title", "upper", "mixed")
QUOTE_STATES = ("outside", "inside", "mark")
OPENING, CLOSING, EITHER = "“„«", "”»", '"'


@dataclass(frozen=True)
class Pieces:
    """A text as a stream of n pieces; a [SEP] of no width stands at every paragraph's end.

    ids, start, end, case, quote, continues: int64 arrays of shape (n,); start and end are code
    points; continues is 1 where a piece goes on with the word of the one before it.
    breaks: indices of the [SEP] pieces.
    """

    ids: IntArray
    start: IntArray
    end: IntArray
    case: IntArray
    quote: IntArray
    continues: IntArray
    cls_id: int
    sep_id: int

    @cached_property
    def breaks(self) -> IntArray:
        return np.flatnonzero(self.ids == self.sep_id)

    def __len__(self) -> int:
        return len(self.ids)


def case_of(word: str) -> int:
    """Index into CASES: how a word is capitalised, which an uncased encoder cannot see."""
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 2
    if word.istitle():
        return 2
    return 4 if any(map(str.isalpha, word)) else 0


def quote_states(paragraph: str) -> list[int]:
    """For each code point, an index into QUOTE_STATES; marks left open end with the paragraph."""
    states, inside = [], False
    for character in paragraph:
        if character in EITHER:
            inside = not inside
            states.append(2)
        elif character in OPENING or character in CLOSING:
            inside = character in OPENING
            states.append(2)
        else:
            states.append(int(inside))
    return states


def _encoded(
    text: str, spans: Sequence[tuple[int, int]], tokenizer: Tokenizer
) -> Iterator[tuple[tuple[int, int], str, Encoding]]:
    """Each span with its words and their encoding; a batch at a time, since encodings are large."""
    for at in range(0, len(spans), BATCH):
        some = spans[at : at + BATCH]
        paragraphs = [familiar(text[s:e]) for s, e in some]
        yield from zip(
            some, paragraphs, tokenizer.encode_batch(paragraphs, add_special_tokens=False), strict=True
        )


def cut(text: str, tokenizer: Tokenizer, spans: Sequence[tuple[int, int]] | None = None) -> Pieces:
    """Cut a text, or only these spans of it, each as a paragraph.

    The tokenizer must neither truncate nor pad.
    """
    spans = paragraph_spans(text) if spans is None else spans
    cls_id, sep_id = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    if cls_id is None or sep_id is None:
        raise ValueError("the tokenizer lacks [CLS] or [SEP]")
    rows = array("q")  # id, start, end, case, quote, continues; packed, since a text may be long
    for (begin, finish), paragraph, encoding in _encoded(text, spans, tokenizer):
        states = quote_states(paragraph)
        bounds: dict[int | None, tuple[int, int]] = {}
        for word, (s, e) in zip(encoding.word_ids, encoding.offsets, strict=True):
            bounds[word] = (bounds.get(word, (s, e))[0], e)
        cases = {word: case_of(paragraph[s:e]) for word, (s, e) in bounds.items()}
        last: int | None = None
        for id_, word, (s, e) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
            rows.extend((id_, begin + s, begin + e, cases[word], states[s], int(word == last)))
            last = word
        rows.extend((sep_id, finish, finish, 0, 0, 0))
    ids, start, end, case, quote, continues = np.array(rows, dtype=np.int64).reshape(-1, 6).T
    return Pieces(ids, start, end, case, quote, continues, cls_id=cls_id, sep_id=sep_id)


@dataclass(frozen=True)
class Window:
    """Pieces [start, end) are read together; what is said of [core, end) counts."""

    start: int
    core: int
    end: int


def windows(pieces: Pieces, *, size: int = WINDOW - 1, context: int = CONTEXT) -> list[Window]:
    """Windows that end at paragraph ends where they can.

    Each piece is in exactly one core. Before a core, whole paragraphs of at most `context`
    pieces are read again; where the paragraph before is longer, its last pieces are.
    """
    result: list[Window] = []
    core, total = 0, len(pieces)
    breaks = pieces.breaks + 1  # a window may end here
    while core < total:
        start = max(0, core - context)
        if core:
            whole = breaks[(breaks >= start) & (breaks < core)]
            start = int(whole[0]) if len(whole) else start
        limit = start + size
        if limit >= total:
            end = total
        else:
            last = int(np.searchsorted(breaks, limit, side="right")) - 1
            end = int(breaks[last]) if last >= 0 and breaks[last] > core else limit
        result.append(Window(start, core, end))
        core = end
    return result
