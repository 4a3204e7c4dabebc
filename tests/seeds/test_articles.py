import re
from pathlib import Path

import pytest

from app.domain import Draft, Precision
from app.paragraphs import paragraph_spans
from app.read import read_path

ROOT = Path(__file__).resolve().parents[2]
PATHS = sorted((ROOT / "seeds" / "articles").glob("*.txt"))
REAL = ROOT.parent / "shared" / "articles"
LONGEST_RUN = 7  # words; names and figures make shorter ones


@pytest.fixture(scope="module")
def drafts() -> list[Draft]:
    return [read_path(path) for path in PATHS]


def test_samples_say_when_and_where_they_appeared(drafts: list[Draft]) -> None:
    assert len(drafts) >= 9
    for draft in drafts:
        assert draft.title
        assert draft.outlet.startswith("Sample ")
        assert draft.precision is Precision.DATE
        assert draft.language == "en"


def test_samples_say_that_they_are_samples(drafts: list[Draft]) -> None:
    for draft in drafts:
        start, end = paragraph_spans(draft.text)[-1]
        assert re.match("This is an? (?:invented )?sample", draft.text[start:end])


def test_samples_are_good_for_showing_origins(drafts: list[Draft]) -> None:
    texts = [draft.text for draft in drafts]
    assert len(set(texts)) == len(texts) - 1  # one text in two outlets
    assert len({(draft.outlet, draft.text) for draft in drafts}) == len(drafts)


def _runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[\w’'-]+", text.lower())
    return {tuple(words[i : i + LONGEST_RUN]) for i in range(len(words) - LONGEST_RUN + 1)}


def test_samples_are_in_our_own_words(drafts: list[Draft]) -> None:
    if not REAL.is_dir():
        pytest.skip("the real articles (../shared/articles) are not here")
    real = set().union(*(_runs(path.read_text(encoding="utf-8")) for path in REAL.glob("*.txt")))
    for draft in drafts:
        assert not _runs(draft.text) & real
