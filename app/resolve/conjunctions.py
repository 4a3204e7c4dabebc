"""Source spans that hold several mentions: "the US and South Korea", "federal and state officials"."""

import re
from collections.abc import Sequence

from app.domain import SourceType
from app.resolve.countries import PLACES
from app.resolve.keys import ARTICLES
from app.resolve.mentions import TRIM, Mention, MentionKind, core_end, mention_of, name_mention
from app.resolve.names import Name
from app.resolve.types import is_person, is_plural, is_source_noun, singular

_AND = re.compile(r",?\s+(?:and|or|as well as|&)\s+", re.IGNORECASE)
_BOTH = re.compile(r"(?:both|either|neither)\s+(?=.+\s(?:and|or|nor)\s)", re.IGNORECASE)
_BOTH_AFTER = re.compile(r",?\s+(?:both|each|all|alike|together)$", re.IGNORECASE)
_EXAMPLES = re.compile(
    r",?\s+(?:like|including|such as|among them|along with|together with|which includes?|who include)\s+"
)
_OWNER = re.compile(r"(?:his|her|its|their)\s+|.*?['’]s?\s+", re.IGNORECASE)
_MORE = ("other ", "others ", "several ", "some ", "many ")
_LONGEST_SPAN = 500  # code points of a source span that are read

Range = tuple[int, int]


def mentions_in(text: str, start: int, end: int, names: Sequence[Name]) -> list[Mention]:
    """The mentions that a source span holds: none, one, or several.

    `names` are those that stand within the span. A span that begins within a word is widened.
    """
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    start, end = _trimmed(text, start, min(end, start + _LONGEST_SPAN))
    both = _BOTH.match(text, start, end)
    start = both.end() if both else start
    after = _BOTH_AFTER.search(text[start:end])
    end = start + after.start() if after else end
    if not text[start:end].strip():
        return []
    examples = _EXAMPLES.search(text, start, end)
    if examples is None:
        return _split(text, (start, end), names)
    listed = [name for name in names if name.start >= examples.end()]
    people = [name for name in listed if name.type is SourceType.PERSON]
    named = people or [name for name in listed if name.type in (SourceType.ORGANIZATION, None)]
    main = _split(text, (start, examples.start() if named else end), names)
    return main + [name_mention(text, name) for name in named]


def _trimmed(text: str, start: int, end: int) -> Range:
    while start < end and text[start] in TRIM:
        start += 1
    while end > start and text[end - 1] in TRIM and text[end - 1] not in ").”":
        end -= 1
    if text[end - 1 : end] == "." and text.count(".", start, end) == 1 and not text[start:end].istitle():
        end -= 1
    return start, end


def _split(text: str, span: Range, names: Sequence[Name]) -> list[Mention]:
    """Cut at the first "and" both sides of which can stand as sources of their own."""
    start, end = span
    for cut in _AND.finditer(text, start, end):
        left, right = (start, cut.start()), (cut.end(), end)
        within_name = any(name.start < cut.start() and cut.end() <= name.end for name in names)
        if not within_name and _are_two(text, left, right, names):
            return _two(text, left, right, names)
    return _listed(text, span, names) or [mention_of(text, start, end, names)]


def _are_two(text: str, left: Range, right: Range, names: Sequence[Name]) -> bool:
    """Is it not "the committee on trade and labour", nor "actor and comedian X"?"""
    within = [name for name in names if left[0] <= name.start and name.end <= left[1]]
    has_tail = left[0] + core_end(text[slice(*left)], left[0], within) < left[1]
    if has_tail and not _are_parallel(text, left, right, names):
        return False
    one_named = any(name.start > right[0] and name.end >= right[1] - 2 for name in names)
    words = text[slice(*left)].lower().split() or [""]
    is_double_role = one_named and text[right[0]].islower() and is_person(words[-1])
    return not (is_double_role and words[0] not in ARTICLES)


