"""Runs of capitalised words in a text, cut into names and the titles before them."""

import re
from functools import lru_cache
from typing import NamedTuple

from app.resolve.first_names import gender_of
from app.resolve.name_types import is_body
from app.resolve.titles import HONORIFICS, PARTIES, TITLE_NOUNS, TITLES
from app.resolve.types import GOVERNMENT, ORGANIZATION
from app.resolve.word_set import word_set

_UPPER = "A-ZÀ-ÖØ-ÞĀ-ſƀ-ɏΆ-ΫЀ-Я"
_ABBREVIATIONS = (
    "Mr Mrs Ms Dr Sen Sens Rep Reps Gov Govs Lt Gen Col Sgt Capt Del Prof Adm Maj Rev Hon Atty Supt Cmdr "
    "Messrs St Ste Jr Sr Inc Corp Ltd Co Bros"
)
_CAPITAL = (
    rf"(?:(?:[{_UPPER}]\.){{2,}}|(?:{'|'.join(_ABBREVIATIONS.split())})\."
    rf"|[{_UPPER}]\.(?=[ \u00a0][\"“‘']?[{_UPPER}])"
    rf"|[{_UPPER}](?:\w|[’'&-](?!s\b)(?=\w))*)"
)
_LINK = (
    r"(?:of the|of|for the|for|and the|and|on the|on|&"
    r"|de la|de|la|del|della|di|da|du|dos|van der|van|von|bin|al|el|ul)"
)
_NICKNAME = rf"[\"“‘']{_CAPITAL}[\"”’'](?=[ \u00a0]{_CAPITAL})"
RUN = re.compile(
    rf"(?<![\w@#.]){_CAPITAL}(?:[ \u00a0]+(?:{_LINK}[ \u00a0]+)?(?:{_CAPITAL}|{_NICKNAME})){{0,15}}"
)
PIECE = re.compile(rf"{_CAPITAL}|[^\W\d_]+|&")

_PARTICLES = word_set("de la del della di da du dos van der von bin al el ul & the")
# Capitalised words that begin sentences, or stand between names, without belonging to any.
NEVER = word_set(
    """a about above according across actually additionally after again against ago all allegations almost
    along already also although always am amid among an and another any anyone are around as asked at
    away back based be because been before behind being below beside besides between beyond both but by
    can citing could critics currently despite did do does during each earlier either elsewhere
    especially even ever every everyone everything except fellow few finally first following for former
    from further given had has have he her here hers herself him himself his how however i if in
    including indeed instead into ironically is it its itself just last late lately later leaked less
    let like likewise many maybe me meanwhile might more moreover most mostly much must my nearly
    neither never nevertheless next no nobody none nonetheless nor not nothing now of off often on once
    one only onto or other others otherwise our out outside over own perhaps please plus presumably
    previously rather recently reportedly same say says several shall she should similarly since so some
    somebody someone sometimes soon speaking still such than that the their them then there these they
    this those though thus till to together told too toward towards two three four five six seven eight
    nine ten under unfortunately unless unlike until unsurprisingly up upon us usually very via was we
    well were what whatever when whenever where whereas wherever whether which while who whoever whom
    whose why will with within without would yes yesterday yet you your today tonight tomorrow editor's
    editors note monday tuesday wednesday thursday friday saturday sunday january february march april
    may june july august september october november december jan feb aug sept oct nov dec democrat
    democrats democratic republican republicans gop"""
)
# Of these, the ones that may begin or end a longer name.
_NEVER_ALONE = word_set("democratic republican gop may march april june will august")
_NAMES_IN_CAPITALS = frozenset(("US", "WHO"))
_JOINERS = (
    GOVERNMENT
    | ORGANIZATION
    | TITLES
    | word_set(
        """citizens americans centers centre friends sons daughters doctors reporters students voters
    veterans mothers lords representatives commons islands institutes"""
    )
)
_AND_JOINERS = word_set(
    """securities immigration food citizenship health housing education veterans science research energy
    agriculture arts trade justice oceanic alcohol tobacco firearms labor customs law defense defence
    culture media sport business innovation work pensions environment transport equality human economic
    standard ernst johnson procter smith marks simon barnes prevention security church family centers
    children"""
)
_AND_ENDS = word_set("prevention development technology medicine sciences engineering hygiene")
_ADJECTIVE_ENDINGS = ("ic", "al", "ive", "ary")
_OFFICE_OF_TWO_WORDS = word_set("security services affairs intelligence")
_LONGEST_NAME = 5  # words after a title


