"""The whole of extraction: a text in, its attributions out."""

import hashlib
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from app.domain import Attribution, Span
from app.extract.act import act_of
from app.extract.captions import is_caption
from app.extract.chains import joined
from app.extract.confined import confined
from app.extract.decode import attributions
from app.extract.edges import tidy, whole_contents, whole_mention, without_scraps
from app.extract.hearsay import is_hearsay
from app.extract.hedges import hedges_of
from app.extract.inversion import from_the_beginning
from app.extract.kind import kind_of
from app.extract.nesting import nested
from app.extract.scripts import in_place_of, scripted
from app.extract.tagger import Tagger
from app.extract.uncued import uncued
from app.paragraphs import paragraph_spans

RULES = 2  # raised when the code around the network changes what is found


def _place(found: Attribution) -> Span:
    """Where an attribution is read: its source may have been named long before."""
    return min(found.cue + found.content)


class Extractor:
    """Reads texts for attributions. `version` names the weights and the rules that were used.

    The network is loaded when the first text is read, so that whoever only shows pages starts sooner.
    """

    def __init__(self, folder: Path, *, threads: int = 0) -> None:
        self.folder, self.threads = folder, threads
        weights = hashlib.sha256((folder / "tagger.onnx").read_bytes()).hexdigest()
        self.version = f"{weights[:12]}.{RULES}"

    @cached_property
    def tagger(self) -> Tagger:
        return Tagger(self.folder, threads=self.threads)

    def extract(self, text: str) -> tuple[Attribution, ...]:
        """The outermost attributions in reading order, then the nested ones. Captions are not read."""
        prose = [Span(s, e) for s, e in paragraph_spans(text) if not is_caption(text[s:e])]
        pieces = self.tagger.cut(text, prose)
        found = attributions(pieces, self.tagger.score(pieces))
        found = [each for each in whole_contents(text, found) if not is_hearsay(text, each)]
        found = joined(text, confined(text, found, prose), prose)
        found = in_place_of(from_the_beginning(text, found), scripted(text, prose), prose)
        found = sorted([*found, *uncued(text, found, prose)], key=_place)
        return tuple(self._described(text, a) for a in nested(text, found, self.tagger))

    def _described(self, text: str, found: Attribution) -> Attribution:
        content = without_scraps(text, tuple(tidy(text, span) for span in found.content))
        source = tuple(
            whole_mention(text, span, found.cue[0]) if found.cue else span for span in found.source
        )
        return replace(
            found,
            source=source,
            content=content,
            kind=kind_of(text, content, found.cue),
            act=act_of(text, found.cue),
            hedges=hedges_of(text, found.cue, content),
        )
