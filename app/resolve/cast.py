"""Everybody whom an article names or lets speak, before it is known who does speak."""

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from app.domain import Known, SourceType
from app.resolve.countries import PLACES
from app.resolve.directory import Directory
from app.resolve.figures import BODIES, Figure, Sighting
from app.resolve.first_names import gender_of
from app.resolve.keys import Key, key
from app.resolve.name_types import is_thing
from app.resolve.names import Name
from app.resolve.titles import TITLE_NOUNS
from app.resolve.types import singular

_MOST_COMPARED = 50  # names of one first or last word that are compared with a new one
_LONGEST_ACRONYM = 6  # letters
_OF_LATE = (40, 1_200)  # sightings, code points


class Cast:
    """The figures of one article, found by their names, and where they stand.

    `acronyms` say for which words a bracketed acronym stands.
    """

    def __init__(self, names: Sequence[Name], directory: Directory, acronyms: Mapping[str, Key]) -> None:
        self.directory = directory
        self.figures: list[Figure] = []
        self.sightings: list[Sighting] = []
        self._acronyms = acronyms
        self._by_words: dict[Key, Figure] = {}
        self._by_known: dict[str, Figure] = {}
        self._by_nominal: dict[Key, Figure] = {}
        self._by_first: defaultdict[str, list[Figure]] = defaultdict(list)
        self._by_last: defaultdict[str, list[Figure]] = defaultdict(list)
        self._by_initials: dict[str, Figure] = {}
        self._enter_named(names)
        for name in names:
            figure = self.find(name.words, gender=name.gender, before=name.start)
            if figure is not None:
                self.sightings.append(Sighting(name.start, name.end, figure))
                figure.seen += 1

    def find(self, words: Key, *, gender: str = "", before: int = 0) -> Figure | None:
        """The figure that a name at a place stands for.

        Of several people of one surname, whoever bore it first keeps it, unless only another has
        been seen of late.
        """
        figure = self._by_words.get(words)
        if figure is not None or len(words) != 1:
            return figure
        holders = [
            figure for figure in self._holders(words[0]) if not gender or figure.gender in ("", gender)
        ]
        if len(holders) < 2:
            return holders[0] if holders else None
        keeper = min(holders, key=lambda holder: holder.first)
        of_late = [sighting.figure for sighting in self.before(before, *_OF_LATE)]
        if keeper in of_late:
            return keeper
        return next((figure for figure in of_late if figure in holders), keeper)

    def of_known(self, known: Known, form: str, position: int) -> Figure:
        """The figure of a directory entry that the article calls by `form`; new the first time."""
        figure = self._by_known.get(known.slug) or self._by_words.get(key(known.name))
        if figure is None or figure.known not in (None, known):
            figure = self.enter(Figure(form, key(known.name), known.type, position))
        if figure.known is None:
            figure.learn(known)
        self._by_known[known.slug] = figure
        figure.take_form(form)
        return figure

    def nominal(self, words: Key) -> Figure | None:
        """The figure without a name that has been described with just these words."""
        return self._by_nominal.get(words)

    def enter(self, figure: Figure) -> Figure:
        self.figures.append(figure)
        return figure

    def enter_nominal(self, figure: Figure) -> None:
        """Enter one without a name, for which the same words will stand again."""
        self.enter(figure)
        self._by_nominal.setdefault(figure.words, figure)

    def sight(self, sighting: Sighting) -> None:
        insort(self.sightings, sighting)
        sighting.figure.seen += 1

    def before(self, position: int, limit: int, reach: int) -> list[Sighting]:
        """At most `limit` sightings before a place, nearest first, at most `reach` code points back."""
        index = bisect_left(self.sightings, position, key=_start)
        nearest = self.sightings[max(0, index - limit) : index]
        return [sighting for sighting in reversed(nearest) if sighting.start >= position - reach]

    def within(self, start: int, end: int) -> list[Sighting]:
        first = bisect_left(self.sightings, start, key=_start)
        return self.sightings[first : bisect_left(self.sightings, end, key=_start)]

    def named_at(self, position: int) -> Figure | None:
        """The named figure that begins at a place."""
        return next((s.figure for s in self.within(position, position + 1) if s.figure.named), None)

    def ending_at(self, position: int) -> Figure | None:
        """The named figure that ends at a place."""
        nearest = self.before(position, 3, position)
        return next((s.figure for s in nearest if s.end == position and s.figure.named), None)

    def _enter_named(self, names: Sequence[Name]) -> None:
        """Make a figure of every distinct name, longest first, so that short forms find the full one."""
        bearers: defaultdict[Key, list[Name]] = defaultdict(list)
        for name in names:
            bearers[name.words].append(name)
        for words, bearing in sorted(bearers.items(), key=lambda item: (-len(item[0]), item[1][0].start)):
            if len(words) == 1 and not self._stands_alone(words[0], bearing):
                holders = self._holders(words[0])
                genders = {"", *(name.gender for name in bearing if name.gender)}
                if len(holders) > 1 or (len(genders) > 1 and holders[0].gender not in genders):
                    continue  # shared: told apart place by place
                figure = holders[0]
            else:
                figure = self._full_form(words, bearing) or self._new(words, bearing)
            self._by_words[words] = figure
            self._describe(figure, words, bearing)

    def _stands_alone(self, word: str, bearing: Sequence[Name]) -> bool:
        """Is a single word no short form of a longer name?"""
        return (word,) in PLACES or _is_acronym(bearing[0].text) or not self._holders(word)

    def _holders(self, word: str) -> list[Figure]:
        """Those whom a single word may name: people by last or first name, else companies by their first."""
        people = (SourceType.PERSON, None)
        return (
            [figure for figure in self._by_last[word][:_MOST_COMPARED] if figure.type in people]
            or [figure for figure in self._by_first[word][:_MOST_COMPARED] if figure.type in people]
            or [f for f in self._by_first[word][:_MOST_COMPARED] if f.type is SourceType.ORGANIZATION]
        )

    def _full_form(self, words: Key, bearing: Sequence[Name]) -> Figure | None:
        """The figure of which these words are a shorter form."""
        if len(words) == 1:
            declared = self._by_words.get(self._acronyms.get(words[0], ()))
            return declared or (self._by_initials.get(words[0]) if _is_acronym(bearing[0].text) else None)
        if words in PLACES or is_thing(words):
            return None
        for figure in self._by_last[words[-1]][:_MOST_COMPARED]:
            is_end = words == figure.words[-len(words) :]
            if figure.type in BODIES and is_end:
                return figure
            same_first = words[0] in figure.words[:2] and _in_order(words, figure.words)
            if figure.type is SourceType.PERSON and (is_end or same_first):
                return figure
        for figure in self._by_first[words[0]][:_MOST_COMPARED]:
            if figure.type in BODIES and words == figure.words[: len(words)]:
                return figure
        return None

    def _new(self, words: Key, bearing: Sequence[Name]) -> Figure:
        types = Counter(name.type for name in bearing)
        type_ = SourceType.PERSON if types[SourceType.PERSON] else types.most_common(1)[0][0]
        figure = self.enter(Figure(bearing[0].text, words, type_, bearing[0].start))
        self._by_first[words[0]].append(figure)
        self._by_last[words[-1]].append(figure)
        if type_ in BODIES:
            self._by_initials.setdefault(_initials(figure.name), figure)
        return figure

    def _describe(self, figure: Figure, words: Key, bearing: Sequence[Name]) -> None:
        """Take up forms, titles, gender and directory entry from the places where a name stands."""
        figure.first = min(figure.first, bearing[0].start)
        for name in bearing:
            figure.take_form(name.text)
            figure.gender = figure.gender or name.gender
            if name.title:
                figure.type = SourceType.PERSON
                last = name.title.rsplit(" ", 1)[-1]
                figure.roles.add(TITLE_NOUNS.get(last, singular(last)))
                figure.traits.update(name.title.split())
        if figure.type is SourceType.PERSON and not figure.gender and len(words) > 1:
            figure.gender = gender_of(words[0])
        known = self.directory.find(words)
        is_surname = len(words) == 1 and words != figure.words and figure.type is SourceType.PERSON
        if known is not None and figure.known is None and not is_surname:
            figure.learn(known)
        if figure.known is not None:
            self._by_known.setdefault(figure.known.slug, figure)


def _start(sighting: Sighting) -> int:
    return sighting.start


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return letters.isupper() and 1 < len(letters) <= _LONGEST_ACRONYM


def _in_order(short: Key, long: Key) -> bool:
    """Do the words of one stand in the other, in the same order, initials for words?"""
    rest = iter(long)
    return all(
        any(word == other or (len(word) == 1 and other[0] == word) for other in rest) for word in short
    )


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[:1].isupper()).lower()
