"""Who answers for a claim's labels: the machine, or a person who looked at them."""

from collections.abc import Mapping

from app.domain import Standing

WORDS: Mapping[Standing, str] = {
    Standing.MACHINE: "found by machine",
    Standing.CONFIRMED: "reviewed by a person",
    Standing.CORRECTED: "corrected by a person",
    Standing.ADDED: "added by a person",
    Standing.REMOVED: "removed by a person",
}


def standing(value: Standing) -> str:
    """As in "reviewed by a person"."""
    return WORDS[value]
