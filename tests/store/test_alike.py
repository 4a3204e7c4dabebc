"""What is stored, found and listed alike in every database, also where the server has a locale and a zone."""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from sqlalchemy import Engine, create_engine, select, text

from app import actions
from app.domain import Draft, Precision, Source, SourceType
from app.store import imports, queries
from app.store.errors import BadAddress, Refused
from app.store.labels import label_of
from app.store.session import make_engine, migrate, read_session, write_session
from app.store.tables import ImportItem
from app.store.write import store_article
from tests.store.conftest import Press

NAMES = ("a b", "A-b", "aa", "Z", "ärger", "éclair", "Ωmega")  # in order


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database such as an American colleague's server in Seoul might have."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('alike') / 'news.db'}"
    else:
        server, name = request.getfixturevalue("postgres"), f"sourcelight_{uuid4().hex}"
        plain = create_engine(server.set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT")
        locale = "LOCALE_PROVIDER icu ICU_LOCALE 'en-US' TEMPLATE template0"
        with plain.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} {locale}"))
            connection.execute(text(f"ALTER DATABASE {name} SET timezone TO 'Asia/Seoul'"))
        plain.dispose()
        url = server.set(database=name).render_as_string(hide_password=False)
    engine = make_engine(url)
    migrate(engine)
    yield engine
    engine.dispose()


def test_the_calendar_has_two_ends(elsewhere: Engine) -> None:
    moments = datetime(9999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC), datetime(1, 1, 1, tzinfo=UTC)
    with write_session(elsewhere) as session:
        ids = [
            store_article(
                session,
                Draft(f"It was {at}.", published_at=at, precision=Precision.TIME),
                None,
                extractor="1",
                known=(),
            )
            for at in moments
        ]
    with read_session(elsewhere) as session:
        found = {row.article.id: row.article.published.at for row in queries.articles_page(session).rows}
    assert [found[id_] for id_ in ids] == list(moments)


def test_names_are_listed_in_one_order_and_paged_in_it(elsewhere: Engine) -> None:
    for name in reversed(NAMES):
        actions.create_collection(elsewhere, name)
        actions.save_filter(elsewhere, name, "/claims?q=tide")
    with read_session(elsewhere) as session:
        first = queries.collections_page(session, limit=3)
        rest = queries.collections_page(session, limit=10, after=first.next)
        assert [row.collection.name for row in (*first.rows, *rest.rows)] == list(NAMES)
        assert [row.name for row in queries.filters_page(session).rows] == list(NAMES)


def test_a_name_in_other_letters_is_taken(elsewhere: Engine) -> None:
    actions.create_collection(elsewhere, "Übersicht")
    with pytest.raises(Refused, match="already"):
        actions.create_collection(elsewhere, "ÜBERSICHT")


def test_an_address_in_capitals_can_be_tried_again(elsewhere: Engine) -> None:
    with write_session(elsewhere) as session:
        import_id = imports.create(
            session, "addresses", [imports.Asked("HTTPS://Courier.example/1", None)], who=""
        )
        item = session.scalars(select(ImportItem).where(ImportItem.import_id == import_id)).one()
        assert session.scalars(select(ImportItem.id).where(imports.CAN_RETRY)).all() == [item.id]


@pytest.mark.parametrize("name", ["ﬃﬃﬃ ﬃﬃﬃ", "ßßßß Office", "ŉŉŉ ﬀ ﬁ ﬂ ﬃ ﬄ", "ΐΐΐ"])
def test_labels_fit_whatever_letters_a_name_has(elsewhere: Engine, name: str) -> None:
    types = (SourceType.PERSON, SourceType.ORGANIZATION)
    assert all(len(label_of(name, type_)) <= 4 for type_ in types)
    with write_session(elsewhere) as session:
        press = Press(session)
        said = [{"content": f"The tide turned at {name}", "by": [name]}]
        press.store(f"The tide turned at {name}.", said, [Source(name, types[1], mentions=(name,))])


def test_an_address_without_a_proper_port_is_refused() -> None:
    with pytest.raises(BadAddress, match="not a URL"):
        make_engine("postgresql://eva:secret@db.example:port/news")
