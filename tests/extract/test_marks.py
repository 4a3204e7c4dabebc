import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.extract.marks import familiar


@pytest.mark.parametrize(
    ("paragraph", "wanted"),
    [
        ("«Oui», dit-elle. « Non », dit-il.", "“Oui”, dit-elle. “ Non ”, dit-il."),
        ("»Ja«, sagte sie. »Nein«", "“Ja”, sagte sie. “Nein”"),
        ("»Ja», sade hon.", "“Ja”, sade hon."),
        ("„Ja“, sagte sie. „Nein”, sagte er.", "“Ja”, sagte sie. “Nein”, sagte er."),
        ("«He said «no» to me» and left.", "“He said “no” to me” and left."),
        ("It fell.» Then it rained.", "It fell.” Then it rained."),
        ("”Fear. I was afraid.” – Ida Rem", "“Fear. I was afraid.” – Ida Rem"),
        ("“The ‘old’ pier,” she said.", "“The ‘old’ pier,” she said."),
    ],
)
def test_marks_of_other_countries_become_familiar(paragraph: str, wanted: str) -> None:
    assert familiar(paragraph) == wanted


@given(st.text() | st.text(alphabet='ab „“”«»".,'))
def test_places_stay_what_they_were(paragraph: str) -> None:
    changed = familiar(paragraph)
    assert len(changed) == len(paragraph)
    assert all(new == old or old in "„“”«»" for new, old in zip(changed, paragraph, strict=True))
