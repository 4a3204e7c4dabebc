"""Scores -> attributions: the best path of tags, and every content and source tied to its cue."""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field

import numpy as np

from app.domain import Attribution, Span
from app.extract.labels import OUTSIDE, ROLES, TAGS, begin
from app.extract.pieces import IntArray, Pieces, Window
from app.extract.tagger import FloatArray, Scores, log_softmax

IMPOSSIBLE = -1e4
SURE_ENOUGH = 0.3  # of a content's pointing that its cue must get; settled on the development split


def _transitions() -> FloatArray:
    """Log-scores from tag to tag: 0, but an inside tag follows only its own role."""
    table = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for role in ROLES:
        inside = begin(role) + 1
        table[:, inside] = IMPOSSIBLE
        table[[inside - 1, inside], inside] = 0
    return table


def _within_a_word() -> FloatArray:
    """The same inside a word: what stood there goes on."""
    table = np.full((len(TAGS), len(TAGS)), IMPOSSIBLE, dtype=np.float32)
    table[OUTSIDE, OUTSIDE] = 0
    for role in ROLES:
        table[[begin(role), begin(role) + 1], begin(role) + 1] = 0
    return table


TRANSITIONS = _transitions()
WITHIN_A_WORD = _within_a_word()


def viterbi(tags: FloatArray, breaks: Set[int], continues: IntArray) -> list[int]:
    """The most likely legal tag of each piece; no span runs over a break or ends inside a word."""
    n = len(tags)
    back = np.zeros((n, len(TAGS)), dtype=np.int64)
    outside_only = np.full(len(TAGS), IMPOSSIBLE, dtype=np.float32)
    outside_only[0] = 0
    best = tags[0].copy()
    best[[begin(role) + 1 for role in ROLES]] += IMPOSSIBLE / 2  # a span cut by the window may go on
    for i in range(1, n):
        paths = best[:, None] + (WITHIN_A_WORD if continues[i] else TRANSITIONS)
        back[i] = paths.argmax(axis=0)
        best = paths[back[i], np.arange(len(TAGS))] + tags[i]
        if i in breaks:
            best = best + outside_only
    path = [int(best.argmax())]
    for i in range(n - 1, 0, -1):
        path.append(int(back[i, path[-1]]))
    return path[::-1]


@dataclass
class Piecewise:
    """A span of one role over pieces [start, end) of the whole text."""

    role: str
    start: int
    end: int
    margin: float


@dataclass
class Group:
    """What hangs together at one cue."""

    cue: Piecewise
    contents: list[Piecewise] = field(default_factory=list)
    source: Piecewise | None = None


def tagged_spans(scores: Scores, pieces: Pieces) -> list[Piecewise]:
    """Spans that the best path begins in the window's core."""
    window = scores.window
    first, last = np.searchsorted(pieces.breaks, (window.start, window.end))
    breaks = set((pieces.breaks[first:last] - window.start).tolist())
    path = viterbi(scores.tags, breaks, pieces.continues[window.start : window.end])
    ordered = np.sort(scores.tags, axis=1)
    margins = ordered[:, -1] - ordered[:, -2]
    spans: list[Piecewise] = []
    at = window.core - window.start
    while at < len(path):
        tag = path[at]
        if tag == 0:
            at += 1
            continue
        role = ROLES[(tag - 1) // 2]
        end = at + 1
        while end < len(path) and path[end] == begin(role) + 1:
            end += 1
        margin = float(margins[at:end].mean())
        spans.append(Piecewise(role, window.start + at, window.start + end, margin))
        at = end
    return spans


def shares(logits: FloatArray, span: Piecewise, window: Window) -> FloatArray:
    """How the pieces of a span divide their pointing over the m pieces of the window; shape (m,)."""
    share: FloatArray = np.exp(log_softmax(logits[_within(span, window)])).mean(axis=0)
    return share


def _within(span: Piecewise, window: Window) -> slice:
    return slice(span.start - window.start, span.end - window.start)


def groups(pieces: Pieces, windows: Iterable[Scores]) -> list[Group]:
    """Attributions over pieces, in the order of their cues.

    A content joins the cue that it points at most, unless it hardly does: its own cue was then
    not found, and it would spoil another's claim. A cue takes the source that it points at, or
    none where it points at itself. Both may stand in the context that the window reads again.
    """
    cues: list[Group] = []
    sources: list[Piecewise] = []
    for scores in windows:
        window = scores.window
        found = tagged_spans(scores, pieces)
        fresh = [Group(span) for span in found if span.role == "cue"]
        near = [group for group in cues if group.cue.start >= window.start] + fresh
        cues += fresh
        sources = [s for s in sources if s.start >= window.start] + [s for s in found if s.role == "source"]
        for span in found:
            if span.role == "content" and near:
                share = shares(scores.content_cue, span, window)
                weights = [share[_within(group.cue, window)].sum() for group in near]
                best = int(np.argmax(weights))
                if weights[best] >= SURE_ENOUGH:
                    near[best].contents.append(span)
        for group in fresh:
            share = shares(scores.cue_source, group.cue, window)
            weights = [share[_within(source, window)].sum() for source in sources]
            if weights and max(weights) > share[_within(group.cue, window)].sum():
                group.source = sources[int(np.argmax(weights))]
    return [group for group in cues if group.contents]


def attributions(pieces: Pieces, windows: Iterable[Scores]) -> list[Attribution]:
    """Attributions in code points of the text, in reading order."""

    def span(part: Piecewise) -> Span:
        return Span(int(pieces.start[part.start]), int(pieces.end[part.end - 1]))

    result = []
    for group in groups(pieces, windows):
        parts = [group.cue, *group.contents, *([group.source] if group.source else [])]
        result.append(
            Attribution(
                source=(span(group.source),) if group.source else (),
                cue=(span(group.cue),),
                content=tuple(sorted(span(part) for part in group.contents)),
                margin=min(part.margin for part in parts),
            )
        )
    return sorted(result, key=lambda a: min(a.source + a.cue + a.content))
