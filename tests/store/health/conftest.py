"""A database in which there is something of everything that the doctor looks at."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from app import actions
from app.domain import Act, Relation
from app.store.health.doctor import examine
from app.store.health.finding import Finding, Trouble
from app.store.links import Side, Tie, Worded, add_links, add_wordings
from app.store.session import make_engine, migrate, write_session
from app.store.tables import Claim
from app.store.vectors import VectorFile
from tests.actions.clerk import APPEAL, BELIEVE, COUNTED, SAID, SANK, TEXT, Clerk

WIDTH = 4
AT = datetime(2031, 1, 1, tzinfo=UTC)
OTHER = "Bo Vik said the ferry sank because nobody had checked the valves. It was dark by then."


@dataclass(frozen=True)
class Patient:
    engine: Engine
    vectors: Path

    def findings(self) -> list[Finding]:
        return list(examine(self.engine, self.vectors, WIDTH, lambda what, rows: None))

    def troubles(self) -> list[Trouble]:
        return list(dict.fromkeys(each.trouble for each in self.findings()))

    def told(self) -> str:
        return "\n".join(f"{each.trouble.what}: {each.row}" for each in self.findings())

    def harm(self, *statements: str) -> None:
        """By SQL, and with nobody looking after what refers to what."""
        with self.engine.connect() as connection:
            if self.engine.dialect.name == "sqlite":
                connection.exec_driver_sql("COMMIT")
                connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execute(text("SET session_replication_role = replica"))
            for statement in statements:
                connection.exec_driver_sql(statement)
            connection.commit()
            connection.invalidate()


def grow(engine: Engine) -> None:
    """Two articles, one in two versions; claims corrected, removed and linked; sources merged."""
    clerk = Clerk(engine)
    clerk.article = clerk.store(TEXT)
    keys = clerk.keys()
    clerk.correct(keys[COUNTED], act=Act.BELIEVES)
    actions.remove(engine, keys[APPEAL], who="eva")
    clerk.change_text(
        TEXT.replace("in May", "in June").replace(" It rained all week in Sudmark.", ""), *SAID[:2]
    )
    clerk.store(OTHER, [{"content": SANK, "by": "Bo Vik", "mention": "Bo Vik"}])
    actions.merge(engine, "bo-vik", "ada-lund", who="eva")
    actions.add_note(engine, keys[SANK], "Ask her again.", who="eva")
    assert BELIEVE in keys
    with write_session(engine) as session:
        ids = session.scalars(select(Claim.id).where(Claim.gone_at.is_(None)).order_by(Claim.id)).all()
        worded = {id_: Worded(f"{id_:032}", bytes([id_] * WIDTH), ()) for id_ in ids}
        add_wordings(session, "first", worded, AT)
        sides = Side(ids[0]), Side(ids[-1])
        add_links(session, [Tie(sides, Relation.AGREES, 0.9, False, "", AT)])


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("doctor") / "healthy.db"
    engine = make_engine(f"sqlite:///{path}")
    migrate(engine)
    grow(engine)
    engine.dispose()
    return path


@pytest.fixture
def patient(template: Path, tmp_path: Path) -> Iterator[Patient]:
    """In SQLite, for what the other database does not let happen, and because it is quick."""
    engine = make_engine(f"sqlite:///{shutil.copy(template, tmp_path / 'news.db')}")
    yield _with_vectors(engine, tmp_path)
    engine.dispose()


@pytest.fixture
def any_patient(database_url: str, tmp_path: Path) -> Iterator[Patient]:
    engine = make_engine(database_url)
    grow(engine)
    yield _with_vectors(engine, tmp_path)
    engine.dispose()


def _with_vectors(engine: Engine, folder: Path) -> Patient:
    vectors = folder / "vectors"
    VectorFile(vectors, version="first", width=WIDTH).refresh(engine)
    return Patient(engine, vectors)
