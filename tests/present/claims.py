"""Claims made by hand, without a database."""

from app.domain import Act, Kind, SourceType, Span
from app.store.pages import Chip, Claim


def chip(slug: str, *, name: str = "", ink: int = 1, type_: SourceType = SourceType.PERSON) -> Chip:
    return Chip(slug, name or slug.title(), slug[:3].upper(), type_, ink, ink)


def claim(
    id_: str,
    *content: tuple[int, int],
    by: tuple[Chip, ...] = (),
    relay: tuple[Chip, ...] = (),
    source: tuple[tuple[int, int], ...] = (),
    cue: tuple[tuple[int, int], ...] = (),
    hedge: tuple[tuple[int, int], ...] = (),
    nested_in: str | None = None,
    mention: str = "",
    quote: str = "",
) -> Claim:
    return Claim(
        id=id_,
        quote=quote,
        kind=Kind.INDIRECT,
        act=Act.STATES,
        hedges=(),
        sources=by,
        relay=relay,
        mention=mention,
        cue="",
        source_spans=tuple(Span(*each) for each in source),
        cue_spans=tuple(Span(*each) for each in cue),
        content_spans=tuple(Span(*each) for each in content),
        hedge_spans=tuple(Span(*each) for each in hedge),
        nested_in=nested_in,
        margin=0.0,
    )
