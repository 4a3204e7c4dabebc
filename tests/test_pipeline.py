"""An article through all stages, on the shipped weights: stored once, and read again without losing links."""

from pathlib import Path

import pytest

from app.domain import Draft
from app.extract.extractor import Extractor
from app.pipeline import Pipeline
from app.read import load_known
from app.settings import Settings
from app.store import queries
from app.store.session import make_engine

TEXT = (
    "Twelve people were injured when the ferry struck the quay, the Harbour Safety Board said.\n\n"
    "“We were lucky,” said Mara Lindqvist, the board’s chairwoman. She added that the crew had been tired."
)


@pytest.fixture
def pipeline(tmp_path: Path) -> Pipeline:
    settings = Settings()
    known = load_known(settings.seeds / "sources.toml")
    engine = make_engine(f"sqlite:///{tmp_path / 'news.db'}")
    pipeline = Pipeline(engine, Extractor(settings.model, threads=1), known)
    pipeline.prepare()
    return pipeline


def test_the_same_text_from_the_same_outlet_is_one_article(pipeline: Pipeline) -> None:
    first = pipeline.ingest(Draft(TEXT, title="Ferry", outlet="Sample Gazette"))
    again = pipeline.ingest(Draft(TEXT, title="Ferry!", outlet="Sample Gazette"))
    other = pipeline.ingest(Draft(TEXT, title="Ferry", outlet="Sample Courier"))
    assert (first.created, again.created, other.created) == (True, False, True)
    assert again.article_id == first.article_id


def test_reading_again_keeps_every_permalink(pipeline: Pipeline) -> None:
    article = pipeline.ingest(Draft(TEXT, title="Ferry", outlet="Sample Gazette")).article_id
    with pipeline.session() as session:
        before = queries.article_page(session, article).claims
    pipeline.re_extract(article)
    with pipeline.session() as session:
        after = queries.article_page(session, article).claims
    assert [claim.id for claim in before] == [claim.id for claim in after]
    names = {chip.name for claim in after for chip in claim.sources}
    assert names == {"Harbour Safety Board", "Mara Lindqvist"}


def test_an_article_in_another_language_is_kept_without_claims(pipeline: Pipeline) -> None:
    article = pipeline.ingest(Draft("Die Behörde sagte nichts.", title="Fähre", language="de")).article_id
    with pipeline.session() as session:
        page = queries.article_page(session, article)
    assert (page.text, page.claims, page.read_for_claims) == ("Die Behörde sagte nichts.", (), False)
