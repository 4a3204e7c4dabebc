from datetime import UTC, datetime

import pytest

from app.domain import Precision
from app.present import dates, voices
from app.store.pages import When
from tests.present.claims import chip, claim

ANN, NIS, RUS = chip("ann", name="Ann Lee"), chip("nis"), chip("rus")
AT = datetime(2024, 12, 9, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("precision", "words", "machine"),
    [
        (Precision.NONE, "no date; came in 9 December 2024", "2024-12-09"),
        (Precision.DATE, "9 December 2024", "2024-12-09"),
        (Precision.TIME, "9 December 2024, 14.05 UTC", "2024-12-09T14:05:00Z"),
    ],
)
def test_a_moment_is_told_as_far_as_it_is_known(precision: Precision, words: str, machine: str) -> None:
    assert dates.in_words(When(AT, precision)) == words
    assert dates.machine_readable(When(AT, precision)) == machine


def test_a_label_names_all_sources_and_those_they_cite() -> None:
    relayed = claim("k", (0, 1), by=(ANN, RUS), relay=(NIS,))
    assert voices.label(relayed) == "ANN + RUS"
    assert voices.cited(relayed) == "citing NIS"
    assert voices.description(relayed) == "Claim of Ann Lee and Rus, citing Nis"


def test_a_claim_without_a_source_says_so() -> None:
    nobodys = claim("k", (0, 1))
    assert voices.label(nobodys) == "no source"
    assert voices.cited(nobodys) == ""
