"""What is in one database comes to be in another, whatever kinds they are; or nothing does."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pytest_postgresql.janitor import DatabaseJanitor
from sqlalchemy import Engine, inspect, text

from app.store import moving
from app.store.checksums import checksums, tables
from app.store.errors import Refused
from app.store.pages import ClaimFilter
from app.store.queries import article_page, claims_page
from app.store.session import make_engine, migrate, read_session, write_session
from tests.store.conftest import Press
from tests.store.filled import ROWS, fill

KINDS = ("sqlite", "postgresql")
New = Callable[[str], Engine]


@pytest.fixture
def new(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[New]:
    """Makes databases without any table, by their kind."""
    engines: list[Engine] = []

    def make(kind: str) -> Engine:
        name = f"sourcelight_{uuid4().hex}"
        url = f"sqlite:///{tmp_path / name}.db"
        if kind == "postgresql":
            server = request.getfixturevalue("postgres")
            address = {"user": server.username, "password": server.password, "port": server.port or 5432}
            janitor = DatabaseJanitor(host=server.host or "127.0.0.1", dbname=name, **address)
            janitor.init()
            request.addfinalizer(janitor.drop)
            url = server.set(database=name).render_as_string(hide_password=False)
        engines.append(make_engine(url))
        return engines[-1]

    yield make
    for engine in engines:
        engine.dispose()


@pytest.fixture
def filled(new: New) -> New:
    def make(kind: str) -> Engine:
        engine = new(kind)
        migrate(engine)
        fill(engine)
        return engine

    return make


def held(engine: Engine) -> dict[str, tuple[int, str]]:
    with engine.connect() as connection:
        found = checksums(connection, tables())
    return {name: (each.rows, each.digest) for name, each in found.items()}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("to", KINDS)
def test_every_row_of_every_table_is_moved(filled: New, new: New, kind: str, to: str) -> None:
    source, target = filled(kind), new(to)
    told: list[tuple[int, int]] = []
    moved = moving.move(source, target, lambda what, rows, total: told.append((rows, total)))
    assert held(target) == held(source) == {each.table: (ROWS, each.digest) for each in moved}
    assert len(held(source)) > 20
    [total] = {total for _, total in told}
    assert 0.9 * total < sum(rows for rows, _ in told) <= total


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("to", KINDS)
def test_what_was_moved_is_read_searched_and_added_to(new: New, kind: str, to: str) -> None:
    source, target = new(kind), new(to)
    migrate(source)
    with write_session(source) as session:
        article = Press(session).store()
    moving.move(source, target)
    with read_session(source) as old, read_session(target) as there:
        assert article_page(there, article) == article_page(old, article)
        for q in ("life jackets", "nobody", "Harbour"):
            assert claims_page(there, ClaimFilter(q=q)) == claims_page(old, ClaimFilter(q=q))
    with write_session(target) as session:
        press = Press(session)
        assert press.store_short("The tide turned", by="Ada Lund") > article
        press.read_again(article, Press.ferry_said[1:])


def test_a_database_that_holds_anything_is_refused_and_left_alone(filled: New, new: New) -> None:
    source, target = filled("sqlite"), new("sqlite")
    migrate(target)
    with write_session(target) as session:
        Press(session).store_short("It is mine")
    before = held(target)
    with pytest.raises(Refused, match="not empty: its table articles has 1 rows"):
        moving.move(source, target)
    assert held(target) == before
    with pytest.raises(Refused, match="not empty"):
        moving.move(source, source)


@pytest.mark.parametrize("to", KINDS)
def test_a_database_of_something_else_is_left_alone_and_whoever_is_stopped_begins_again(
    filled: New, new: New, to: str
) -> None:
    source, target = filled("sqlite"), new(to)

    def stop(what: str, rows: int, total: int) -> None:
        if what == "Moving voices":
            raise KeyboardInterrupt

    with target.begin() as connection:
        connection.execute(text("CREATE TABLE ledger (id integer)"))
    with pytest.raises(Refused, match="a table ledger, which is not ours"):
        moving.move(source, target)
    with target.begin() as connection:
        connection.execute(text("DROP TABLE ledger"))
    with pytest.raises(KeyboardInterrupt):
        moving.move(source, target, stop)
    assert inspect(target).get_table_names() == []
    moving.move(source, target)
    assert held(target) == held(source)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_meanwhile_is_all_there_or_not_at_all(new: New, kind: str) -> None:
    source, target = new(kind), new("sqlite")
    migrate(source)
    with write_session(source) as session:
        Press(session).store()
    before, wrote = held(source), []

    def write(what: str, rows: int, total: int) -> None:
        if not wrote:
            wrote.append(True)
            with write_session(source) as session:
                Press(session).store_short("The tide turned", by="Ada Lund")

    moving.move(source, target, write)
    assert held(target) == before != held(source)


BROKEN = {
    "UPDATE claims SET kind = 'shouted'": "table claims.*shouted.*doctor",
    "UPDATE claims SET hedges = '[' WHERE id = 1": "table claims.*doctor",
    "UPDATE articles SET added_at = 'soon'": "table articles.*soon.*doctor",
}


@pytest.mark.parametrize("statement", BROKEN)
def test_what_cannot_be_read_is_told(filled: New, new: New, statement: str) -> None:
    source, target = filled("sqlite"), new("sqlite")
    with source.begin() as connection:
        connection.execute(text(statement))
    with pytest.raises(Refused, match=BROKEN[statement]):
        moving.move(source, target)
    assert inspect(target).get_table_names() == []


NOT_TAKEN = {
    "UPDATE articles SET title = 'a' || char(0) || 'b'": "NUL",
    "UPDATE claims SET prefix = printf('%.*c', 33, 'x')": "too long.*claims.*prefix",
    "UPDATE voices SET naming_id = 99": "voices.*naming",
}


def test_what_postgresql_does_not_take_is_told(filled: New, new: New) -> None:
    target = new("postgresql")
    for statement, told in NOT_TAKEN.items():
        source = filled("sqlite")
        with source.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
            connection.exec_driver_sql(statement)
        source.dispose()
        with pytest.raises(Refused, match=f"(?s)Nothing was moved.*{told}.*doctor"):
            moving.move(source, target)
    assert inspect(target).get_table_names() == []


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://eva:secret@db.example:5433/news", "postgresql://eva:***@db.example:5433/news"),
        ("postgresql:///news?host=/run/pg&password=secret", "postgresql:///news?host=%2Frun%2Fpg"),
    ],
)
def test_an_address_is_told_without_its_password(address: str, told: str) -> None:
    assert moving.told(make_engine(address)) == told
