import pytest

from app.relate.relater import Relater
from app.settings import Settings


@pytest.fixture(scope="session")
def relater() -> Relater:
    return Relater(Settings().model / "tokenizer.json", threads=1)
