"""One wire copy in ten outlets is one origin. The texts are invented."""

import time

from hypothesis import given
from hypothesis import strategies as st

from app.relate.origins import near_verbatim, origins

WIRE = (
    "the ferry struck the northern quay shortly after midnight and twelve passengers were taken to hospital"
)
TRIMMED = (
    "The ferry struck the northern quay shortly after midnight, and twelve passengers were taken to hospital."
)
OTHER = "the harbour board will meet on Friday to decide whether the ferry may sail again this month"


def test_a_wire_copy_is_one_origin_and_other_words_another() -> None:
    assert origins([WIRE, OTHER, TRIMMED, OTHER.upper()]) == [0, 1, 0, 1]
    assert origins([WIRE, WIRE + ", the coast guard said, and " + OTHER]) == [0, 0]


def test_short_claims_are_one_only_when_equal() -> None:
    assert origins(["it was fine", "it was bad", "It was fine."]) == [0, 1, 0]


def test_near_verbatim_forgives_a_word() -> None:
    assert near_verbatim(WIRE, TRIMMED.replace("shortly ", ""))
    assert not near_verbatim(WIRE, OTHER)


def test_thousands_of_equal_or_alike_claims_are_grouped_quickly() -> None:
    began = time.process_time()
    assert set(origins([WIRE] * 5000)) == {0}
    assert set(origins([f"{WIRE} on pier number {n}" for n in range(1000)])) == {0}
    assert time.process_time() - began < 5


@given(st.lists(st.text()))
def test_groups_are_named_by_their_first_claim(texts: list[str]) -> None:
    groups = origins(texts)
    assert all(groups[first] == first <= index for index, first in enumerate(groups))


@given(st.text(), st.text())
def test_nearness_has_no_order(a: str, b: str) -> None:
    assert near_verbatim(a, b) == near_verbatim(b, a)
    assert near_verbatim(a, a)
