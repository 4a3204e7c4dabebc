"""A newsroom where articles are read by a simple rule, and linked by the shipped weights."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from app.domain import Attribution, Draft, Precision, Span
from app.linker import Linker
from app.pipeline import Ingested, Pipeline
from app.relate.relater import Relater
from app.settings import Settings
from app.store import queries
from app.store.link_pages import CrossReferences
from app.store.pages import Claim
from app.store.session import make_engine, read_session

SAID = re.compile(r"(?P<source>[A-Z]\w+ [A-Z]\w+) (?P<cue>said|denied) that (?P<content>[^.]+)\.")


class Extractor:
    """Finds "Ann Lee said that ..." and nothing else; `skip` words make it miss a claim."""

    version = "only said"
    skip: str | None = None

    def extract(self, text: str) -> tuple[Attribution, ...]:
        return tuple(
            Attribution(*((Span(*match.span(group)),) for group in ("source", "cue", "content")))
            for match in SAID.finditer(text)
            if not (self.skip and self.skip in match[0])
        )


@dataclass(frozen=True)
class Newsroom:
    engine: Engine
    pipeline: Pipeline
    extractor: Extractor

    @property
    def linker(self) -> Linker:
        assert self.pipeline.linker
        return self.pipeline.linker

    def draft(self, text: str, outlet: str, day: int = 0) -> Draft:
        at = datetime(2031, 1, 1, tzinfo=UTC) + timedelta(days=day)
        return Draft(text, outlet=outlet, published_at=at, precision=Precision.DATE)

    def ingest(self, text: str, outlet: str = "Courier", day: int = 0) -> Ingested:
        return self.pipeline.ingest(self.draft(text, outlet, day))

    def read(self, text: str, outlet: str = "Courier", day: int = 0) -> str:
        """The id of the article's first claim."""
        return self.claims(self.ingest(text, outlet, day).article_id)[0].id

    def claims(self, article_id: int) -> tuple[Claim, ...]:
        with read_session(self.engine) as session:
            return queries.article_page(session, article_id).claims

    def beside(self, key: str) -> CrossReferences:
        with read_session(self.engine) as session:
            return queries.cross_references(session, key)


@pytest.fixture(scope="session")
def relater() -> Relater:
    return Relater(Settings().model / "tokenizer.json", threads=1)


@pytest.fixture
def newsroom(database_url: str, relater: Relater, tmp_path: Path) -> Iterator[Newsroom]:
    engine = make_engine(database_url)
    extractor = Extractor()
    yield Newsroom(engine, Pipeline(engine, extractor, (), Linker(relater, engine, tmp_path)), extractor)
    engine.dispose()
