"""Which claims of a new reading are those that people have decided something of."""

from app.domain import Span
from app.store.places import place_at
from app.store.recognise import Older, recognise

TEXT = "The board said that the ferry sank off the quay, and that nobody on the pier saw it happen."


def _at(words: str):
    start = TEXT.index(words)
    return place_at((Span(start, start + len(words)),), TEXT)


BOTH, SANK, SAW = "the ferry sank off the quay", "the ferry sank", "nobody on the pier saw it happen"


def test_by_what_the_machine_read_and_by_what_people_made_of_it() -> None:
    moved = Older(_at(SAW), _at(BOTH))
    assert recognise([moved], [_at(SAW)]) == ({0: 0}, {})
    assert recognise([moved], [_at(BOTH)]) == ({0: 0}, {})
    assert recognise([moved], [_at(SAW), _at(BOTH)]) == ({0: 0}, {1: 0})  # the second is what people have


def test_what_mostly_overlaps_is_the_same_claim() -> None:
    added = Older(None, _at(BOTH))
    assert recognise([added], [_at(SANK)]) == ({0: 0}, {})
    assert recognise([added], [_at("ferry")]) == ({}, {})
    assert recognise([Older(_at(BOTH))], [_at(SANK)]) == ({}, {})  # nobody touched it: it is another claim


def test_other_claims_there_are_not_taken() -> None:
    inner = Older(_at(SANK))
    assert recognise([Older(_at(BOTH), _at(BOTH)), inner], [_at(SANK)]) == ({0: 1}, {})
    assert recognise([Older(_at(SAW), _at(BOTH)), inner], [_at(SAW), _at(SANK)]) == ({0: 0, 1: 1}, {})


def test_a_claim_that_returns_takes_its_place_again() -> None:
    returning = Older(None, _at(BOTH), returns=True)
    assert recognise([returning, Older(_at(SANK))], [_at(SANK)]) == ({0: 0}, {})


def test_where_the_words_are_gone_nothing_is_found() -> None:
    assert recognise([Older(None)], [_at(SANK)]) == ({}, {})
