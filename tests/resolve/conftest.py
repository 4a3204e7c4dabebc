"""Articles for the resolver, written with their attributions marked."""

import re
from collections.abc import Callable, Sequence

import pytest

from app.domain import Attribution, Known, Resolution, SourceType, Span
from app.resolve import resolve

_MARK = re.compile(r"\[(?P<source>[^\]]*)\]|<(?P<cue>[^>]*)>|\{(?P<content>[^}]*)\}")


def read(marked: str) -> tuple[str, list[Attribution]]:
    """Plain text and attributions of "{Rain is near}, [she] <said>".

    Every source is an attribution; each cue and content goes with the source nearest to it.
    """
    text = ""
    spans: dict[str, list[Span]] = {"source": [], "cue": [], "content": []}
    position = 0
    for match in _MARK.finditer(marked):
        text += marked[position : match.start()]
        role = match.lastgroup or "source"
        spans[role].append(Span(len(text), len(text) + len(match[role])))
        text += match[role]
        position = match.end()
    text += marked[position:]
    parts: dict[Span, dict[str, list[Span]]] = {
        source: {"cue": [], "content": []} for source in spans["source"]
    }
    for role in ("cue", "content"):
        for span in spans[role]:
            nearest = min(parts, key=lambda source: max(source.start - span.end, span.start - source.end))
            parts[nearest][role].append(span)
    return text, [
        Attribution((source,) if source.start < source.end else (), tuple(own["cue"]), tuple(own["content"]))
        for source, own in parts.items()
    ]


@pytest.fixture
def resolved() -> Callable[..., Resolution]:
    def _resolved(marked: str, known: Sequence[Known] = (), **options: str) -> Resolution:
        return resolve(*read(marked), known, **options)

    return _resolved


@pytest.fixture
def who(resolved: Callable[..., Resolution]) -> Callable[..., list[str]]:
    """The names of each attribution's sources, joined by "; "."""

    def _who(marked: str, known: Sequence[Known] = (), **options: str) -> list[str]:
        resolution = resolved(marked, known, **options)
        return ["; ".join(resolution.sources[i].name for i in voice.sources) for voice in resolution.voices]

    return _who


@pytest.fixture
def directory() -> list[Known]:
    government, organization = SourceType.GOVERNMENT, SourceType.ORGANIZATION
    return [
        Known(
            "ruritania", "Ruritania", government, aliases=("Ruritanian government",), capitals=("Strelsau",)
        ),
        Known("ukraine", "Ukraine", government, country="UA", capitals=("Kyiv", "Kiev")),
        Known("united-states", "United States", government, label="US", capitals=("Washington",)),
        Known(
            "harbour-watch",
            "Harbour Watch Service",
            organization,
            "HWS",
            aliases=("Orsinia's harbour agency",),
        ),
        Known("mira-tolland", "Mira Tolland", SourceType.PERSON, role="Mayor of Vesk"),
    ]
