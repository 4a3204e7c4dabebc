"""Whether the full-text index (search.py) has what there is to be found, and nothing else."""

from collections.abc import Iterator, Sequence
from functools import partial

from sqlalchemy import select, text

from app.store import reindexing, search
from app.store.health.finding import Finding, Trouble, Walk, few
from app.store.search import Entry
from app.store.tables import Article, Claim
from app.store.words import index_words, words_of

LONGEST = 2  # words of each line that are looked up: the rarest, mostly


def _mend(name: str, walk: Walk) -> None:
    reindexing.rebuild(walk.session, name, walk.tell)


STALE = {
    name: Trouble(
        f"{what} that a search does not find by their words, or by others",
        "“--repair” makes the index anew.",
        partial(_mend, name),
    )
    for name, what in ((search.CLAIMS, "Claims"), (search.ARTICLES, "Articles"))
}


def index_has_what_is_found(walk: Walk) -> Iterator[Finding]:
    is_sqlite = walk.session.get_bind().dialect.name == "sqlite"
    unlike, odd = (_unlike_fts5, _odd_fts5) if is_sqlite else (_unlike_tsvector, _odd_tsvector)
    for name, trouble in STALE.items():
        table = search.SEARCHED[name].__tablename__
        for part in few(reindexing.SEARCHED[name](walk.session)):
            walk.tell(len(part))
            for entry in unlike(walk, name, part):
                yield Finding(trouble, f"{table}, id {entry.id}: a search does not find it by its words")
        for id_ in odd(walk, name):
            yield Finding(
                trouble, f"{table}, id {id_}: a search finds it, though it is gone or of another date"
            )


def _unlike_tsvector(walk: Walk, name: str, entries: Sequence[Entry]) -> Iterator[Entry]:
    statement = f"""
        SELECT given.id FROM unnest(CAST(:ids AS integer[]), CAST(:words AS text[])) AS given (id, words)
        LEFT JOIN {name} AS found ON found.id = given.id
        WHERE found.words IS DISTINCT FROM to_tsvector('sourcelight', given.words)
        """  # noqa: S608 # nosec
    words = [index_words(entry.text) for entry in entries]
    values = {"ids": [entry.id for entry in entries], "words": words}
    unlike = set(walk.session.scalars(text(statement), values))
    return (entry for entry in entries if entry.id in unlike)


def _odd_tsvector(walk: Walk, name: str) -> Iterator[int]:
    for part in few(walk.rows(text(f"SELECT id FROM {name}"))):  # noqa: S608 # nosec
        ids = [row.id for row in part]
        yield from sorted(set(ids).difference(_places(walk, name, ids)))


def _unlike_fts5(walk: Walk, name: str, entries: Sequence[Entry]) -> Iterator[Entry]:
    """FTS5 keeps no words, but how many of them each row has, and which rows have a word."""
    places = {search.place_of(entry.id, entry.at): entry for entry in entries}
    listed = ", ".join(map(str, places))
    counts = text(f"SELECT id, sz FROM {name}_docsize WHERE id IN ({listed})")  # noqa: S608 # nosec
    there = {place: _varint(size) for place, size in walk.session.execute(counts)}
    found = text(f"SELECT 1 FROM {name} WHERE {name} MATCH :q AND rowid = :place")  # noqa: S608 # nosec
    for place, entry in places.items():
        words = index_words(entry.text).split()
        rare = {word for line in entry.text.splitlines()[:2] for word in _longest(line)}.intersection(words)
        q = " AND ".join(f'"{word}"' for word in sorted(rare))
        is_found = not q or walk.session.execute(found, {"q": q, "place": place}).first() is not None
        if there.get(place) != len(words) or not is_found:
            yield entry


def _odd_fts5(walk: Walk, name: str) -> Iterator[int]:
    for part in few(walk.rows(text(f"SELECT id FROM {name}_docsize"))):  # noqa: S608 # nosec
        right = _places(walk, name, [search.id_at(row.id) for row in part])
        yield from (search.id_at(row.id) for row in part if row.id != right.get(search.id_at(row.id)))


def _places(walk: Walk, name: str, ids: Sequence[int]) -> dict[int, int]:
    """Those that are to be found, with their places in FTS5."""
    table = search.SEARCHED[name]
    statement = select(table.id, table.sort_at).where(table.id.in_(ids), reindexing.belongs(name))
    if table is Claim:
        statement = statement.join(Article, Article.id == Claim.article_id)
    return {id_: search.place_of(id_, at) for id_, at in walk.session.execute(statement)}


def _longest(line: str) -> list[str]:
    return sorted(words_of(line), key=len)[-LONGEST:]


def _varint(size: bytes) -> int:
    """As SQLite writes a number: seven bits a byte, the highest first."""
    value = 0
    for byte in size:
        value = value << 7 | byte & 127
    return value
