"""Filters of a few values each, counted together: one question for them all, and for the total."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain import Act, Kind
from app.store.pages import ClaimFilter, Facet
from app.store.queries.filters import Conditions, hedges, without
from app.store.tables import Claim

FIELDS = ("kinds", "acts", "hedged", "nested")


class Cell(NamedTuple):
    kind: Kind
    act: Act
    hedged: bool
    nested: bool
    claims: int


@dataclass(frozen=True, slots=True)
class Cells:
    """The claims that pass all other filters, counted by every combination of these four."""

    cells: tuple[Cell, ...]
    chosen: ClaimFilter

    @property
    def total(self) -> int:
        """How many claims pass all filters."""
        return sum(cell.claims for cell in self._passing(but=""))

    def kinds(self) -> tuple[Facet, ...]:
        return self._of("kinds", Kind, lambda cell: cell.kind, self.chosen.kinds)

    def acts(self) -> tuple[Facet, ...]:
        return self._of("acts", Act, lambda cell: cell.act, self.chosen.acts)

    def hedged(self) -> tuple[Facet, ...]:
        return self._yes_or_no("hedged", lambda cell: cell.hedged, self.chosen.hedged)

    def nested(self) -> tuple[Facet, ...]:
        return self._yes_or_no("nested", lambda cell: cell.nested, self.chosen.nested)

    def _passing(self, *, but: str) -> Iterable[Cell]:
        """The cells that pass these four filters, or three of them."""
        chosen = self.chosen
        for cell in self.cells:
            passes = {
                "kinds": not chosen.kinds or cell.kind in chosen.kinds,
                "acts": not chosen.acts or cell.act in chosen.acts,
                "hedged": chosen.hedged in (None, cell.hedged),
                "nested": chosen.nested in (None, cell.nested),
            }
            if all(passes[field] for field in FIELDS if field != but):
                yield cell

    def _of(
        self, field: str, values: type[StrEnum], value_of: Callable[[Cell], StrEnum], chosen: Iterable[str]
    ) -> tuple[Facet, ...]:
        cells = list(self._passing(but=field))
        return tuple(
            Facet(
                each.value,
                each.value,
                sum(cell.claims for cell in cells if value_of(cell) == each),
                each in chosen,
            )
            for each in values
        )

    def _yes_or_no(
        self, field: str, value_of: Callable[[Cell], bool], chosen: bool | None
    ) -> tuple[Facet, ...]:
        cells = list(self._passing(but=field))
        return tuple(
            Facet(name, name, sum(cell.claims for cell in cells if value_of(cell) is value), chosen is value)
            for name, value in (("yes", True), ("no", False))
        )


def cells(session: Session, found: Conditions, chosen: ClaimFilter) -> Cells:
    """One query."""
    hedged, nested = (hedges() > 0).label("hedged"), Claim.nested_in.is_not(None).label("nested")
    statement = (
        select(Claim.kind, Claim.act, hedged, nested, func.count())
        .where(*without(found, *FIELDS))
        .group_by(Claim.kind, Claim.act, hedged, nested)
    )
    return Cells(
        tuple(
            Cell(kind, act, bool(is_hedged), bool(is_nested), claims)
            for kind, act, is_hedged, is_nested, claims in session.execute(statement)
        ),
        chosen,
    )
