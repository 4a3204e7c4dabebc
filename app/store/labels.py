"""A source in at most four letters, to stand behind a claim like the mark of a footnote."""

import re

from app.domain import SourceType

UNNAMED = "unnamed"
AUTHOR = "writer"
SMALL = frozenset(
    ("a", "an", "and", "at", "for", "in", "of", "on", "the", "to", "de", "del", "der", "di", "du", "la", "le")
)
SURNAME_FIRST = re.compile(r"\w+ \w+-[a-z]\w*")  # "Lee Seong-kweun"
AFTER_SURNAME = frozenset(("jr", "sr", "ii", "iii", "iv"))
POSSESSIVE = re.compile(r"['’]s\b")


def _words(name: str) -> list[str]:
    words = ("".join(filter(str.isalnum, word)) for word in re.split(r"[\s\-–—/]+", name))
    return [word for word in words if word]


def surname_of(name: str) -> str:
    """The family name of a person; the name has at least one word."""
    if SURNAME_FIRST.fullmatch(name):
        return name.split(maxsplit=1)[0]
    words = ["".join(filter(str.isalnum, word)) for word in name.split()]
    while len(words) > 1 and words[-1].lower() in AFTER_SURNAME:
        words.pop()
    return words[-1]


def label_of(name: str, type_: SourceType) -> str:
    """An acronym for organizations of several words, else the first letters of the (sur)name."""
    if type_ is SourceType.AUTHOR:
        return AUTHOR
    if type_.is_unnamed:
        return UNNAMED
    words = _words(POSSESSIVE.sub("", name))
    if not words:
        return "?"
    if type_ is SourceType.PERSON:
        return surname_of(name).upper()[:3] or "?"
    main = [word for word in words if word.lower() not in SMALL] or words
    if len(main) > 1:
        return "".join(word[0] for word in main).upper()[:4]
    word = main[0].upper()
    return word if len(word) <= 4 else word[:3]
