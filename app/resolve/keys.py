"""What makes two wordings one: a mention as a tuple of plain words."""

import re
from functools import lru_cache

from app.resolve.countries import ABBREVIATIONS, COUNTRY_WORDS, DEMONYMS

Key = tuple[str, ...]

ARTICLES = frozenset({"a", "an", "the"})
_POSSESSIVE = re.compile(r"['’]s?(?!\w)")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@lru_cache(maxsize=50_000)
def key(text: str) -> Key:
    """Lower-case words without articles, possessives and full stops, adjectives of a country as the country.

    >>> key("Ukraine’s military intelligence agency") == key("the Ukrainian military intelligence agency")
    True
    """
    plain = _POSSESSIVE.sub("", text.replace(".", "") if "." in text else text)
    words: list[str] = []
    for form in _WORD.findall(plain):
        word = form.lower()
        if word not in ARTICLES and not (word == "arabia" and words[-1:] == ["arabia"]):
            country = ABBREVIATIONS.get(form) or DEMONYMS.get(word) or COUNTRY_WORDS.get(word)
            words.extend(country or (word.replace("’", "'"),))
    return tuple(words)
