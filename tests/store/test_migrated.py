"""A database of the first form keeps all it has when it is brought up to date."""

from alembic import command
from sqlalchemy import text

from app.store.pages import ClaimFilter
from app.store.queries import article_page, claims_page, source_page, sources_page
from app.store.session import alembic_config, make_engine, migrate, read_session, write_session
from tests.store.conftest import Press

SPEAKERS = "SELECT claim_id, source_id, part, position FROM claim_sources ORDER BY 1, 2, 3"


def test_what_was_read_before_there_were_namings(database_url: str) -> None:
    engine = make_engine(database_url)
    with write_session(engine) as session:
        article = Press(session).store()
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), "0001")
        before = connection.execute(text(SPEAKERS)).all()
    migrate(engine)
    with write_session(engine) as session:
        assert session.execute(text(SPEAKERS)).all() == before
        assert session.execute(text("SELECT count(*) FROM voices")).scalar() == len(before)
        page = article_page(session, article)
        Press(session).read_again(article, Press.ferry_said)
        assert article_page(session, article) == page
    with read_session(engine) as session:
        assert [row.source.slug for row in sources_page(session, q="lund").rows] == ["ada-lund"]
        assert source_page(session, "ada-lund", ClaimFilter()).row.claims == 2
        assert claims_page(session, ClaimFilter(sources=("ada-lund",))).total == 2
    engine.dispose()
