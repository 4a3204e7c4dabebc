"""Who wrote an article: its byline as names that styles of citation can turn round."""

import re
from dataclasses import dataclass, replace

from app.present.name_order import Order, order_of

BY = re.compile(r"^\s*(?:(?:words|story|reported|written|text)\s+)?by[\s:]+", re.IGNORECASE)
BETWEEN = re.compile(r"\s*[;|\n]\s*|\s+(?:and|&)\s+", re.IGNORECASE)
PLACE = re.compile(r"\s+in\s+[A-Z].*$")  # as in "Wren Abara in Kestle"
ADDRESS = re.compile(r"\s*[<(\[]?\S+@\S+[>)\]]?")
SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv)\.?$", re.IGNORECASE)
# Words that stand in no person's name, but in those of agencies, desks and their posts.
OF_NO_PERSON = re.compile(
    r"\b(?:agence|agencia|agency|agencies|agentur|agenzia|associated|board|bureau|contributors?"
    r"|correspondents?|desk|deutsche welle|editors?|editorial|jazeera|journal|magazine|media|network"
    r"|news|newsroom|newspaper|newswires?|post|press|presse|radio|reporters?|service|services|staff"
    r"|team|television|times|tribune|tv|wires?|writers?|afp|ap|bbc|cnn|dpa|upi)\b|^the\s|[.@]com\b|\d",
    re.IGNORECASE,
)
# What is no name at all after one: "chief reporter", "Political Editor", "Courier Staff Writer".
POST = re.compile(
    r"\b(?:analyst|chief|columnist|contributor|correspondent|editor|reporter|writer)s?$|^[a-z ]+$"
)
# Particles that belong to the family name.
PARTICLE = re.compile(
    r"(?:af|al|bin|d'|d’|da|dal|de|del|della|den|der|di|dos|du|el|ibn|la|le|san|st|ten|ter|van|von|y|zu)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person in two parts and a suffix, or anybody else whose name stays as it is in `literal`."""

    family: str = ""
    given: str = ""
    suffix: str = ""
    literal: str = ""
    is_family_first: bool = False  # as it is written in full

    @property
    def plain(self) -> str:
        """As in "Wren Abara", and "Kim Jong-un"."""
        parts = (self.family, self.given) if self.is_family_first else (self.given, self.family)
        return self.literal or " ".join(filter(None, (*parts, self.suffix)))

    @property
    def turned(self) -> str:
        """As in "Abara, Wren"; "Lee, Ann, Jr." where there is a suffix."""
        return self.literal or ", ".join(filter(None, (self.family, self.given, self.suffix)))


def authors(byline: str) -> tuple[Name, ...]:
    """As in "By Wren Abara and Bo van der Voss, Kestle Press Agency": each once, in order.

    A name is taken for a person's where it has two words or more, none of which is an agency's. It stays
    as it is where it does not show which part is the family's (name_order.py).
    What comes after a comma may be a further name, a family name's given one, or their agency; the
    post that they hold is left out.
    """
    rest = ADDRESS.sub("", BY.sub("", byline)).strip()
    names: list[Name] = []
    for part in filter(None, BETWEEN.split(f"{rest} ")):
        pieces = [each for each in re.split(r"\s*,\s*", part.strip(" ,·–—")) if each]
        names += _between_commas([*pieces[:1], *(each for each in pieces[1:] if not _is_post(each))])
    return tuple(dict.fromkeys(names))


def _between_commas(pieces: list[str]) -> list[Name]:
    """The names in a run without "and". "Abara, Wren" is one person; "Reuters, AP" are two names."""
    match pieces:
        case [family, given] if _is_turned(family, given):
            return [Name(family=family, given=given)]
        case [name, suffix, *more] if SUFFIX.match(suffix):
            return [*_with_suffix(_name(name), suffix), *_between_commas(more)]
        case [name, *more]:
            return [_name(name), *_between_commas(more)]
    return []


def _is_post(words: str) -> bool:
    return bool(POST.search(words)) and not SUFFIX.match(words)


def _is_turned(family: str, given: str) -> bool:
    """Whether this is a family name with the given one after it."""
    is_family = len(_words(family)) == 1 or bool(PARTICLE.match(_words(family)[0]))
    is_given = len(_words(given)) <= 2 and given[:1].isupper() and not (given.isupper() and given.isalpha())
    return is_family and is_given and not (OF_NO_PERSON.search(family) or OF_NO_PERSON.search(given))


def _name(words: str) -> Name:
    parts = _words(PLACE.sub("", words))
    if len(parts) < 2 or len(parts) > 6 or OF_NO_PERSON.search(words):
        return Name(literal=words)
    if len(parts) > 2 and SUFFIX.match(parts[-1]):
        return _with_suffix(_name(" ".join(parts[:-1])), parts[-1])[0]
    order = order_of(parts)
    if order is Order.UNSURE:
        return Name(literal=words)
    if order is Order.FAMILY_FIRST:
        return Name(parts[0], " ".join(parts[1:]), is_family_first=True)
    first = len(parts) - 1
    while first > 1 and PARTICLE.match(parts[first - 1]):
        first -= 1
    return Name(family=" ".join(parts[first:]), given=" ".join(parts[:first]))


def _with_suffix(name: Name, suffix: str) -> list[Name]:
    if name.literal:
        return [Name(literal=f"{name.literal}, {suffix}")]
    return [replace(name, suffix=suffix)]


def _words(text: str) -> list[str]:
    return text.split()
