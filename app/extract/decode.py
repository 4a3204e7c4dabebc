"""Scores -> attributions: the best path of tags, and every content and source tied to its cue."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from app.domain import Attribution, Span
from app.extract.labels import ROLES, TAGS, begin
from app.extract.pieces import Pieces
from app.extract.tagger import FloatArray, Scores

IMPOSSIBLE = -1e4


def _transitions() -> FloatArray:
    """Log-scores from tag to tag: 0, but an inside tag follows only its own role."""
    table = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for role in ROLES:
        inside = begin(role) + 1
        table[:, inside] = IMPOSSIBLE
        table[[inside - 1, inside], inside] = 0
    return table


TRANSITIONS = _transitions()


def viterbi(tags: FloatArray, breaks: frozenset[int]) -> list[int]:
    """The most likely legal tag of each piece; no span runs over a break."""
    n = len(tags)
    back = np.zeros((n, len(TAGS)), dtype=np.int64)
    outside_only = np.full(len(TAGS), IMPOSSIBLE, dtype=np.float32)
    outside_only[0] = 0
    best = tags[0].copy()
    best[[begin(role) + 1 for role in ROLES]] += IMPOSSIBLE / 2  # a span cut by the window may go on
    for i in range(1, n):
        paths = best[:, None] + TRANSITIONS
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


def tagged_spans(scores: Scores, breaks: frozenset[int]) -> list[Piecewise]:
    """Spans that the best path begins in the window's core."""
    window = scores.window
    path = viterbi(scores.tags, breaks)
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


def groups(pieces: Pieces, windows: Iterable[Scores]) -> list[Group]:
    """Attributions over pieces, in the order of their cues.

    A content joins the cue that its pieces point at most; a cue takes the source that it points
    at, or none. Both may stand in the context that the window reads again.
    """
    breaks = frozenset(pieces.breaks.tolist())
    cues: list[Group] = []
    sources: list[Piecewise] = []
    for scores in windows:
        window = scores.window
        local = frozenset(b - window.start for b in breaks if window.start <= b < window.end)
        found = tagged_spans(scores, local)
        near = [group for group in cues if group.cue.start >= window.start]
        fresh = [Group(span) for span in found if span.role == "cue"]
        cues += fresh
        near += fresh
        sources = [s for s in sources if s.start >= window.start] + [s for s in found if s.role == "source"]
        at = np.array([group.cue.start - window.start for group in near], dtype=np.int64)
        for span in found:
            if span.role == "content" and near:
                rows = scores.content_cue[span.start - window.start : span.end - window.start]
                near[int(rows[:, at].mean(axis=0).argmax())].contents.append(span)
        for group in fresh:
            rows = scores.cue_source[group.cue.start - window.start : group.cue.end - window.start]
            row = rows.mean(axis=0)
            best = max(sources, key=lambda s: row[s.start - window.start], default=None)
            here = group.cue.start - window.start
            if best is not None and row[best.start - window.start] > row[here]:
                group.source = best
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