def _are_parallel(text: str, left: Range, right: Range, names: Sequence[Name]) -> bool:
    """After "a complaint by X and", does another complaint follow, or after "X of Y, and" somebody else?"""
    first, second = (text[slice(*side)].split(" ", 1)[0].lower() for side in (left, right))
    if first in ("a", "an") and second in ("a", "an"):
        return True
    if first == second == "the":
        return not any(name.start <= right[0] + 4 < name.end for name in names)
    follows = any(name.start - len(name.title) <= right[0] + 1 <= name.end for name in names)
    if text[left[1]] == ",":
        return follows or text.startswith(_MORE, right[0])
    return follows and bool(_listed(text, left, names))


def _listed(text: str, span: Range, names: Sequence[Name]) -> list[Mention]:
    """Names with nothing but commas between: "Orland, Vesk, Tamar". A place after a name belongs to it."""
    start, end = span
    within = [name for name in names if start <= name.start and name.end <= end]
    if len(within) < 2 or any(name.type is SourceType.GOVERNMENT for name in within[1:]):
        return []
    position = start
    for name in within:
        between = text[position : name.start].strip(" ,;").lower()
        is_bare = between in ("", "the", name.title) and (
            position == start or "," in text[position : name.start]
        )
        if not is_bare:
            return []
        position = name.end
    return [] if text[position:end].strip(TRIM) else [name_mention(text, name) for name in within]


def _two(text: str, left: Range, right: Range, names: Sequence[Name]) -> list[Mention]:
    """Both sides as mentions, the left one completed by what the two share."""
    first, second = _split(text, left, names), mentions_in(text, *right, names)
    if len(first) != 1 or not second:
        return first + second
    one, other = first[0], second[0]
    if other.kind is MentionKind.NOMINAL and _lacks_head(one, other):
        return [*_with_shared_head(one, other), *second[1:]]
    if one.kind is other.kind is MentionKind.NOMINAL and other.is_bare:
        return [one, _with_shared_owner(one, other), *second[1:]]
    return [_with_shared_surname(one, other), *second]


def _with_shared_surname(one: Mention, other: Mention) -> Mention:
    """The left side of "Ada and Tom Orland" is Ada Orland."""
    if one.name is None or other.name is None or other.name.type is not SourceType.PERSON:
        return one
    if one.name.type is not None or len(one.name.words) != 1 or len(other.name.words) != 2:
        return one
    full = f"{one.name.text} {other.name.text.rsplit(None, 1)[-1]}"
    name = Name(one.start, one.end, full, (*one.name.words, other.name.words[-1]))
    return Mention(MentionKind.NAME, one.start, one.end, full, full, name=name)


def _with_shared_owner(one: Mention, other: Mention) -> Mention:
    """The right side of "her directors and advisers" is her advisers."""
    owner = _OWNER.match(one.core)
    if owner is None:
        return other
    core = f"{owner[0].rstrip()} {other.core}"
    return Mention(other.kind, other.start, other.end, f"{core} {other.tail}".rstrip(), core, other.tail)


def _lacks_head(one: Mention, other: Mention) -> bool:
    """Is the left side of "federal and state officials" a mere adjective?"""
    if (
        one.kind is MentionKind.PRONOUN
        or one.tail
        or not is_plural(other.head)
        or other.determiner in ARTICLES
    ):
        return False
    if one.name is not None:
        is_public_word = len(one.name.words) == 1 and one.name.type is SourceType.GOVERNMENT
        return is_public_word or one.name.words in PLACES
    is_noun = is_source_noun(one.head) and one.head not in ("state", "county", "city")
    return not is_noun and not is_plural(one.head) and len(other.core.split()) > 1


def _with_shared_head(one: Mention, other: Mention) -> list[Mention]:
    """ "Ruritania’s interior and foreign ministries" as two ministries, each with its owner."""
    *modifiers, head = other.core.split()
    noun = head if is_person(singular(head.lower())) else singular(head)
    owner = _OWNER.match(one.core)
    left = f"{one.core} {noun}"
    right = " ".join((*(owner[0].split() if owner else ()), *modifiers, noun))
    return [
        Mention(MentionKind.NOMINAL, side.start, side.end, f"{core} {other.tail}".rstrip(), core, other.tail)
        for side, core in ((one, left), (other, right))
    ]
