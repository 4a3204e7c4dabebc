"""Two people at one claim: what the one sent beside what the other saved meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from app.domain import Standing
from app.store.correction_pages import ClaimState, HistoryEvent
from app.web.claim_form import Fields, fields_of, filled

ROWS = {
    "source": "Source",
    "relay": "Comes by",
    "span": "Words",
    "kind": "Kind",
    "act": "Act",
    "hedges": "Hedges",
}
JOINT = " … "


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    sent: str
    now: str

    @property
    def differs(self) -> bool:
        return self.sent != self.now


@dataclass(frozen=True, slots=True)
class Sides:
    """`last` is what somebody decided last of the claim, where the log has something."""

    rows: tuple[Row, ...]
    last: HistoryEvent | None
    is_removed: bool

    @classmethod
    def of(cls, sent: Fields, text: str, state: ClaimState, history: Sequence[HistoryEvent]) -> Self:
        """`text` is the one that the sent spans count in."""
        one, other = _told(sent, text), _told(fields_of(state), state.text)
        rows = tuple(Row(title, one[name], other[name]) for name, title in ROWS.items())
        return cls(rows, history[0] if history else None, state.standing is Standing.REMOVED)


def _told(fields: Fields, text: str) -> dict[str, str]:
    return {
        "source": ", ".join(filled(fields.source)) or "none given",
        "relay": ", ".join(filled(fields.relay)) or "nobody else",
        "span": JOINT.join(span.of(text) for span in fields.spans) or "none",
        "kind": fields.kind or "as its quotation marks tell",
        "act": fields.act or "states",
        "hedges": fields.hedges or "none",
    }
