import pytest

from app.domain import SourceType
from app.store.labels import label_of

PERSON, BODY = SourceType.PERSON, SourceType.ORGANIZATION


@pytest.mark.parametrize(
    ("name", "type_", "label"),
    [
        ("Harbour Safety Board", BODY, "HSB"),
        ("Ministry of the Coast", SourceType.GOVERNMENT, "MC"),
        ("Norland’s military intelligence", SourceType.GOVERNMENT, "NMI"),
        ("Free and Open Association of Pier Keepers", BODY, "FOAP"),
        ("Norland", SourceType.GOVERNMENT, "NOR"),
        ("BBX", SourceType.PUBLICATION, "BBX"),
        ("Ada Lund", PERSON, "LUN"),
        ("Tomas Berg Jr.", PERSON, "BER"),
        ("Park Min-seo", PERSON, "PAR"),
        ("Mireille Dupont-Martin", PERSON, "DUP"),
        ("Yo", PERSON, "YO"),
        ("port officials", SourceType.GROUP, "unnamed"),
        ("an aide", SourceType.ANONYMOUS, "unnamed"),
        ("…", BODY, "?"),
    ],
)
def test_labels(name: str, type_: SourceType, label: str) -> None:
    assert label_of(name, type_) == label
