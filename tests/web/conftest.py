"""An application over articles that are filled in by hand; nothing is extracted."""

import re
from collections.abc import Callable, Iterator

import pytest
from fastapi.testclient import TestClient

from app.domain import Attribution, Span
from app.main import create_app
from app.pipeline import Pipeline
from app.settings import Settings
from app.store.session import make_engine
from tests.web.sample import fill

SAID = re.compile(r"(?P<source>\w+ \w+) (?P<cue>said) that (?P<content>[^.]+)\.")


class OnlySaid:
    """Stands in for the extractor: finds "Ann Lee said that ..." and nothing else."""

    version = "only said"

    def extract(self, text: str) -> tuple[Attribution, ...]:
        return tuple(
            Attribution(*((Span(*match.span(group)),) for group in ("source", "cue", "content")))
            for match in SAID.finditer(text)
        )


def client_for(url: str, **changes: object) -> TestClient:
    settings = Settings(database_url=url, base_url="https://desk.example", **changes)
    pipeline = Pipeline(make_engine(url), OnlySaid(), ())
    return TestClient(create_app(settings, pipeline), base_url="http://127.0.0.1:8000")


@pytest.fixture(scope="module")
def filled(make_database: Callable[[], str]) -> tuple[str, dict[str, int]]:
    """The address of a database with the sample articles, and their ids by name."""
    url = make_database()
    engine = make_engine(url)
    ids = fill(engine)
    engine.dispose()
    return url, ids


@pytest.fixture(scope="module")
def ids(filled: tuple[str, dict[str, int]]) -> dict[str, int]:
    return filled[1]


@pytest.fixture(scope="module")
def client(filled: tuple[str, dict[str, int]]) -> Iterator[TestClient]:
    """For reading alone: several tests share its articles."""
    with client_for(filled[0]) as client:
        yield client
        client.app.state.pipeline.engine.dispose()


@pytest.fixture
def desk(database_url: str) -> Iterator[TestClient]:
    """An application whose articles a test may add to."""
    with client_for(database_url) as client:
        yield client
        client.app.state.pipeline.engine.dispose()
