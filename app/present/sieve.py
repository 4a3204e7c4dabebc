"""An article's claims through a filter: which stay, and how many each further choice would show."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain import Act, Kind, SourceType
from app.present.voices import speakers
from app.store.pages import ArticlePage, Claim, ClaimFilter, Facet

OWN = "own voice"  # stands among the slugs asked for; no source's slug holds a space
WITHOUT = "without"  # the choice of sources has two fields, of which this one leaves claims out
YES, NO = "yes", "no"
OPTIONS: Mapping[str, Sequence[str]] = {
    "type": tuple(SourceType),
    "kind": tuple(Kind),
    "act": tuple(Act),
    "hedged": (YES, NO),
    "nested": (YES, NO),
}

Values = Mapping[str, frozenset[str]]  # by parameter of the query string


@dataclass(frozen=True, slots=True)
class Sieve:
    """What a filter makes of an article.

    `off` are ids of the claims that it leaves out, `heard` slugs of those who make the others. Facets
    count the claims that each value alone would show with all other filters kept.
    """

    is_open: bool  # nothing is asked for
    own: bool  # the article's own voice is asked for
    off: frozenset[str]
    heard: frozenset[str]
    shown: int
    sources: tuple[Facet, ...]  # in order of first speaking; value "" is "no source given"
    others: Mapping[str, tuple[Facet, ...]]  # by parameter of the query string

    @property
    def narrowed(self) -> bool:
        """Whether a choice is made by something else than who speaks."""
        return any(facet.chosen for facets in self.others.values() for facet in facets)

    def silences(self, slug: str) -> bool:
        return not self.is_open and slug not in self.heard


def sift(page: ArticlePage, wanted: ClaimFilter, *, own: bool = False) -> Sieve:
    """`own` asks for the article's own voice, as one voice beside the wanted sources.

    The filter's outlets, dates and words are not asked of an article's claims.
    """
    asked = _asked(wanted, own=own)
    values = [_values(claim) for claim in page.claims]
    failed = [_failed(each, asked) for each in values]
    shown = [claim for claim, fields in zip(page.claims, failed, strict=True) if not fields]

    def counts(field: str, *besides: str) -> Counter[str]:
        fits = (
            each[field] for each, fields in zip(values, failed, strict=True) if fields <= {field, *besides}
        )
        return Counter(value for held in fits for value in held)

    by_slug = counts("source", WITHOUT)
    return Sieve(
        is_open=not any(asked.values()),
        own=own,
        off=frozenset(claim.id for claim, fields in zip(page.claims, failed, strict=True) if fields),
        heard=frozenset(chip.slug for claim in shown for chip in speakers(claim)),
        shown=len(shown),
        sources=tuple(
            Facet(each.value, each.name, by_slug[each.value], each.value in asked["source"], each.chip)
            for each in page.legend
        ),
        others={
            field: tuple(Facet(value, value, count[value], value in asked[field]) for value in options)
            for field, options in OPTIONS.items()
            for count in (counts(field),)
        },
    )


def _asked(wanted: ClaimFilter, *, own: bool) -> Values:
    """What each parameter asks for; one that asks for nothing lets every claim through."""
    fields = {
        "source": (*wanted.sources, *((OWN,) if own else ())),
        WITHOUT: wanted.without,
        "type": wanted.types,
        "kind": wanted.kinds,
        "act": wanted.acts,
        "hedged": _yes_or_no(wanted.hedged),
        "nested": _yes_or_no(wanted.nested),
        "named": _yes_or_no(wanted.named),
        "relayed": wanted.relayed,
    }
    return {field: frozenset(values) for field, values in fields.items()}


def _yes_or_no(value: bool | None) -> tuple[str, ...]:
    return () if value is None else (YES if value else NO,)


def _values(claim: Claim) -> Values:
    """A claim without a source is neither named nor unnamed."""
    slugs = frozenset(chip.slug for chip in speakers(claim))
    named = any(not chip.type.is_unnamed for chip in claim.sources) if claim.sources else None
    fields = {
        "source": slugs,
        WITHOUT: slugs,
        "type": {chip.type for chip in claim.sources},
        "kind": {claim.kind},
        "act": {claim.act},
        "hedged": _yes_or_no(bool(claim.hedges)),
        "nested": _yes_or_no(claim.nested_in is not None),
        "named": _yes_or_no(named),
        "relayed": {chip.slug for chip in claim.relay},
    }
    return {field: frozenset(map(str, values)) for field, values in fields.items()}


def _failed(values: Values, asked: Values) -> frozenset[str]:
    """The parameters that leave a claim out."""
    return frozenset(
        field
        for field, wanted in asked.items()
        if wanted and bool(wanted & values[field]) == (field == WITHOUT)
    )
