"""What the words of a name say that it names."""

from functools import lru_cache

from app.domain import SourceType
from app.resolve.countries import PLACES
from app.resolve.first_names import gender_of
from app.resolve.keys import Key
from app.resolve.types import GOVERNMENT, ORGANIZATION, singular
from app.resolve.word_set import word_set

_PUBLICATIONS = word_set(
    """times post journal tribune herald telegraph guardian gazette magazine news chronicle observer
    examiner enquirer globe bulletin courier dispatch inquirer review reuters bloomberg politico
    breitbart tass xinhua yonhap interfax cnn nbc abc cbs msnbc bbc npr"""
)
# These are no surnames: "Charlotte Observer" is a newspaper in spite of its first word.
_SURE_PUBLICATIONS = word_set("times tribune herald telegraph gazette magazine chronicle journal observer")
_COMPANIES = word_set(
    """inc corp co ltd llc llp plc gmbh ag pac partners holdings industries associates brothers motors
    technologies systems labs laboratories software airlines foods stores communications ventures
    capital consulting solutions resources pharmaceuticals electronics securities entertainment"""
)
_PUBLIC_WORDS = word_set("homeland security national federal international united immigration")
_THINGS = word_set(
    """act plan day street avenue road war award convention river strip amendment bill deal treaty olympics
    games cup law rule project medal christmas bible constitution boulevard highway bridge island
    islands park beach county mountain lake ocean sea bay pact accord accords doctrine theory effect
    dream internet english spanish arabic islam christianity god twitter facebook medicare medicaid
    obamacare"""
)
_LONGEST_PERSON = 5  # words


@lru_cache(maxsize=50_000)
def name_type(words: Key) -> SourceType | None:
    """A person where several words say nothing else; None where they do not say."""
    is_sure_publication = "news" in words or not _SURE_PUBLICATIONS.isdisjoint(words[-1:])
    ends_as_body = is_sure_publication or (words[-1:] != () and words[-1] in ORGANIZATION | _COMPANIES)
    if len(words) > 1 and gender_of(words[0]) and not ends_as_body:
        return SourceType.PERSON
    body = _body_type(words)
    if body is not None:
        return body
    has_digits = any(character.isdigit() for word in words for character in word)
    says_nothing = is_thing(words) or has_digits or not 1 < len(words) <= _LONGEST_PERSON
    return None if says_nothing else SourceType.PERSON


def _body_type(words: Key) -> SourceType | None:
    if "news" in words or (words and words[-1] in _PUBLICATIONS):
        return SourceType.PUBLICATION
    nouns = [singular(word) for word in words]
    if any(noun in ORGANIZATION or word in _COMPANIES for noun, word in zip(nouns, words, strict=True)):
        return SourceType.ORGANIZATION
    is_public = any(
        noun in GOVERNMENT or word in _PUBLIC_WORDS for noun, word in zip(nouns, words, strict=True)
    )
    return SourceType.GOVERNMENT if is_public or words in PLACES or words[:1] in PLACES else None


def is_thing(words: Key) -> bool:
    """Does the name stand for an act, a day, a street: nobody who could speak?"""
    return not _THINGS.isdisjoint(words[-1:])


def is_body(last_word: str) -> bool:
    """Does a name that ends so name a body, a publication or a thing rather than a person?"""
    return last_word in GOVERNMENT | ORGANIZATION | _COMPANIES | _PUBLICATIONS | _THINGS
