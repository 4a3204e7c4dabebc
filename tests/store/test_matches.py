from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.store.matches import places


def found(text: str, q: str) -> list[str]:
    return [place.of(text) for place in places(text, q)]


def test_words_are_found_in_any_form_as_the_search_finds_them() -> None:
    text = "Boats and a boat’s crew: 1,200 boatmen, Zoë Ødegård said, were boating."
    assert found(text, "boats") == ["Boats", "boat’s", "boating"]
    assert found(text, "1200") == ["1,200"]
    assert found(text, "zoe") == ["Zoë"]
    assert found(text, "ship") == found(text, "") == found(text, "…") == []


def test_words_beside_each_other_are_one_place() -> None:
    text = "The winter ferry was late. The ferry of last winter was later."
    assert found(text, "winter ferry") == ["winter ferry"]
    assert found(text, '"winter ferry"') == ["winter ferry"]
    assert found(text, '"ferry winter"') == []
    assert found(text, "ferry winter") == ["winter ferry"]
    assert found(text, "late later") == ["late", "later"]


def test_a_phrase_goes_over_hyphens_and_marks() -> None:
    assert found("The “coast-guard”, he said", "coast guard") == ["coast-guard"]
    assert found("the coast, guard it", '"coast guard"') == ["coast, guard"]


@given(st.text(max_size=80), st.text(max_size=40) | st.text(alphabet="\"'()*:^-ab “”", max_size=20))
def test_places_lie_in_the_text_in_order_and_apart(text: str, q: str) -> None:
    spans = places(text, q)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in pairwise(spans))
