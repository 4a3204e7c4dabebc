from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.domain import Act, Kind, SourceType
from app.present.sieve import sift
from app.store.pages import ArticlePage, ClaimFilter
from tests.present.articles import page
from tests.present.claims import chip, claim

ANN, NIS = chip("ann"), chip("nis", type_=SourceType.GOVERNMENT)
PILOTS = chip("pilots", type_=SourceType.GROUP)
CLAIMS = (
    claim("a", (0, 1), by=(ANN,), nested_in="b"),
    replace(claim("b", (0, 1), by=(NIS, PILOTS), relay=(ANN,)), kind=Kind.DIRECT),
    replace(claim("c", (0, 1)), hedges=("reportedly",), act=Act.BELIEVES),
    replace(claim("d", (0, 1), by=(PILOTS,)), hedges=("may",)),
)


def shown(wanted: ClaimFilter, *, own: bool = False) -> str:
    found = sift(page(CLAIMS), wanted, own=own)
    assert found.shown == len(CLAIMS) - len(found.off)
    return "".join(each.id for each in CLAIMS if each.id not in found.off)


def test_nothing_asked_for_shows_everything() -> None:
    assert shown(ClaimFilter()) == "abcd"
    assert sift(page(CLAIMS), ClaimFilter()).is_open
    assert sift(page(CLAIMS), ClaimFilter(q="bridge", outlets=("Courier",))).is_open  # of lists alone


def test_values_of_one_filter_widen_and_filters_narrow() -> None:
    assert shown(ClaimFilter(sources=("ann", ""))) == "ac"
    assert shown(ClaimFilter(sources=("pilots",))) == "bd"
    assert shown(ClaimFilter(sources=("pilots",), hedged=True)) == "d"
    assert shown(ClaimFilter(without=("pilots", ""))) == "a"
    assert shown(ClaimFilter(types=(SourceType.GOVERNMENT, SourceType.PERSON))) == "ab"
    assert shown(ClaimFilter(kinds=(Kind.DIRECT,))) == "b"
    assert shown(ClaimFilter(acts=(Act.BELIEVES,))) == "c"
    assert shown(ClaimFilter(nested=True)) == "a"
    assert shown(ClaimFilter(hedged=False)) == "ab"
    assert shown(ClaimFilter(relayed=("ann",))) == "b"


def test_a_claim_without_a_source_is_neither_named_nor_unnamed() -> None:
    assert shown(ClaimFilter(named=True)) == "ab"
    assert shown(ClaimFilter(named=False)) == "d"


def test_the_own_voice_is_one_voice_among_the_sources() -> None:
    assert shown(ClaimFilter(), own=True) == ""
    assert shown(ClaimFilter(sources=("ann",)), own=True) == "a"


def test_who_makes_a_claim_that_is_shown_is_heard() -> None:
    found = sift(page(CLAIMS), ClaimFilter(hedged=True))
    assert found.heard == {"pilots", ""}
    assert found.silences("ann")
    assert not sift(page(CLAIMS), ClaimFilter()).silences("ann")


claims = st.builds(
    lambda by, kind, act, hedges, nested: replace(
        claim("", (0, 1), by=by, nested_in=nested), kind=kind, act=act, hedges=hedges
    ),
    by=st.lists(st.sampled_from([ANN, NIS, PILOTS]), unique=True, max_size=2).map(tuple),
    kind=st.sampled_from(Kind),
    act=st.sampled_from(Act),
    hedges=st.sampled_from([(), ("may",)]),
    nested=st.sampled_from([None, "other"]),
)
articles = st.lists(claims, max_size=12).map(
    lambda found: page([replace(each, id=str(number)) for number, each in enumerate(found)])
)
some = st.lists(st.sampled_from(["ann", "nis", "pilots", ""]), unique=True, max_size=2).map(tuple)
maybe = st.sampled_from([None, True, False])
filters = st.builds(
    ClaimFilter,
    sources=some,
    types=st.lists(st.sampled_from(SourceType), unique=True, max_size=2).map(tuple),
    kinds=st.lists(st.sampled_from(Kind), unique=True, max_size=2).map(tuple),
    hedged=maybe,
    nested=maybe,
    named=maybe,
)


@given(articles, filters)
def test_a_count_is_what_its_value_would_show(article: ArticlePage, wanted: ClaimFilter) -> None:
    found = sift(article, wanted)
    for facet in found.sources:
        assert sift(article, replace(wanted, sources=(facet.value,), without=())).shown == facet.count
    alone = {
        "type": lambda value: replace(wanted, types=(SourceType(value),)),
        "kind": lambda value: replace(wanted, kinds=(Kind(value),)),
        "act": lambda value: replace(wanted, acts=(Act(value),)),
        "hedged": lambda value: replace(wanted, hedged=value == "yes"),
        "nested": lambda value: replace(wanted, nested=value == "yes"),
    }
    for name, facets in found.others.items():
        for facet in facets:
            assert sift(article, alone[name](facet.value)).shown == facet.count
