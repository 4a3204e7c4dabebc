"""A quote in runs: hedges, shared words, the part of a long one that matters, and figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Span
from app.present.quotes import Run, around_number, as_name, runs
from tests.present.claims import claim

TEXT = "Lee said the mill may shut, Renn said, and the lock could leak."


def spans(words: str, text: str = TEXT) -> tuple[Span, ...]:
    start = text.index(words)
    return (Span(start, start + len(words)),)


def test_hedges_are_found_again_in_a_quote_of_two_parts() -> None:
    first, second = spans("the mill may shut")[0], spans("the lock could leak")[0]
    hedges = (*spans("may"), *spans("could"))
    found = runs(claim("a", first, second, hedge=hedges, quote="the mill may shut … the lock could leak"))
    assert [run.text for run in found if run.hedge] == ["may", "could"]
    assert "".join(run.text for run in found) == "the mill may shut … the lock could leak"


def test_a_hedge_beside_the_claims_own_words_is_none_of_them() -> None:
    content = spans("the lock could leak")[0]
    found = runs(claim("a", content, hedge=spans("may"), quote="the lock could leak"))
    assert found == (Run("the lock could leak"),)


def test_shared_words_are_marked() -> None:
    quote = "the mill may shut"
    found = runs(claim("a", (0, len(quote)), quote=quote), spans("mill", quote))
    assert [(run.text, run.shared) for run in found] == [
        ("the ", False),
        ("mill", True),
        (" may shut", False),
    ]


def test_of_a_long_quote_the_part_with_the_shared_words_is_given() -> None:
    quote = "and so on " * 100 + "until the mill is shut " + "for good " * 100
    found = runs(claim("a", (0, len(quote)), quote=quote), spans("mill", quote), 120)
    assert [run.text for run in found if run.shared] == ["mill"]
    assert found[0] == Run("… ")
    assert found[-1] == Run(" …")
    assert sum(len(run.text) for run in found) <= 124


@given(
    st.text("ab –…“”\n", max_size=400),
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 30)), max_size=8),
    st.none() | st.integers(1, 300),
)
def test_runs_are_the_quote(quote: str, shared: list[tuple[int, int]], longest: int | None) -> None:
    marked = tuple(Span(start, min(start + size, len(quote))) for start, size in shared if start < len(quote))
    found = runs(claim("a", (0, len(quote)), quote=quote), marked, longest)
    joined = "".join(run.text for run in found)
    assert joined.removeprefix("… ").removesuffix(" …") in quote
    if longest is None:
        assert joined == quote


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("at least 100 killed", ("at least ", "100", " killed")),
        ("1,000.", ("", "1,000", ".")),
        ("about $1.5 million a year", ("about ", "$1.5 million", " a year")),
        ("48 per cent of those asked", ("", "48 per cent", " of those asked")),
        ("up 3.5% on the year", ("up ", "3.5%", " on the year")),
        ("nine patients", ("nine patients", "", "")),
    ],
)
def test_a_figure_stands_out_of_its_words(words: str, parts: tuple[str, str, str]) -> None:
    assert around_number(words) == parts


@pytest.mark.parametrize(
    ("quote", "name"),
    [
        ("that the mill is shut", "The mill is shut"),
        ("thatch burns", "Thatch burns"),
        ("that, in spring, it opens", "In spring, it opens"),
        ("“No,”", "“No,”"),
        ("", ""),
    ],
)
def test_a_claim_gives_its_matter_a_name(quote: str, name: str) -> None:
    assert as_name(quote) == name
