"""Role and affiliation of a named person, from the words right before and right after the name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain import SourceType
from app.resolve.countries import PLACES
from app.resolve.keys import ARTICLES
from app.resolve.names import Name
from app.resolve.titles import TITLE_NOUNS
from app.resolve.types import is_person, singular
from app.resolve.word_set import word_set

_BEFORE = re.compile(r"(?:[\w.’'&/-]+,?[ \u00a0]){1,8}$")
_BEFORE_REACH = 90  # code points
_AFTER = re.compile(r"(?:\s?\([^)\n]{1,30}\))?,(?:\s\d{1,3},)?\s+(?P<phrase>[^,;:.!?()\"“”\n]{3,160})")
_RELATIVE = re.compile(r"\s(?:who|which|that|whose)\s")
_STOPS = word_set(
    """of for at in on from with by to into about against near under over as and or but that who whom which
    when while because if after before is was are were be been has have had said says say told tells
    asked asks added called calls met meets quoted unlike like including than then not it he she they
    his her their its this these between behind ahead during per via amid upon despite without within
    following where so since until though although what how also just only"""
)
_LINKS = word_set("of for at with in from on and to by")
_FIRST_WORDS = word_set(
    "a an the former one our his her their its another founding executive senior deputy vice"
)
_MODIFIERS = word_set("former acting retired current then outgoing incoming presumptive deputy vice")
_LONGEST_BEFORE = 6  # words
_LONGEST_AFTER = 14  # words


@dataclass(frozen=True, slots=True)
class Apposition:
    """What is said of somebody: a `role` as it stands, its nouns for people, a body that one is with."""

    role: str
    nouns: frozenset[str]
    affiliation: str = ""


def role_before(text: str, name: Name) -> Apposition | None:
    """What stands before a name: "Ruritania’s president, X", "campaign spokesman X", "Senator X"."""
    line = _BEFORE.search(text, max(0, name.start - _BEFORE_REACH), name.start)
    words = line[0].split() if line else []
    if any(_is_role(word) for word in name.title.split()):
        return _apposition(_titled(words, len(name.title.split())))
    if words:
        words[-1] = words[-1].rstrip(",")
    if not words or not _is_role(words[-1]):
        return None
    return _apposition(_noun_phrase(words))


def role_after(text: str, name: Name, following: Sequence[Name]) -> Apposition | None:
    """What stands after a name: "X, a professor at the University of Y". `following` are the next names."""
    match = _AFTER.match(text, name.end)
    if match is None:
        return None
    phrase = _RELATIVE.split(match["phrase"])[0]
    words = phrase.split()[:_LONGEST_AFTER]
    core = words[: next((at for at, word in enumerate(words) if _ends_core(word)), len(words))]
    if not core or not (_begins_role(core[0]) or _is_role(core[-1])) or not any(map(_is_role, core)):
        return None
    start = match.start("phrase")
    within = [other for other in following if start <= other.start < match.end("phrase")]
    linked = [other for other in within if not _LINKS.isdisjoint(_words_before(text, start, other))]
    if any(other.type is SourceType.PERSON and other not in linked for other in within):
        return None  # "In Vesk, lawmaker Ada Orland said"
    return _apposition(phrase, next((other.text for other in linked if other.words not in PLACES), ""))


def _titled(words: Sequence[str], length: int) -> str:
    """The title as it stands, with "former" and the like before it."""
    start = max(0, len(words) - length)
    while start and words[start - 1].lower() in _MODIFIERS:
        start -= 1
    return " ".join(words[start:])


def _noun_phrase(words: Sequence[str]) -> str:
    """The noun phrase that the words end with: back to an article, a verb or another function word."""
    start = len(words)
    while start and len(words) - start < _LONGEST_BEFORE:
        word = words[start - 1]
        bare = word.lower().rstrip(".")
        is_verb = word.islower() and bare.endswith("ed") and not bare.endswith("ted")
        if bare in _STOPS or word.endswith(",") or is_verb:
            break
        start -= 1
        if bare in ARTICLES:
            break
    return " ".join(words[start:])


def _words_before(text: str, start: int, name: Name) -> list[str]:
    return text[start : name.start].lower().split()[-3:]


def _ends_core(word: str) -> bool:
    return word.lower() in _STOPS and word.lower() != "and"


def _begins_role(word: str) -> bool:
    return word.lower() in _FIRST_WORDS or word[0].isupper() or word.endswith(("’s", "'s"))


def _bare(word: str) -> str:
    return word.lower().rstrip(".,")


def _is_role(word: str) -> bool:
    return _bare(word) not in _STOPS and (_bare(word) in TITLE_NOUNS or is_person(_bare(word)))


def _apposition(phrase: str, affiliation: str = "") -> Apposition:
    words = phrase.split()
    while words and words[0].lower() in ARTICLES:
        words = words[1:]
    while words and words[-1].lower() in _STOPS:
        words = words[:-1]
    roles = [_bare(word) for word in words[:_LONGEST_AFTER] if _is_role(word)]
    nouns = frozenset(TITLE_NOUNS.get(role, singular(role)) for role in roles)
    return Apposition(_before_affiliation(words, affiliation), nouns, affiliation)


def _before_affiliation(words: Sequence[str], affiliation: str) -> str:
    """ "political science professor" of "political science professor at the University of Y"."""
    role = " ".join(words)
    if not affiliation:
        return role
    head = role.split(affiliation, 1)[0].split()
    while head and head[-1].lower() in ARTICLES | _LINKS:
        head.pop()
    return " ".join(head) or role
