import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.store import keys


def test_claim_keys_are_random_and_easy_to_read_aloud() -> None:
    found = {keys.claim_key() for _ in range(500)}
    assert len(found) == 500
    assert all(len(key) == 10 and not set(key) & set("01lo") and key == key.lower() for key in found)
    assert len(set(keys.ALPHABET)) == 32


def test_a_text_is_the_same_whatever_its_spaces_and_unicode_form() -> None:
    assert keys.text_hash("Caf\u00e9 open.\n\nNow.") == keys.text_hash(" Cafe\u0301  open. Now.\n")
    assert keys.text_hash("Café open.") != keys.text_hash("café open.")


@pytest.mark.parametrize(
    "other",
    [
        "http://courier.example/ferry?id=7",
        "https://courier.example/ferry?id=7#comments",
        "https://courier.example/ferry?utm_source=letter&id=7",
        " https://COURIER.example/ferry?id=7 ",
    ],
)
def test_addresses_of_one_page_are_the_same(other: str) -> None:
    assert keys.url_key(other) == keys.url_key("https://courier.example/ferry?id=7")


def test_addresses_of_other_pages_are_not() -> None:
    assert keys.url_key("https://courier.example/ferry?id=8") != keys.url_key(
        "https://courier.example/ferry?id=7"
    )
    assert keys.url_key("  ") is None


@pytest.mark.parametrize("address", ["https://x.example/c?source={}", "https://x.example/n#/story/{}"])
def test_what_may_name_a_page_counts(address: str) -> None:
    assert keys.url_key(address.format(1)) != keys.url_key(address.format(2))


@given(st.text(st.characters(codec="utf-8"), max_size=300))
def test_any_address_has_a_key_that_fits_an_index(url: str) -> None:
    key = keys.url_key(url)
    assert key is None or len(key) == 64


@pytest.mark.parametrize(
    "other", ["the Pier Keepers’ Union", "Pier  Keepers' union", "THE PIER KEEPERSʼ UNION"]
)
def test_spellings_of_one_name_are_the_same(other: str) -> None:
    assert keys.alias_key(other) == keys.alias_key("Pier Keepers' Union")


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Harbour Safety Board", "harbour-safety-board"),
        ("Pier Keepers’ Union", "pier-keepers-union"),
        ("Zoë Ødegård-Núñez", "zoe-degard-nunez"),
        ("海事局", "source"),
    ],
)
def test_slugs_are_plain(name: str, slug: str) -> None:
    assert keys.slug_of(name) == slug


@given(st.text())
def test_any_name_has_a_slug_and_any_question_is_legal(text: str) -> None:
    assert 1 <= len(keys.slug_of(text)) <= keys.SLUG
    assert "\0" not in keys.legal(text)
    keys.legal(text).encode()
