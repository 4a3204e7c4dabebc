"""Where people put the machine right: its words and theirs in one text, and the rest side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain import Span, Spans
from app.present.quotes import JOINT
from app.present.words import Piece, pieces
from app.store.correction_pages import ACT, HEDGES, KIND, RELAY, SOURCES, Difference, MachineClaim
from app.store.pages import Chip, Claim

NAMES = {SOURCES: "Source", RELAY: "Relayed from", KIND: "Kind", ACT: "Act", HEDGES: "Hedges"}
NOBODY = {SOURCES: "none given", RELAY: "nobody", HEDGES: "none"}


@dataclass(frozen=True, slots=True)
class Point:
    name: str
    machine: str
    people: str


@dataclass(frozen=True, slots=True)
class Shown:
    """The layers of a piece are the machine's words and the people's. `points` is what else differs."""

    found: Difference
    words: tuple[Piece, ...]
    points: tuple[Point, ...]


def differing(text: str, found: Iterable[Difference]) -> tuple[Shown, ...]:
    """`text` is the newest one, in which the claims of people stand."""
    return tuple(Shown(each, _words(text, each.machine, each.people), _points(each)) for each in found)


def _words(text: str, machine: MachineClaim | None, people: Claim | None) -> tuple[Piece, ...]:
    one = machine.content_spans if machine else ()
    other = people.content_spans if people else ()
    if machine and JOINT.join(span.of(text) for span in one) != machine.quote:  # read in an earlier text
        now = (Piece(f" {people.quote}", (False, True)),) if people else ()
        return (Piece(machine.quote, (True, False)), *now)
    return pieces(text, _around(one + other), one, other) if one or other else ()


def _around(spans: Spans) -> Span:
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _points(each: Difference) -> tuple[Point, ...]:
    machine, people = each.machine, each.people
    if machine is None or people is None:
        return ()
    told = {
        SOURCES: (_names(machine.sources), _names(people.sources)),
        RELAY: (_names(machine.relay), _names(people.relay)),
        KIND: (machine.kind, people.kind),
        ACT: (machine.act, people.act),
        HEDGES: (", ".join(machine.hedges), ", ".join(people.hedges)),
    }
    return tuple(
        Point(NAMES[name], *(value or NOBODY[name] for value in values))
        for name, values in told.items()
        if name in each.differs
    )


def _names(chips: Sequence[Chip]) -> str:
    return ", ".join(chip.name for chip in chips)
