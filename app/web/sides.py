"""Two people at one claim: what the one sent beside what the other saved meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from app.domain import Standing
from app.store.correction_pages import ClaimState, HistoryEvent
from app.web.claim_fields import Fields, fields_of, filled
from app.web.claim_form import ClaimForm

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
    """`last` is what somebody decided last of the claim, where the log has something.

    `newer` is the newest version of the text, where nothing but that came meanwhile.
    """

    rows: tuple[Row, ...]
    last: HistoryEvent | None
    is_removed: bool
    newer: int | None

    @classmethod
    def of(cls, sent: ClaimForm, text: str, state: ClaimState, history: Sequence[HistoryEvent]) -> Self:
        """`text` is the one that the sent spans count in."""
        now = fields_of(state)
        one, other = told(sent, text), told(now, state.text)
        rows = tuple(Row(name, one[name], other[name]) for name in one)
        is_removed = state.standing is Standing.REMOVED
        is_same = sent.first is not None and told(sent.first, text) == other and not is_removed
        return cls(rows, history[0] if history else None, is_removed, state.version if is_same else None)


def told(fields: Fields, text: str) -> dict[str, str]:
    """What the fields of a claim hold, in words, by their names."""
    return {
        "Source": ", ".join(filled(fields.source)) or "none given",
        "Comes by": ", ".join(filled(fields.relay)) or "nobody else",
        "Words": JOINT.join(" ".join(span.of(text).split()) for span in fields.spans) or "none",
        "Kind": fields.kind or "as its quotation marks tell",
        "Act": fields.act or "states",
        "Hedges": fields.hedges or "none",
    }
