"""The form that puts a claim right or adds one: what it holds, and what is wanted by it."""

from collections.abc import Sequence
from typing import Annotated, NamedTuple, Self

from pydantic import Field, ValidationError

from app.actions import Wanted, typed
from app.domain import Act, Kind, SourceType, Span, Spans
from app.present.finding import WordsError, find_hedges, find_words
from app.present.words import End, joined, moved, widened
from app.store import queries
from app.store.anchors import Move
from app.store.correction_pages import ClaimState
from app.store.errors import NotFound, Refused
from app.store.pages import Chip
from app.store.session import Session
from app.web.claim_fields import PLACE, Fields, Typed, fields_of, filled, places, slugs_called

MOST_LINES = 100
MOST_PARTS = 500
LONGEST_WORDS = 20_000  # code points
LONGEST_HEDGES = 2000
MOST_LIKE = 3  # names that are like one that nobody has
NEW = "To enter it as a new source, choose what it is."


class Unknown(Refused):
    """A source was named that is not known, and not what it is."""


class ClaimForm(Fields):
    """`base` is what the fields held when the form was made, as JSON; `seen` is the state it was made of.

    `do` is the button that was pressed: save, confirm, remove; use or also (the `words`, which stand
    after `before`); drop:N (a part); start:BY:N or end:BY:N (an end of a part); more (a further line).
    `type` is that of sources whose name is not known yet. `back` is the page that the form was opened on.
    """

    seen: Typed = ""
    version: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    do: Typed = "save"
    type: Typed = ""
    words: Typed = ""
    before: Typed = ""
    reason: Typed = ""
    back: Typed = ""
    base: Typed = ""

    @classmethod
    def of(cls, state: ClaimState, *, back: str = "") -> Self:
        """The form as it is opened."""
        fields = fields_of(state)
        return cls(
            **fields.model_dump(),
            seen=state.seen,
            version=state.version,
            base=fields.model_dump_json(),
            back=back,
        )

    def check(self) -> None:
        """Raises Refused for what can be no value of a field, or is too much of it."""
        for value, among, what in (
            (self.kind, Kind, "kind of a claim"),
            (self.act, Act, "act"),
            (self.type, SourceType, "type of a source"),
        ):
            if value:
                typed.one_of(value, among, what)
        typed.require_short(self.words, "What was chosen as the claim’s words", LONGEST_WORDS)
        typed.require_short(self.before, "What stands before them", LONGEST_WORDS)
        typed.require_short(self.hedges, "The list of hedges", LONGEST_HEDGES)
        for lines, what in ((self.source, "source"), (self.relay, "relay")):
            if len(lines) > MOST_LINES:
                raise Refused(f"{len(lines)} lines of {what}; {MOST_LINES} is the most.")
        if len(self.span) > MOST_PARTS:
            raise Refused(f"The claim has {len(self.span)} parts; {MOST_PARTS} is the most.")
        for place in self.span:
            if not PLACE.fullmatch(place):
                raise Refused(f"“{place[:40]}” is no place in a text: it is written as in 12-40.")

    @property
    def first(self) -> Fields | None:
        """What the fields held at first; None where that is not told."""
        try:
            return Fields.model_validate_json(self.base)
        except ValidationError:
            return None

    @property
    def touched(self) -> frozenset[str]:
        """The names of the fields that somebody changed."""
        before = (self.first or Fields()).facts()
        return frozenset(name for name, value in self.facts().items() if value != before[name])

    def stepped(self, text: str) -> Self:
        """After a button that only changes the words. Raises WordsError and Refused."""
        step, _, rest = self.do.partition(":")
        by, _, part = rest.partition(":")
        spans = list(self.spans)
        if step in ("use", "also"):
            found = find_words(text, self.words, self.before)
            spans = [found] if step == "use" else [*spans, found]
        elif step == "drop" or step in tuple(End):
            at = int(part) if part.isdecimal() and int(part[:3]) < len(spans) else None
            if at is None:
                raise Refused("This claim has no such part.")
            if step == "drop":
                del spans[at]
            else:
                spans[at] = moved(text, spans[at], End(step), -1 if by == "-1" else 1)
        used = {"words": "", "before": ""} if step in ("use", "also") else {}
        return self.model_copy(update={"span": places(spans), **used})

    def using(self, text: str) -> Self:
        """With the `words` in place of those before. Raises WordsError."""
        return self.model_copy(update={"do": "use"}).stepped(text)

    def in_text(self, new: str, version: int, old: str) -> "Again":
        """The form with its words where they stand in another text than the `old` one they were marked in."""
        spans, lost = found_again(self.spans, old, new)
        words = self.words or " ".join(lost)
        update = {"span": places(spans), "version": version, "words": words}
        return Again(self.model_copy(update=update), lost)

    def on_top_of(self, state: ClaimState, text: str) -> "Again":
        """The same changes of what a claim is now. `text` is the one that the form's spans count in."""
        touched, now = self.touched, fields_of(state)
        form, lost = self, tuple[str, ...]()
        if "span" in touched and text != state.text:
            form, lost = self.in_text(state.text, state.version, text)
        kept = {name: getattr(form, name) for name in touched}
        if lost and not form.span:
            kept["span"] = now.span
        fresh = {"seen": state.seen, "version": state.version, "base": now.model_dump_json()}
        return Again(form.model_copy(update={**now.model_dump(), **kept, **fresh}), lost)

    def wanted(self, session: Session, text: str, chips: Sequence[Chip] = ()) -> Wanted:
        """What was changed, and nothing else: of words that are cut, the whole. `chips` are the sources
        that the claim has already.

        Raises Refused, NotFound and WordsError.
        """
        touched, known = self.touched, slugs_called(chips)

        def slugs(names: Sequence[str]) -> tuple[str, ...]:
            return tuple(known.get(name) or self._slug(session, name) for name in filled(names))

        spans = tuple(widened(text, span) for span in self.spans)
        return Wanted(
            sources=slugs(self.source) if "source" in touched else None,
            relay=slugs(self.relay) if "relay" in touched else None,
            content=joined(spans) if "span" in touched else None,
            kind=Kind(self.kind) if self.kind and "kind" in touched else None,
            act=Act(self.act) if self.act and "act" in touched else None,
            hedges=find_hedges(text, filled(self.hedges.split(",")), spans) if "hedges" in touched else None,
        )

    def _slug(self, session: Session, name: str) -> str:
        try:
            return queries.slug_named(session, name)
        except NotFound as error:
            if not self.type:
                raise Unknown(f"{error} {_meant(session, name)}{NEW}") from error
            return f"new:{self.type}:{name}"


def _meant(session: Session, name: str) -> str:
    like = [each.source.name for each in queries.names_like(session, name, limit=MOST_LIKE)]
    return f"Did you mean {' or '.join(dict.fromkeys(like))}? " if like else ""


class Again(NamedTuple):
    """A form as it is after what it was made of changed, and words that it had and that are gone."""

    form: ClaimForm
    lost: tuple[str, ...]


def found_again(spans: Spans, old: str, new: str) -> tuple[Spans, tuple[str, ...]]:
    """Where the words of spans of an old text stand in a new one; and those of which that cannot be told."""
    move, kept, lost = Move(old, new), list[Span](), list[str]()
    for span in spans:
        try:
            kept += move.spans((span,)) or (find_words(new, span.of(old)),)
        except WordsError:
            lost.append(" ".join(span.of(old).split()))
    return joined(kept), tuple(filter(None, lost))
