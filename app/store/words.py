"""Texts and questions cut into words, here and not in the databases: so both see the same plain words, and
neither its own syntax. Words that stand in “quotation marks” are found only beside each other.
"""

import re
import unicodedata

LONGEST_WORD = 64  # code points; FTS5 stems no longer ones
LONGEST_TEXT = 400_000  # bytes of words: a tsvector holds a megabyte, lexemes and positions
MOST_WORDS = 64  # of a question; what comes after is not looked at

POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
THOUSANDS = re.compile(r"(?<=\d)[,\u2009\u202f](?=\d{3}(?!\d))")
BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
WORD = re.compile(r"[^\W_]+")
# Where the engines' stemmers part: FTS5 has Porter's later rules for -bly and -logy, and PostgreSQL
# takes the s off words of two letters, which a digit behind it prevents.
ALIKE = (
    (re.compile(r"bly\b"), "ble"),
    (re.compile(r"logy\b"), "log"),
    (re.compile(r"\b([^\W_]s)\b"), r"\g<1>0"),
)
PARTS = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]|([^\s"“”„«»]+)')


def words_of(text: str) -> list[str]:
    """The words as they are compared: lower case, without accents, possessives, thousands' commas."""
    text = THOUSANDS.sub("", POSSESSIVE.sub("", text))
    plain = BEYOND_ASCII.sub(_without_marks, unicodedata.normalize("NFKD", text).casefold())
    for ending, replacement in ALIKE:
        plain = ending.sub(replacement, plain)
    return [word[:LONGEST_WORD] for word in WORD.findall(plain)]


def _without_marks(match: re.Match[str]) -> str:
    return "".join(each for each in match[0] if not unicodedata.category(each).startswith("M"))


def phrases_of(q: str) -> list[str]:
    """What a question asks for, all of it at once: runs of words that stand beside each other."""
    phrases, left = [], MOST_WORDS
    for match in PARTS.finditer(q):
        words = words_of(match[1] or match[2] or "")[:left]
        left -= len(words)
        if words:
            phrases.append(" ".join(words))
    return phrases


def index_words(text: str) -> str:
    """The words of a text in one line, as the engines are given them."""
    return " ".join(words_of(text)).encode()[:LONGEST_TEXT].decode(errors="ignore")
