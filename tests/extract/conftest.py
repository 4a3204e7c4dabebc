import pytest

from app.extract.extractor import Extractor
from app.settings import Settings


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return Extractor(Settings().model, threads=1)
