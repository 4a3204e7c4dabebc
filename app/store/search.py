"""Full text behind one face: FTS5 in SQLite, tsvector in PostgreSQL.

Texts and questions are cut into words here, so that both engines see the same plain words and
neither its own syntax; the engines stem them (Porter 1980) and know no stop words. Words that
stand in “quotation marks” are found only beside each other.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, column, func, literal_column, select, table, text, true
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Session

from app.store.tables import Article, Claim

TABLES = CLAIMS, ARTICLES = "claim_words", "article_words"
LONGEST_WORD = 64  # code points; FTS5 stems no longer ones
LONGEST_TEXT = 400_000  # bytes of words: a tsvector holds a megabyte, lexemes and positions
MOST_WORDS = 64  # of a question; what comes after is not looked at

POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)
THOUSANDS = re.compile(r"(?<=\d)[,\u2009\u202f](?=\d{3}(?!\d))")
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
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(each for each in decomposed if not unicodedata.category(each).startswith("M"))
    for ending, replacement in ALIKE:
        plain = ending.sub(replacement, plain)
    return [word[:LONGEST_WORD] for word in WORD.findall(plain)]


def phrases_of(q: str) -> list[str]:
    """What a question asks for, all of it at once: runs of words that stand beside each other."""
    phrases, left = [], MOST_WORDS
    for match in PARTS.finditer(q):
        words = words_of(match[1] or match[2] or "")[:left]
        left -= len(words)
        if words:
            phrases.append(" ".join(words))
    return phrases


def _words_for_index(text: str) -> str:
    return " ".join(words_of(text)).encode()[:LONGEST_TEXT].decode(errors="ignore")


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _rows(texts: Iterable[tuple[int, str]]) -> list[dict[str, Any]]:
    return [{"id": id_, "words": _words_for_index(each)} for id_, each in texts]


def index(session: Session, name: str, texts: Iterable[tuple[int, str]]) -> None:
    """Let the rows (id, text) be found; `name` is CLAIMS or ARTICLES."""
    if _is_sqlite(session):
        statement = f"INSERT INTO {name} (rowid, words) VALUES (:id, :words)"  # noqa: S608 # nosec
    else:
        words = "to_tsvector('sourcelight', :words)"
        statement = f"INSERT INTO {name} (id, words) VALUES (:id, {words})"  # noqa: S608 # nosec
    if rows := _rows(texts):
        session.execute(text(statement), rows)


def forget(session: Session, name: str, texts: Iterable[tuple[int, str]]) -> None:
    """Let the rows (id, text as it was indexed) no longer be found."""
    if _is_sqlite(session):  # FTS5 keeps no copy of the text and must be told it again
        statement = f"INSERT INTO {name} ({name}, rowid, words) VALUES ('delete', :id, :words)"  # noqa: S608 # nosec
    else:
        statement = f"DELETE FROM {name} WHERE id = :id"  # noqa: S608 # nosec
    if rows := _rows(texts):
        session.execute(text(statement), rows)


def _ids(session: Session, name: str, phrases: list[str]) -> Select[int]:
    if _is_sqlite(session):
        question = " AND ".join(f'"{phrase}"' for phrase in phrases)
        found = table(name, column("rowid", Integer))
        return select(found.c.rowid).where(literal_column(name).op("MATCH")(question))
    found = table(name, column("id", Integer), column("words", TSVECTOR))
    config = text("'sourcelight'::regconfig")
    each = [found.c.words.op("@@")(func.phraseto_tsquery(config, phrase)) for phrase in phrases]
    return select(found.c.id).where(*each)


def finds_claims(session: Session, q: str) -> ColumnElement[bool]:
    """True of claims whose quote and mention hold all of the question; of all, if it has no word."""
    phrases = phrases_of(q)
    return Claim.id.in_(_ids(session, CLAIMS, phrases)) if phrases else true()


def finds_articles(session: Session, q: str) -> ColumnElement[bool]:
    """True of articles whose title and newest text hold all of the question."""
    phrases = phrases_of(q)
    return Article.id.in_(_ids(session, ARTICLES, phrases)) if phrases else true()
