"""Full text behind one face: FTS5 in SQLite, tsvector in PostgreSQL.

Both are given the same plain words (words.py), stem them (Porter 1980) and know no stop words.

FTS5 answers in the order of its rows' numbers and stops when it has enough. The number of a row is
therefore the minute by which lists order it, and then its id: so the newest hits of the commonest
word are found without looking at the others.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Row,
    Select,
    SQLColumnExpression,
    column,
    func,
    literal_column,
    select,
    table,
    text,
    true,
)
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Session

from app.store.tables import Article, Claim
from app.store.words import index_words, phrases_of

TABLES = CLAIMS, ARTICLES = "claim_words", "article_words"
SEARCHED: dict[str, type[Claim] | type[Article]] = {CLAIMS: Claim, ARTICLES: Article}
FTS5 = {name: table(name, column("rowid", BigInteger)) for name in TABLES}
FEWEST = 500  # hits that a list is held against at first
FEW, MANY = 1000, 10_000  # rows that are looked up one by one rather than held against so many hits
SOME = 3000  # hits that are looked at where some of what fits is enough

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
PLACES = 2**31  # in a minute: there are no higher ids


class Entry(NamedTuple):
    """What is found: a claim's or article's id, the moment by which lists order it, and its words."""

    id: int
    at: datetime
    text: str


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def place_of(id_: int, at: datetime) -> int:
    """The number of a row of FTS5: whatever is of a later minute has a higher one."""
    return (at - EPOCH) // MINUTE * PLACES + id_


def id_at(place: int) -> int:
    """The id of the row that has this number in FTS5."""
    return place % PLACES


def _rows(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """In the order of their places, or FTS5 writes a part of its index for each."""
    rows = [
        {"id": each.id, "place": place_of(each.id, each.at), "words": index_words(each.text)}
        for each in entries
    ]
    return sorted(rows, key=lambda row: row["place"])


def index(session: Session, name: str, entries: Iterable[Entry]) -> None:
    """Let these be found; `name` is CLAIMS or ARTICLES."""
    if _is_sqlite(session):
        statement = f"INSERT INTO {name} (rowid, words) VALUES (:place, :words)"  # noqa: S608 # nosec
    else:
        words = "to_tsvector('sourcelight', :words)"
        statement = f"INSERT INTO {name} (id, words) VALUES (:id, {words})"  # noqa: S608 # nosec
    if rows := _rows(entries):
        session.execute(text(statement), rows)


def forget(session: Session, name: str, entries: Iterable[Entry]) -> None:
    """Let these, given as they were indexed, no longer be found."""
    if _is_sqlite(session):  # FTS5 keeps no copy of the text and must be told it again
        statement = f"INSERT INTO {name} ({name}, rowid, words) VALUES ('delete', :place, :words)"  # noqa: S608 # nosec
    else:
        statement = f"DELETE FROM {name} WHERE id = :id"  # noqa: S608 # nosec
    if rows := _rows(entries):
        session.execute(text(statement), rows)


def finds_claims(session: Session, q: str) -> ColumnElement[bool]:
    """True of claims whose quote and mention hold all of the question; of all, if it has no word."""
    phrases = phrases_of(q)
    return Claim.id.in_(_ids(session, CLAIMS, phrases)) if phrases else true()


def finds_articles(session: Session, q: str) -> ColumnElement[bool]:
    """True of articles whose title and newest text hold all of the question."""
    phrases = phrases_of(q)
    return Article.id.in_(_ids(session, ARTICLES, phrases)) if phrases else true()


class Listed(NamedTuple):
    """What a statement tells of the claims or articles that it lists."""

    id: SQLColumnExpression[int]
    sort_at: SQLColumnExpression[datetime]


class Newest(NamedTuple):
    """The ids of the newest hits; all others are from before the moment, None: there are none."""

    ids: Select[int]
    before: datetime | None


def newest(
    session: Session,
    name: str,
    q: str,
    count: int,
    *,
    since: datetime | None = None,
    before: datetime | None = None,
) -> Newest:
    """At least the `count` newest hits of the minutes from `since` to `before`.

    The question must have a word. PostgreSQL cannot tell which are the newest without looking at all,
    and takes all. One query at most.
    """
    phrases = phrases_of(q)
    if not _is_sqlite(session):
        return Newest(_ids(session, name, phrases), None)
    rowid = FTS5[name].c.rowid
    bounds = [rowid >= place_of(0, since)] if since else []
    bounds += [rowid < -((EPOCH - before) // MINUTE) * PLACES] if before else []  # the whole of its minute
    hits = _hits(name, phrases, *bounds)
    last = session.scalar(hits.order_by(rowid.desc()).offset(count - 1).limit(1))
    if last is None:
        return Newest(_ids_of(name, hits), None)
    first = last - id_at(last)  # in the minute of the last one, which other hits may share
    return Newest(_ids_of(name, hits.where(rowid >= first)), EPOCH + first // PLACES * MINUTE)


class Found(NamedTuple):
    """`is_cut`: older hits were not looked at any more, of which some may fit as well."""

    rows: list[Row[Any]]
    is_cut: bool = False


def newest_rows(
    session: Session,
    name: str,
    q: str,
    statement: Select[Any],
    limit: int,
    *,
    listed: Listed,
    since: datetime | None = None,
    before: datetime | None = None,
    partly: bool = False,
) -> Found:
    """The first `limit` rows of a statement, which lists claims or articles newest first, that q finds.

    What the statement lists is of the minutes from `since` to `before`. It is held against the newest
    hits, then against more; after MANY, where it lists few, those are looked up instead. With `partly`,
    no more than SOME hits are looked at, nor FEW rows.
    """
    enough = SOME if partly else MANY
    rows: list[Row[Any]] = []
    if not phrases_of(q):
        return Found(list(session.execute(statement.limit(limit)).all()))
    count, looked_at = max(limit, FEWEST), 0
    while True:
        hits = newest(session, name, q, count, since=since, before=before)
        left = limit - len(rows)
        bounds = [listed.sort_at >= hits.before] if hits.before else []
        bounds += [listed.sort_at < before] if looked_at else []
        among = statement.where(listed.id.in_(hits.ids), *bounds)
        fitting = session.execute(among.limit(left)).all()
        rows, looked_at = [*rows, *fitting], looked_at + count
        if len(rows) == limit or hits.before is None:
            return Found(rows)
        before = hits.before
        # As many as the rest takes if one in so many goes on to fit, and some more.
        count = min(10 * count, count * (left - len(fitting)) // max(1, len(fitting)) * 5 // 4 + FEWEST)
        if partly:
            count = min(count, SOME - looked_at)
        if looked_at >= enough:
            statement = statement.where(listed.sort_at < before)
            first = statement.with_only_columns(listed.id).order_by(None).limit(FEW + 1).subquery()
            if (session.scalar(select(func.count()).select_from(first)) or 0) <= FEW:
                looked_up = statement.where(_is_hit(name, q, listed)).limit(limit - len(rows))
                return Found(rows + list(session.execute(looked_up).all()))
            if partly:
                return Found(rows, is_cut=True)


def _ids(session: Session, name: str, phrases: Sequence[str]) -> Select[int]:
    if _is_sqlite(session):
        return _ids_of(name, _hits(name, phrases))
    found = table(name, column("id", Integer), column("words", TSVECTOR))
    config = text("'sourcelight'::regconfig")
    each = [found.c.words.op("@@")(func.phraseto_tsquery(config, phrase)) for phrase in phrases]
    return select(found.c.id).where(*each)


def _hits(name: str, phrases: Sequence[str], *bounds: ColumnElement[bool]) -> Select[int]:
    """The numbers of their rows in FTS5."""
    question = " AND ".join(f'"{phrase}"' for phrase in phrases)
    return select(FTS5[name].c.rowid).where(literal_column(name).op("MATCH")(question), *bounds)


def _ids_of(name: str, hits: Select[int]) -> Select[int]:
    return hits.with_only_columns(FTS5[name].c.rowid.bitwise_and(PLACES - 1))


def _is_hit(name: str, q: str, listed: Listed) -> ColumnElement[bool]:
    """Looked up for each row by itself, some hundred times dearer than finding all hits in one go."""
    seconds = func.strftime("%s", listed.sort_at).cast(BigInteger)
    minute = (seconds + 60 * PLACES) // 60 - PLACES  # SQLite divides towards zero
    place = minute * PLACES + listed.id
    found = FTS5[name]
    return _hits(name, phrases_of(q), found.c.rowid == place).correlate_except(found).exists()
