"""The one pass over an article's attributions: from mentions to sources."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from app.domain import Attribution, Known, Resolution, Source, SourceType, Span, Voice
from app.resolve.conjunctions import mentions_in
from app.resolve.directory import Directory, directory_of
from app.resolve.figures import Figure
from app.resolve.introductions import scene_of
from app.resolve.keys import key
from app.resolve.mentions import RELATIVE, Mention, MentionKind
from app.resolve.nominals import figures_of
from app.resolve.pronouns import antecedents
from app.resolve.relatives import OF_WHOM, antecedent_span
from app.resolve.relay import origins
from app.resolve.scene import Figures, Scene
from app.resolve.unstated import goes_on, is_own_judgement, owner_in

_AND_WHO = re.compile(r"\b(?:and|or|but)\s$")  # "a president who acted and who"
_HOUSE = re.compile(
    r"this (?:(?P<writer>reporter|writer|columnist|correspondent|author)|newspaper|paper|magazine|website)$",
    re.IGNORECASE,
)
_CONTENTS_AROUND = 20  # contents looked at for the one in which a mention lies


def resolve(
    text: str,
    attributions: Sequence[Attribution],
    known: Sequence[Known] = (),
    *,
    author: str = "",
    outlet: str = "",
) -> Resolution:
    """The sources of one article and, for each of its attributions, who speaks.

    `known` are the directory's entries; a `Directory` made of them once saves indexing them for
    every article. `author` and `outlet` name whoever writes "I" and "this newspaper".
    """
    directory = known if isinstance(known, Directory) else directory_of(tuple(known))
    return _Pass(scene_of(text, directory, author), attributions, outlet).resolution()


class _Pass:
    def __init__(self, scene: Scene, attributions: Sequence[Attribution], outlet: str) -> None:
        self.scene = scene
        self.text = scene.layout.text
        self.attributions = attributions
        self.outlet = outlet
        self.speakers: list[Figures] = [()] * len(attributions)
        self.relays: list[Figures] = [()] * len(attributions)
        self._contents = sorted((*span, index) for index, a in enumerate(attributions) for span in a.content)
        self._content_starts = [start for start, _, _ in self._contents]

    def resolution(self) -> Resolution:
        for index in sorted(range(len(self.attributions)), key=self._place):
            self.speakers[index] = self._speakers_of(index)
            self.relays[index] = self._relay(index)
        numbers: dict[Figure, int] = {}
        for figures in (*self.speakers, *self.relays):
            for figure in figures:
                numbers.setdefault(figure, len(numbers))
        voices = tuple(
            Voice(tuple(numbers[figure] for figure in speakers), tuple(numbers[figure] for figure in relay))
            for speakers, relay in zip(self.speakers, self.relays, strict=True)
        )
        return Resolution(tuple(_source(figure, self.scene.cast.directory) for figure in numbers), voices)

    def _place(self, index: int) -> tuple[int, bool, int]:
        """Outer attributions come before those nested in them, each in text order.

        Whom a headline announces is known only when the article has been read.
        """
        depth, seen = 0, {index}
        outer = self.attributions[index].nested_in
        while outer is not None and outer not in seen and 0 <= outer < len(self.attributions):
            depth += 1
            seen.add(outer)
            outer = self.attributions[outer].nested_in
        attribution = self.attributions[index]
        spans = attribution.source or attribution.cue or attribution.content
        first = spans[0] if spans else Span(0, 0)
        return depth, bool(attribution.source) and self.scene.announces(*first), first.start

    def _speakers_of(self, index: int) -> Figures:
        attribution = self.attributions[index]
        if not attribution.source:
            return self._unstated(index)
        found: dict[Figure, None] = {}
        for mention in (mention for span in attribution.source for mention in self._mentions(span)):
            figures = self._figures(mention, index)
            self.scene.see(mention.start, mention.end, figures)
            found.update(dict.fromkeys(figures))
        self.scene.hear(attribution.source[0].start, tuple(found))
        return tuple(found)

    def _mentions(self, span: Span) -> list[Mention]:
        start, end = max(0, span.start), min(len(self.text), span.end)
        return mentions_in(self.text, start, end, self.scene.names_within(start, end))

    def _figures(self, mention: Mention, index: int) -> Figures:
        if mention.core in RELATIVE or OF_WHOM.match(mention.text):
            return self._before_relative(mention)
        if mention.kind is MentionKind.PRONOUN:
            content = self.attributions[index].content
            return antecedents(self.scene, mention, content, self._around(mention.start, index))
        return self._named_or_described(mention)

    def _named_or_described(self, mention: Mention) -> Figures:
        if mention.kind is MentionKind.NAME:
            return (self._named(mention),)
        house = _HOUSE.match(mention.text)
        if house is None:
            return figures_of(self.scene, mention)
        is_writer = house["writer"] is not None
        return (self.scene.author if is_writer else self.scene.outlet(self.outlet or mention.head),)

    def _before_relative(self, mention: Mention) -> Figures:
        """Of "X, who" and "X, a lawmaker who" X; else whatever stands before the relative pronoun."""
        cast, before = self.scene.cast, self.text[max(0, mention.start - 5) : mention.start]
        person = cast.ending_at(mention.start - len(before) + len(before.rstrip(" ,—–-(")))
        if person is not None and person.type is SourceType.PERSON:
            return (person,)
        span = antecedent_span(self.text, mention.start)
        if span is None:
            heard = self.scene.heard_before(mention.start, 1)
            return heard[0][1] if heard and _AND_WHO.search(before) else ()
        comma = self.text[max(0, span[0] - 2) : span[0]]
        apposed = cast.ending_at(span[0] - len(comma)) if comma == ", " else None
        if apposed is not None:
            return (apposed,)
        mentions = [m for m in self._mentions(Span(*span)) if m.kind is not MentionKind.PRONOUN]
        return tuple(dict.fromkeys(figure for m in mentions for figure in self._named_or_described(m)))

    def _named(self, mention: Mention) -> Figure:
        """The figure of a name; a capital's government where it stands for one."""
        name, cast = mention.name, self.scene.cast
        assert name is not None  # noqa: S101 - each such mention has one # nosec
        figure = cast.named_at(name.start) or cast.find(name.words, gender=name.gender, before=name.start)
        if figure is None:
            figure = cast.enter(Figure(name.text, name.words, name.type, name.start, forms=[name.text]))
        government = cast.directory.government_of(name.words)
        if government is not None and figure.type is not SourceType.PERSON:
            return cast.of_known(government, name.text, name.start)
        if figure.type is None:
            figure.type = SourceType.PERSON if figure.gender else SourceType.ORGANIZATION
        return figure

    def _around(self, position: int, index: int) -> Figures:
        """Who speaks the words in which a place lies."""
        outer = self.attributions[index].nested_in
        if outer is not None and outer != index and 0 <= outer < len(self.attributions):
            return self.speakers[outer]
        at = bisect_right(self._content_starts, position)
        for start, end, other in reversed(self._contents[max(0, at - _CONTENTS_AROUND) : at]):
            if start <= position < end and other != index:
                return self.speakers[other]
        heard = self.scene.heard_before(position, 1)
        return heard[0][1] if heard and self.scene.layout.in_quotation(position) else ()

    def _unstated(self, index: int) -> Figures:
        """The source of an attribution that states none: whoever goes on speaking, else nobody."""
        attribution = self.attributions[index]
        if not attribution.cue:
            return ()
        cue = attribution.cue[0]
        words = cue.of(self.text)
        owner = owner_in(words, cue.start)
        if owner is not None:
            return self._figures(owner, index)
        if is_own_judgement(words):
            return (self.scene.author,)
        heard = self.scene.heard_before(cue.start, 1)
        same_sentence = heard and self.scene.distance(heard[0][0], cue.start) == 0
        return heard[0][1] if same_sentence and goes_on(words) else ()

    def _relay(self, index: int) -> Figures:
        """Those whom the speakers cite, the nearest first."""
        found: dict[Figure, None] = {}
        if self.attributions[index].source:
            for span in origins(self.scene.layout, self.attributions[index]):
                for mention in self._mentions(Span(*span)):
                    if mention.can_speak:
                        found.update(dict.fromkeys(self._named_or_described(mention)))
        return tuple(figure for figure in found if figure not in self.speakers[index])


def _source(figure: Figure, directory: Directory) -> Source:
    known = figure.known
    return Source(
        name=_name(figure),
        type=figure.type or SourceType.ANONYMOUS,
        slug=known.slug if known else None,
        role=figure.role or (known.role if known else ""),
        affiliation=figure.affiliation,
        country=(known.country if known else "") or directory.country_code(figure.country),
        mentions=tuple(figure.forms),
    )


def _name(figure: Figure) -> str:
    """The article's fullest form; for a country written short, or a capital alone, the directory's."""
    known = figure.known
    if known is None or not known.capitals:
        return figure.fullest_form
    capitals = {key(capital) for capital in known.capitals}
    forms = [
        form for form in figure.forms if key(form) not in capitals and not form.replace(".", "").isupper()
    ]
    return max(forms, key=len, default=known.name)
