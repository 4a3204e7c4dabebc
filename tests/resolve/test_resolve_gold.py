"""Accuracy floors on articles whose sources were decided by reading."""

import gzip
import json
import sys
from pathlib import Path

import pytest

from app.domain import Attribution, Span
from app.resolve import resolve

SHARED = Path(__file__).resolve().parents[3] / "shared"
ARTICLES = SHARED / "data" / "polnear-dev.jsonl.gz"
SOURCES = SHARED / "data" / "sources-dev.json"
FLOORS = {"who_given_claim": 86.5, "who_name": 95.5, "who_nominal": 85.0, "who_pronoun": 80.5}

pytestmark = pytest.mark.skipif(not SOURCES.exists(), reason="needs the gold sources in ../shared/data")


def attribution(gold: dict) -> Attribution:
    return Attribution(*(tuple(Span(*span) for span in gold[role]) for role in ("source", "cue", "content")))


def test_floors(monkeypatch):
    monkeypatch.syspath_prepend(str(SHARED / "eval"))
    import score_sources

    wanted = json.loads(SOURCES.read_text(encoding="utf-8"))
    with gzip.open(ARTICLES, "rt", encoding="utf-8") as lines:
        articles = {article["id"]: article for article in map(json.loads, lines)}
    predicted = {}
    for entry in wanted:
        article = articles[entry["id"]]
        resolution = resolve(article["text"], [attribution(gold) for gold in article["attributions"]])
        names = [[resolution.sources[i].name for i in voice.sources] for voice in resolution.voices]
        predicted[entry["id"]] = {
            "attributions": [
                {**gold, "sources": sources, "nested_in": None}
                for gold, sources in zip(article["attributions"], names, strict=True)
            ]
        }
    figures = score_sources.score_sources(articles, wanted, predicted)
    assert {name: figures[name] for name in FLOORS if figures[name] < FLOORS[name]} == {}
    assert figures["same_source"]["f1"] >= 91.0
    sys.modules.pop("score_sources", None)
