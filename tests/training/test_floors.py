from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from app.extract.extractor import Extractor
from app.settings import Settings
from training.evaluate import check, measure, read_floors

GOLD = Path(__file__).parents[3] / "shared" / "data" / "polnear-dev.jsonl.gz"


def test_the_shipped_weights_keep_their_floors(require_or_skip: Callable[..., NoReturn]) -> None:
    if not GOLD.exists():
        require_or_skip("the floors of the weights: no gold data beside the project", installable=False)
    check(measure(GOLD, Extractor(Settings().model)), read_floors())
