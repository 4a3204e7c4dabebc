"""What can be said of a claim, as the fields of a form hold it."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Annotated

from pydantic import AfterValidator, BaseModel

from app.domain import Span, Spans
from app.present.words import joined
from app.store.correction_pages import ClaimState
from app.store.keys import legal
from app.store.pages import Chip

# Whatever is sent is taken, so that a form which cannot be met comes back with it: ClaimForm.check().
Typed = Annotated[str, AfterValidator(legal)]
PLACE = re.compile(r"(\d{1,7})-(\d{1,7})")  # a span, as in "12-40"


class Fields(BaseModel):
    """What can be said of a claim: sources by name or slug, hedges between commas, spans as in "12-40"."""

    source: list[Typed] = []
    relay: list[Typed] = []
    kind: Typed = ""
    act: Typed = ""
    hedges: Typed = ""
    span: list[Typed] = []

    @property
    def spans(self) -> Spans:
        """Those that are spans."""
        places = filter(None, map(PLACE.fullmatch, self.span))
        return tuple(Span(int(place[1]), int(place[2])) for place in places)

    def facts(self) -> dict[str, object]:
        """Each field's value, without empty lines and the white space around words."""
        return {
            "source": filled(self.source),
            "relay": filled(self.relay),
            "kind": self.kind,
            "act": self.act,
            "hedges": filled(self.hedges.split(",")),
            "span": self.spans,
        }


def fields_of(state: ClaimState) -> Fields:
    claim = state.claim
    slugs = slugs_called((*claim.sources, *claim.relay))
    called = {slug: name for name, slug in slugs.items()}
    return Fields(
        source=[called[chip.slug] for chip in claim.sources],
        relay=[called[chip.slug] for chip in claim.relay],
        kind=claim.kind,
        act=claim.act,
        hedges=", ".join(claim.hedges),
        span=places(claim.content_spans),
    )


def slugs_called(chips: Iterable[Chip]) -> dict[str, str]:
    """The slugs of a claim's sources by what a form calls them: the name, or the slug where two share one."""
    slugs = {chip.slug: chip.name for chip in chips}
    often = Counter(slugs.values())
    return {name if often[name] == 1 else slug: slug for slug, name in slugs.items()}


def places(spans: Iterable[Span]) -> list[str]:
    return [f"{start}-{end}" for start, end in joined(spans)]


def filled(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())
