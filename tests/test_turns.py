"""Two processes over one SQLite file do not do the same work."""

from pathlib import Path

from app import actions
from app.domain import Draft
from app.intake import Intake, Ways
from app.pipeline import Pipeline
from app.store.session import make_engine, migrate
from app.store.turn import turn
from app.turns import step_of
from tests.plain_reader import PlainReader


def test_only_one_at_a_time_works(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path / 'news.db'}")
    migrate(engine)
    ways = Ways(str, lambda name, data: Draft(data.decode(), title=name), str)
    step = step_of(Intake(Pipeline(engine, PlainReader(), ()), ways))
    actions.import_files(engine, [("a.txt", b"Ada said a."), ("b.txt", b"Ada said b.")])
    with turn(engine) as is_ours:
        assert is_ours
        assert not step()
        with turn(make_engine(str(engine.url))) as is_theirs:
            assert not is_theirs
    assert [step(), step(), step()] == [True, True, False]
    engine.dispose()
