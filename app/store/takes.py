"""What somebody makes of a claim, apart from how it is shown: the machine, or a person who confirmed it.

Kept as JSON in claims.as_read and as the value of a decision, without any of the article's words: spans
are of a version of the article, whose text never changes.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain import Act, Attribution, Doubt, Kind, Span, Spans
from app.paragraphs import paragraph_spans
from app.store import details
from app.store.anchors import Move
from app.store.standing import Form
from app.store.tables import Claim, Naming, Part, Version, Voice

SPANS = ("content", "hedges", "source", "cue")
FOUND = "found"  # in claims.as_read: whether the machine still finds it


@dataclass(frozen=True, slots=True)
class Take:
    """A claim in a version of its article; `by` and `relay` are who answers for it, as forms."""

    version: int  # its number
    content: Spans
    kind: Kind = Kind.INDIRECT
    act: Act = Act.STATES
    hedges: Spans = ()
    source: Spans = ()
    cue: Spans = ()
    margin: float = 0.0
    by: tuple[Form, ...] = ()
    relay: tuple[Form, ...] = ()

    def attribution(self) -> Attribution:
        return Attribution(
            self.source, self.cue, self.content, self.kind, self.act, self.hedges, margin=self.margin
        )

    def json(self) -> dict[str, Any]:
        return {
            "version": self.version,
            "kind": self.kind.value,
            "act": self.act.value,
            "margin": self.margin,
            "by": listed(self.by),
            "relay": listed(self.relay),
            **{name: listed(getattr(self, name)) for name in SPANS},
        }


def listed(pairs: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Spans or forms as JSON has them."""
    return [list(pair) for pair in pairs]


def spans_of(listed: Iterable[Sequence[int]]) -> Spans:
    return tuple(Span(start, end) for start, end in listed)


def forms_of(listed: Iterable[Sequence[Any]]) -> tuple[Form, ...]:
    return tuple(Form(entry, key, Doubt(doubt)) for entry, key, doubt in listed)


def take_of(json: Mapping[str, Any]) -> Take | None:
    """The inverse of Take.json(); None where nobody has made anything of it."""
    if "content" not in json:
        return None
    return Take(
        version=json["version"],
        kind=Kind(json["kind"]),
        act=Act(json["act"]),
        margin=json["margin"],
        by=forms_of(json["by"]),
        relay=forms_of(json["relay"]),
        **{name: spans_of(json[name]) for name in SPANS},
    )


def take_shown(session: Session, claim: Claim) -> Take:
    """A claim as it is shown, or was last."""
    voices: dict[Part, list[Form]] = {Part.BY: [], Part.RELAY: []}
    statement = (
        select(Voice.part, Naming.entry_id, Naming.alias_key, Naming.doubt)
        .join(Naming, Naming.id == Voice.naming_id)
        .where(Voice.claim_id == claim.id)
        .order_by(Voice.position)
    )
    for part, entry_id, alias_key, doubt in session.execute(statement):
        voices[part].append(Form(entry_id, alias_key, doubt))
    return Take(
        version=session.get_one(Version, claim.version_id).number,
        content=spans_of(claim.content_spans),
        kind=claim.kind,
        act=claim.act,
        hedges=spans_of(claim.hedge_spans),
        source=spans_of(claim.source_spans),
        cue=spans_of(claim.cue_spans),
        margin=claim.margin,
        by=tuple(voices[Part.BY]),
        relay=tuple(voices[Part.RELAY]),
    )


class Texts:
    """The texts of an article, and what becomes of spans of older ones in the newest."""

    def __init__(self, session: Session, article_id: int) -> None:
        self.session, self.article_id = session, article_id
        self.newest = details.newest(session, article_id)
        self._moves: dict[int, Move] = {}

    def move(self, version: int) -> Move:
        """From a version, by its number, to the newest."""
        if version not in self._moves:
            old = select(Version.text).where(Version.article_id == self.article_id, Version.number == version)
            self._moves[version] = Move(self.session.scalars(old).one(), self.newest.text)
        return self._moves[version]

    def move_from(self, version_id: int) -> Move:
        """The same by the id of its row."""
        return self.move(self.session.get_one(Version, version_id).number)

    def now(self, take: Take) -> Take | None:
        """The take in the newest text; None where its words are gone."""
        content = self.move(take.version).spans(take.content)
        if not content:
            return None
        return self.around(take, content)

    def around(self, take: Take, content: Spans) -> Take:
        """The take with a content in the newest text, and what is found near it of the rest."""
        if take.version == self.newest.number:
            return replace(take, content=content)
        move, room = self.move(take.version), around(self.newest.text, content)
        return replace(
            take,
            version=self.newest.number,
            content=content,
            hedges=move.some(take.hedges, room),
            source=move.some(take.source, room),
            cue=move.some(take.cue, room),
        )


def around(text: str, spans: Spans) -> Span:
    """From the beginning of the first to the end of the last paragraph that holds some of the spans."""
    first, last = min(spans).start, max(span.end for span in spans)
    held = [(start, end) for start, end in paragraph_spans(text) if start < last and end > first]
    return Span(min(first, held[0][0]), max(last, held[-1][1])) if held else Span(first, last)
