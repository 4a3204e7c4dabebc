"""What the filters of a few values each ask of a claim, packed into one number that indexes carry.

bits 0-1   kind, by its place in Kind
bits 2-3   act, by its place in Act
bit  4     hedged
bit  5     nested in another claim
bits 6-12  of which types its sources are; none where no source is given
"""

from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, SQLColumnExpression, case, cast, func, select

from app.domain import Act, Kind, SourceType
from app.store.base import Part
from app.store.pages import ClaimFilter
from app.store.tables import Claim, ClaimSource, Source

KINDS, ACTS, HEDGED, NESTED = 0b11, 0b11 << 2, 1 << 4, 1 << 5
KIND_OF = {kind: place for place, kind in enumerate(Kind)}
ACT_OF = {act: place << 2 for place, act in enumerate(Act)}
TYPE_OF = {type_: 1 << place for place, type_ in enumerate(SourceType, 6)}
TYPES = sum(TYPE_OF.values())
NONE = frozenset({0})
NAMED = sum(bit for type_, bit in TYPE_OF.items() if not type_.is_unnamed)


def packed() -> ColumnElement[int]:
    """The traits of a row of claims, from all that they repeat."""
    bit = case(TYPE_OF, value=Source.type)
    types = (
        select(func.coalesce(func.sum(bit.distinct()), 0))
        .join(ClaimSource, ClaimSource.source_id == Source.id)
        .where(ClaimSource.claim_id == Claim.id, ClaimSource.part == Part.BY)
        .correlate(Claim)
        .scalar_subquery()
    )
    return cast(
        case(KIND_OF, value=Claim.kind)
        + case(ACT_OF, value=Claim.act)
        + case((func.json_array_length(Claim.hedges) > 0, HEDGED), else_=0)
        + case((Claim.nested_in.is_not(None), NESTED), else_=0)
        + types,
        Integer,
    )


class Asked(NamedTuple):
    """Of the bits under the mask: that they are one of the values, or (None) that any is set."""

    mask: int
    values: frozenset[int] | None = None

    def of(self, traits: SQLColumnExpression[int]) -> ColumnElement[bool]:
        bits = traits.bitwise_and(self.mask)
        if self.values is None:
            return bits != 0
        first, *others = sorted(self.values)
        return bits.in_([first, *others]) if others else bits == first

    def holds(self, packed: int) -> bool:
        bits = packed & self.mask
        return bits != 0 if self.values is None else bits in self.values


UNSOURCED = Asked(TYPES, NONE)


def asked_of(chosen: ClaimFilter) -> list[Asked]:
    """What a filter asks of the traits alone."""
    found = []
    if chosen.kinds:
        found.append(Asked(KINDS, frozenset(KIND_OF[each] for each in chosen.kinds)))
    if chosen.acts:
        found.append(Asked(ACTS, frozenset(ACT_OF[each] for each in chosen.acts)))
    if chosen.types:
        found.append(Asked(sum(TYPE_OF[each] for each in {*chosen.types})))
    for bit, wanted in ((HEDGED, chosen.hedged), (NESTED, chosen.nested)):
        if wanted is not None:
            found.append(Asked(bit, None if wanted else NONE))
    if chosen.named is not None:
        found += [Asked(TYPES), Asked(NAMED, None if chosen.named else NONE)]
    if chosen.sources == ("",):
        found.append(UNSOURCED)
    return found
