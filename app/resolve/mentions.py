"""What kind of mention a phrase is, and its parts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain import SourceType
from app.resolve.keys import Key, key
from app.resolve.names import Name
from app.resolve.types import is_person, is_plural, is_source_noun, singular
from app.resolve.word_set import word_set

FIRST_PERSON = word_set("i we me us my our mine ours myself ourselves")
SECOND_PERSON = word_set("you your yours yourself yourselves")
MALE = word_set("he him his himself")
FEMALE = word_set("she her hers herself")
NEUTER = word_set("it its itself")
PLURAL = word_set("they them their theirs themselves")
RELATIVE = word_set("who whom whose which that")
PRONOUNS = (
    FIRST_PERSON
    | SECOND_PERSON
    | MALE
    | FEMALE
    | NEUTER
    | PLURAL
    | RELATIVE
    | {"this", "these", "there", "here"}
)

QUANTIFIERS = word_set(
    """some many most several few all both each every any no none two three four five six seven eight nine
    ten dozens hundreds thousands scores other others another more"""
)
TRIM = ' \t\r\n\u00a0,;:.!?—–-"“”‘«»()[]'
_DEMONSTRATIVES = word_set("this these that those such")
_QUANTITIES = QUANTIFIERS | word_set(
    """number lot group majority handful couple pair series host array range percent variety team panel
    coalition crowd chunk plenty bulk share slew raft bunch crop mix scattering half"""
)
# Words at which the core of a noun phrase ends and what is said of it begins.
AFTER_CORE = word_set(
    """of for at in on from with by to but except besides than into about against near under over as within
    among across around behind between inside outside during since until without throughout who whom
    which that whose where when while i he she they we you it close led filed released based called
    named known like including such involved familiar briefed being was were is are has have had
    conducted published issued obtained written commissioned provided speaking"""
)
_POSSESSIVE_END = re.compile(r"['’]s?$")
_POSSESSIVE_WITHIN = re.compile(r"['’]s\s|s['’]\s")
_CONTRACTION = re.compile(r"['’](?:s|d|ll|re|ve|m)$")
_TOKEN = re.compile(r"[^\s,;]+(?:,\d+)*|[,;]")
_BRACKETED = re.compile(r"\s*\([^()]{0,60}\)?")
_ASIDE = re.compile(r",\s+(?=[a-z])|,?\s(?:I|we|who)\s|\s?[(—–]")
_ADJECTIVE = re.compile(
    r".+(?:al|ive|ous|ic|ed|ing|ful|less|ish|ary)$|small|young|old|new|big|large|poor|rich|white|black"
)
_LONGEST_LEAD_UP = 5  # words between a role and the name that it is apposed to


class MentionKind(StrEnum):
    PRONOUN = "pronoun"
    NAME = "name"
    NOMINAL = "nominal"


@dataclass(frozen=True, slots=True)
class Mention:
    """One source's mention. `core` ends with the head noun, `tail` is what follows it; `text` is both.

    The core of a pronoun is its plain lower-case form.
    """

    kind: MentionKind
    start: int
    end: int
    text: str
    core: str
    tail: str = ""
    name: Name | None = None

    @property
    def words(self) -> Key:
        return key(self.text)

    @property
    def core_words(self) -> Key:
        return key(self.core)

    @property
    def head(self) -> str:
        """The last word of the core, lower case, without a possessive."""
        words = self.core.split()
        return _POSSESSIVE_END.sub("", words[-1].lower().strip(TRIM)) if words else ""

    @property
    def determiner(self) -> str:
        return self.core.split(" ", 1)[0].lower()

    @property
    def counted(self) -> str:
        """Of "a number of tax experts" the experts; else the head."""
        if self.tail.lower().startswith("of ") and (
            self.head in _QUANTITIES or singular(self.head) in _QUANTITIES
        ):
            counted = self.tail[3:]
            words = counted[: core_end(counted, 0, ())].split()
            return words[-1].lower().strip(TRIM) if words else self.head
        return self.head

    @property
    def is_plural(self) -> bool:
        return is_plural(self.counted)

    @property
    def is_definite(self) -> bool:
        return self.determiner == "the" or self.determiner in _DEMONSTRATIVES

    @property
    def is_indefinite(self) -> bool:
        return self.determiner in ("a", "an", "one", "another") and not self.is_plural

    @property
    def is_quantified(self) -> bool:
        return self.determiner in QUANTIFIERS

    @property
    def has_owner(self) -> bool:
        """Does it hold a possessive: "the town’s mayor"?"""
        return bool(_POSSESSIVE_WITHIN.search(self.core))

    @property
    def is_bare(self) -> bool:
        """A plural with no word before it that tells which ones."""
        return self.is_plural and len(self.core.split()) == 1

    @property
    def can_speak(self) -> bool:
        """Is it a name, or a nominal whose noun is of the kind that sources have?"""
        return self.kind is MentionKind.NAME or is_source_noun(singular(self.counted))


def mention_of(text: str, start: int, end: int, names: Sequence[Name]) -> Mention:
    """The mention that a phrase is as a whole. `names` are those of the text that may stand in it."""
    within = [name for name in names if start <= name.start and name.end <= end]
    phrase = text[start:end]
    pronoun = _pronoun(phrase)
    if pronoun:
        return Mention(MentionKind.PRONOUN, start, end, pronoun, pronoun)
    after_core = start + core_end(phrase, start, within)
    after_core = start + len(_POSSESSIVE_END.sub("", text[start:after_core]))
    core = _BRACKETED.sub("", text[start:after_core])
    tail = text[after_core:end].strip(" ,;’'")
    name = (
        _name_at_end(core, after_core, within)
        or _apposed(text, after_core, within)
        or _at_last(text, core, end, within)
    )
    if name is not None:
        return Mention(MentionKind.NAME, start, end, name.text, core, tail, name)
    if after_core == end and _is_name_alone(core):
        return name_mention(text, Name(start, end, core, key(core)))
    aside = _ASIDE.search(text, after_core, end)
    if aside is not None:
        end, tail = aside.start(), text[after_core : aside.start()].strip(" ,;’'")
    whole = _POSSESSIVE_END.sub("", " ".join(text[start:end].split())) or phrase
    return Mention(MentionKind.NOMINAL, start, end, whole, core, tail)


def name_mention(text: str, name: Name) -> Mention:
    """The mention that a name is by itself."""
    return Mention(MentionKind.NAME, name.start, name.end, name.text, text[name.start : name.end], name=name)


def core_end(phrase: str, offset: int, names: Sequence[Name]) -> int:
    """Where in a phrase its core ends: before the first comma, preposition or relative outside a name.

    `offset` is where the phrase stands in the text that the names are of.
    """
    before = ""
    for token in _TOKEN.finditer(phrase):
        position = offset + token.start()
        word = token[0].lower()
        if position > offset and not any(name.start < position < name.end for name in names):
            said_of_it = word in AFTER_CORE or (word.endswith("ed") and is_plural(before))
            one_more_adjective = word == "," and _ADJECTIVE.fullmatch(before)
            if said_of_it or (word[0] in ",;(—–―-" and not one_more_adjective):
                return len(phrase[: token.start()].rstrip())
        before = word
    return len(phrase)


def _pronoun(phrase: str) -> str:
    """The plain form of a pronoun that stands alone, or with its "self"; empty for other phrases."""
    words = _CONTRACTION.sub("", phrase.strip(TRIM).lower()).split()
    alone = len(words) == 1 or (len(words) == 2 and words[1].endswith("self"))
    return words[0] if alone and words[0] in PRONOUNS and phrase != "US" else ""


def _at_last(text: str, core: str, end: int, names: Sequence[Name]) -> Name | None:
    """The person whom a long phrase comes to: "the lawyer for the company, Ann Lee"."""
    head = core.split()[-1:]
    if not head or not is_person(singular(head[0].lower())):
        return None
    people = (name for name in names if name.type is SourceType.PERSON and end - 1 <= name.end <= end)
    return next((name for name in people if text.endswith(", ", 0, name.start)), None)


def _name_at_end(core: str, after_core: int, names: Sequence[Name]) -> Name | None:
    """The name that a core ends with; "a regional PAC" has none, since it is one of several."""
    name = next((name for name in names if name.start < after_core <= name.end + 1), None)
    is_one_of_several = name is not None and core.lower().startswith(("a ", "an "))
    return None if is_one_of_several and name is not None and name.type is not SourceType.PERSON else name


def _is_name_alone(core: str) -> bool:
    """Is it a single capitalised word that is no noun of the kind that sources have?"""
    word = core.lower()
    alone = core[:1].isupper() and " " not in core and bool(key(core))
    return alone and not is_plural(word) and not is_source_noun(word)


def _apposed(text: str, after_core: int, names: Sequence[Name]) -> Name | None:
    """The person named right after "the company’s chief executive,"."""
    name = next((name for name in names if name.start > after_core), None)
    if name is None:
        return None
    between = text[after_core : name.start].lower()
    words = between.split()
    follows = between.lstrip(" ").startswith(",") and len(words) <= _LONGEST_LEAD_UP and "(" not in between
    is_person_name = name.type in (SourceType.PERSON, None)
    return name if follows and is_person_name and AFTER_CORE.isdisjoint(words) else None
