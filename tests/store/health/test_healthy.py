"""After whatever people decided and the machine read, in whatever order, the doctor finds nothing."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test
from sqlalchemy import Engine, make_url

from app.store.health.doctor import examine
from app.store.session import make_engine
from tests.actions import test_actions_any_order as of_sources
from tests.actions import test_actions_claims_any_order as of_claims
from tests.actions.conftest import Desk
from tests.conftest import SOAK

EXAMPLES = 20 if SOAK else 1
STEPS = {"sqlite": 50, "postgresql": 10}  # each statement takes many times as long there
WIDTH = 192


def findings(engine: Engine) -> list[str]:
    found = examine(engine, Path("no vectors"), WIDTH, lambda what, rows: None)
    return [f"{each.trouble.what}: {each.row}" for each in found]


def run(make: Callable[[], RuleBasedStateMachine], kind: str) -> None:
    run_state_machine_as_test(
        make,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS[kind],
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


class Corrections(of_claims.Desk):
    def teardown(self) -> None:
        assert findings(self.engine) == []


class Merges(of_sources.Decisions):
    def teardown(self) -> None:
        assert findings(self.desk.engine) == []
        self.desk.engine.dispose()


def test_a_database_is_healthy_after_corrections(database_url: str) -> None:
    engine, articles = make_engine(database_url), count(1)
    run(lambda: Corrections(engine, next(articles)), engine.dialect.name)
    engine.dispose()


def test_a_database_is_healthy_after_merges(make_database: Callable[[], str]) -> None:
    run(lambda: Merges(Desk(make_engine(make_database()))), make_url(make_database()).get_backend_name())
