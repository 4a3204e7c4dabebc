"""Names in a text, with the titles before them."""

import re
from dataclasses import dataclass

from app.domain import SourceType
from app.resolve.countries import PLACES
from app.resolve.first_names import gender_of
from app.resolve.keys import Key, key
from app.resolve.layout import Layout
from app.resolve.name_types import name_type
from app.resolve.runs import NEVER, PIECE, RUN, cuts
from app.resolve.titles import GENDERED, PEOPLES, SUFFIXES, TITLES
from app.resolve.types import is_person, singular

_LOWER_WORD = re.compile(r"(?<![\w’'-])[a-z]+")
_PARTY_AND_STATE = re.compile(r"[RDI]-\w")
_LONGEST_IN_HEADING = 6  # words
_SHORTEST_SHOUT = 5  # code points in a word that is written in capitals for emphasis


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it stands. `words` are its plain words; `title` those before it ("new jersey gov")."""

    start: int
    end: int
    text: str
    words: Key
    title: str = ""

    @property
    def gender(self) -> str:
        """`m` or `f` where the title tells."""
        return GENDERED.get(self.title.rsplit(" ", 1)[-1], "")

    @property
    def type(self) -> SourceType | None:
        return SourceType.PERSON if self.title else name_type(self.words)


def scan(layout: Layout) -> list[Name]:
    """All names of a text, in its order.

    A single word that opens a sentence is one only if it is seen elsewhere or looks like one; in
    a heading, where every word is capitalised, only names that the rest of the text has too are.
    """
    lower_words = frozenset(_LOWER_WORD.findall(layout.text))
    names: list[Name] = []
    openers: list[Name] = []
    headings: list[re.Match[str]] = []
    for run in RUN.finditer(layout.text):
        if layout.in_heading(run.start()):
            headings.append(run)
            continue
        opens = layout.opens_sentence(run.start())
        for cut in cuts(run[0]):
            is_opener = opens and cut.start == 0
            name = _name(
                run[0][cut.start : cut.end], run.start() + cut.start, cut.title, is_opener, lower_words
            )
            if name is not None:
                alone = is_opener and name.start == run.start() and " " not in name.text
                (openers if alone else names).append(name)
    sure = {word for name in names for word in name.words}
    names += [name for name in openers if _is_likely(name, sure)]
    whole = {name.words for name in names}
    ends = {word for words in whole for word in (words[0], words[-1])} - NEVER
    names += [name for run in headings for name in _in_heading(run, whole, ends)]
    return sorted(names, key=lambda name: name.start)


def _name(text: str, start: int, title: str, opens: bool, lower_words: frozenset[str]) -> Name | None:
    """A name, or None where a common word merely opens a sentence or is written in capitals."""
    is_adjective = text.rsplit(" ", 1)[-1].lower() in PEOPLES
    is_shouted = text.isupper() and len(text) >= _SHORTEST_SHOUT and text.lower() in lower_words
    if is_adjective or is_shouted or _PARTY_AND_STATE.match(text):
        return None
    first, _, rest = text.partition(" ")
    common = first.lower()
    if opens and not title and common not in TITLES:
        if is_person(singular(common)):
            title = common  # "Activist Ada Orland"
        if title or (common in lower_words and not gender_of(common)):
            start, text = start + len(first) + 1, rest
    words = tuple(word for word in key(text) if word not in SUFFIXES) or key(text)
    return Name(start, start + len(text), text, words, title) if words else None


def _is_likely(name: Name, sure: set[str]) -> bool:
    """Is a single capitalised word that opens a sentence a name: one seen elsewhere, or one by its form?"""
    is_odd = any(character.isdigit() or character == "." for character in name.text)
    by_form = name.title or gender_of(name.words[0]) or name.words in PLACES or is_odd
    return bool(by_form) or name.words[0] in sure or name.text.isupper()


def _in_heading(run: re.Match[str], names: set[Key], ends: set[str]) -> list[Name]:
    """Of a run in a heading, the longest stretches that are names elsewhere; `ends` are their outer words."""
    found: list[Name] = []
    pieces = [(piece.start(), piece.end()) for piece in PIECE.finditer(run[0])]
    at = 0
    while at < len(pieces):
        longest = min(len(pieces), at + _LONGEST_IN_HEADING)
        for after in range(longest, at, -1):
            text = run[0][pieces[at][0] : pieces[after - 1][1]]
            words = key(text)
            if words in names or (after == at + 1 and len(words) == 1 and words[0] in ends):
                start = run.start() + pieces[at][0]
                found.append(Name(start, start + len(text), text, words))
                at = after - 1
                break
        at += 1
    return found