class Piece(NamedTuple):
    start: int
    end: int
    text: str

    @property
    def word(self) -> str:
        return self.text.lower().rstrip(".")

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


class Cut(NamedTuple):
    """Where a name lies in a run, and the title that stands before it, lower case."""

    start: int
    end: int
    title: str = ""


@lru_cache(maxsize=20_000)
def cuts(run: str) -> tuple[Cut, ...]:
    """The names in a run, in its order."""
    found: list[Cut] = []
    segment: list[Piece] = []
    pieces = [Piece(match.start(), match.end(), match[0]) for match in PIECE.finditer(run)]
    for piece, following in zip(pieces, (*pieces[1:], None), strict=True):
        if piece.is_capital and (piece.word not in NEVER or _belongs(piece, segment, following)):
            segment.append(piece)
        elif piece.is_capital or (segment and not _links(piece.word, segment, following)):
            found.extend(_titled(segment))
            segment = []
        elif segment:
            segment.append(piece)
    found.extend(_titled(segment))
    return tuple(found)


def _belongs(piece: Piece, segment: list[Piece], following: Piece | None) -> bool:
    """Is a word like "Democratic" part of a longer name here, or an initial, or an acronym?"""
    if piece.text in _NAMES_IN_CAPITALS or (segment and len(piece.text) == 2 and piece.text.endswith(".")):
        return True
    return piece.word in _NEVER_ALONE and (bool(segment) or (following is not None and following.is_capital))


def _links(word: str, segment: list[Piece], following: Piece | None) -> bool:
    """Does "of", "for", "and" or a particle hold the words around it together as one name?"""
    before = segment[-1].word
    if word in _PARTICLES:
        return True
    if word == "and":
        after = following.word if following else ""
        return before in _AND_JOINERS or after in _AND_ENDS or before.endswith(_ADJECTIVE_ENDINGS)
    return before in _JOINERS or segment[0].word in _JOINERS


def _titled(segment: list[Piece]) -> list[Cut]:
    """Cut a segment into title and name; nothing where it is a title alone."""
    while segment and not segment[-1].is_capital:
        segment = segment[:-1]
    if not segment:
        return []
    words = [piece.word for piece in segment]
    if words[0] in PARTIES and len(words) > 1 and not is_body(words[-1]):
        return [Cut(cut.start, cut.end, f"{words[0]} {cut.title}".rstrip()) for cut in _titled(segment[1:])]
    whole = Cut(segment[0].start, segment[-1].end)
    at = next((i for i in range(len(words) - 1, -1, -1) if words[i] in TITLES), None)
    rest = words[at + 1 :] if at is not None else []
    if at is None or not rest:
        return [whole] if at is None or "of" in words or "for" in words else []
    if rest[0] == "of":
        return _office(segment, at) or ([whole] if at else [])
    named_body = (
        is_body(rest[-1]) and words[at] not in HONORIFICS | set(TITLE_NOUNS) and not gender_of(rest[0])
    )
    if len(rest) > _LONGEST_NAME or not segment[at + 1].is_capital or named_body:
        return [whole]
    return [Cut(segment[at + 1].start, whole.end, " ".join(words[: at + 1]))]


def _office(segment: list[Piece], at: int) -> list[Cut]:
    """ "Secretary of State Ada Orland": the name after an office of one or two words."""
    words = [piece.word for piece in segment]
    first = at + (4 if words[at + 3 : at + 4] and words[at + 3] in _OFFICE_OF_TWO_WORDS else 3)
    if 1 < len(words) - first < _LONGEST_NAME - 1 and segment[first].is_capital and not is_body(words[-1]):
        return [Cut(segment[first].start, segment[-1].end, " ".join(words[:first]))]
    return []
