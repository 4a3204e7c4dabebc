"""The API keeps to its own description: schemathesis asks whatever that allows, and what it forbids."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from schemathesis.config._checks import POSITIVE_DATA_ACCEPTANCE_EXPECTED_STATUSES
from schemathesis.engine import events, from_schema
from schemathesis.python.asgi import HOST
from schemathesis.schemas import BaseSchema

from app.main import create_app
from app.pipeline import Pipeline
from app.settings import Settings
from app.store.session import make_engine, migrate
from tests.conftest import SOAK
from tests.read.internet import internet, page
from tests.web.conftest import OnlySaid
from tests.web.sample import fill

NOT_HERE = {"enabled": False}
CONFIG = {
    "seed": 20310105,
    "generation": {"max-examples": 200 if SOAK else 8, "database": "none"},
    # A description cannot say all: that a cursor is one that a list gave out, that a text holds a word.
    "checks": {
        "positive_data_acceptance": {
            "expected-statuses": [*POSITIVE_DATA_ACCEPTANCE_EXPECTED_STATUSES, "422"]
        }
    },
    # Its address reads like that of an article named "file", which is none: GET is known there, and 404.
    "operations": [
        {
            "include-name": "POST /api/v1/articles/file",
            "checks": {"unsupported_method": NOT_HERE, "allow_header_conformance": NOT_HERE},
        }
    ],
}


@pytest.fixture
def described(tmp_path: Path) -> Iterator[BaseSchema]:
    """What /openapi.json says of an application whose internet is one page."""
    engine = make_engine(f"sqlite:///{tmp_path / 'site.db'}")
    migrate(engine)
    fill(engine)
    fetcher = internet(lambda request: page())
    app = create_app(Settings(hosts=(HOST,)), Pipeline(engine, OnlySaid(), ()), fetcher)
    config = schemathesis.Config.from_dict(CONFIG)
    yield schemathesis.openapi.from_asgi("/openapi.json", app, config=config)
    engine.dispose()


def test_the_api_is_as_it_is_described(described: BaseSchema) -> None:
    wrong, asked = [], 0
    for event in from_schema(described).execute():
        if isinstance(event, events.ScenarioFinished):
            asked += len(event.recorder.cases)
            wrong += [
                f"{event.phase.name} {event.recorder.label}: {check.name}: {check.failure_info.failure}\n"
                f"{check.failure_info.code_sample}"
                for checks in event.recorder.checks.values()
                for check in checks
                if check.failure_info
            ]
        elif isinstance(event, events.NonFatalError | events.FatalError):
            wrong.append(str(event))
    assert asked > 1000, "requests that were made"
    assert not wrong, "\n\n".join(dict.fromkeys(wrong))
