"""The form that puts a claim right or adds one: what it holds, and what is wanted by it."""

from collections.abc import Iterable, Sequence
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, Field, ValidationError

from app.actions import Wanted
from app.domain import Act, Kind, SourceType, Span, Spans
from app.present.words import End, find_hedges, find_words, joined, moved
from app.store import queries
from app.store.correction_pages import ClaimState
from app.store.errors import NotFound, Refused
from app.store.pages import Chip
from app.store.session import Session
from app.web.bodies import Line
from app.web.deps import without_nul

Long = Annotated[str, Field(max_length=20_000), AfterValidator(without_nul)]
Lines = Annotated[list[Long], Field(max_length=100)]
Place = Annotated[str, Field(pattern=r"^\d{1,7}-\d{1,7}$")]  # a span, as in "12-40"


class Unknown(Refused):
    """A source was named that is not known, and not what it is."""


class Fields(BaseModel):
    """What can be said of a claim, as a form holds it: names or slugs, and hedges between commas."""

    source: Lines = []
    relay: Lines = []
    kind: Kind | Literal[""] = ""
    act: Act | Literal[""] = ""
    hedges: Long = ""
    span: Annotated[list[Place], Field(max_length=500)] = []

    @property
    def spans(self) -> Spans:
        return tuple(Span(*map(int, each.split("-"))) for each in self.span)

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


class ClaimForm(Fields):
    """`base` is what the fields held when the form was made, as JSON; `seen` is the state it was made of.

    `do` is the button that was pressed: save, confirm, remove; use or also (the `words`, which stand
    after `before`); drop:N (a part); start:BY:N or end:BY:N (an end of a part); more (a further line).
    `type` is that of sources whose name is not known yet. `back` is the page that the form was opened on.
    """

    seen: Line = ""
    version: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0
    do: Line = "save"
    type: SourceType | Literal[""] = ""
    words: Long = ""
    before: Long = ""
    reason: Line = ""
    back: Line = ""
    base: Long = ""

    @classmethod
    def of(cls, state: ClaimState, *, back: str = "", reason: str = "") -> Self:
        """The form as it is opened."""
        fields = fields_of(state)
        return cls(
            **fields.model_dump(),
            seen=state.seen,
            version=state.version,
            base=fields.model_dump_json(),
            back=back,
            reason=reason,
        )

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
        return self.model_copy(update={"span": _places(spans), **used})

    def using(self, text: str) -> Self:
        """With the `words` in place of those before. Raises WordsError."""
        return self.model_copy(update={"do": "use"}).stepped(text)

    def on_top_of(self, state: ClaimState, text: str) -> Self:
        """The same changes of what a claim is now. `text` is the one that the form's spans count in.

        Raises WordsError where words that were chosen are not in the newest text.
        """
        touched, now = self.touched, fields_of(state)
        kept = {name: getattr(self, name) for name in touched}
        if "span" in kept and text != state.text:
            kept["span"] = _places(find_words(state.text, span.of(text)) for span in self.spans)
        fresh = {"seen": state.seen, "version": state.version, "base": now.model_dump_json()}
        return self.model_copy(update={**now.model_dump(), **kept, **fresh})

    def wanted(self, session: Session, text: str, chips: Sequence[Chip] = ()) -> Wanted:
        """What was changed, and nothing else. `chips` are the sources that the claim has already.

        Raises Refused, NotFound and WordsError.
        """
        touched = self.touched

        def slugs(names: Sequence[str]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(self._slug(session, name, chips) for name in filled(names)))

        return Wanted(
            sources=slugs(self.source) if "source" in touched else None,
            relay=slugs(self.relay) if "relay" in touched else None,
            content=joined(self.spans) if "span" in touched else None,
            kind=self.kind or None if "kind" in touched else None,
            act=self.act or None if "act" in touched else None,
            hedges=find_hedges(text, filled(self.hedges.split(",")), self.spans)
            if "hedges" in touched
            else None,
        )

    def _slug(self, session: Session, name: str, chips: Sequence[Chip]) -> str:
        known = {chip.name: chip.slug for chip in chips}
        if name in known:
            return known[name]
        try:
            return queries.slug_named(session, name)
        except NotFound as error:
            if not self.type:
                raise Unknown(f"{error} To enter it as a new source, choose what it is.") from error
            return f"new:{self.type}:{name}"


def fields_of(state: ClaimState) -> Fields:
    claim = state.claim
    return Fields(
        source=[chip.name for chip in claim.sources],
        relay=[chip.name for chip in claim.relay],
        kind=claim.kind,
        act=claim.act,
        hedges=", ".join(claim.hedges),
        span=_places(claim.content_spans),
    )


def _places(spans: Iterable[Span]) -> list[str]:
    return [f"{start}-{end}" for start, end in joined(spans)]


def filled(lines: Sequence[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())
