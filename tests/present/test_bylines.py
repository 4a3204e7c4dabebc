import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.present.bylines import authors


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("", []),
        ("Wren Abara", ["Abara, Wren"]),
        ("By Wren Abara", ["Abara, Wren"]),
        ("By Wren Abara and Bo Voss", ["Abara, Wren", "Voss, Bo"]),
        ("Wren Abara, Bo Voss & Cy Moss", ["Abara, Wren", "Voss, Bo", "Moss, Cy"]),
        ("Wren Abara; Bo Voss", ["Abara, Wren", "Voss, Bo"]),
        ("Wren Abara, Wren Abara", ["Abara, Wren"]),
        ("Abara, Wren", ["Abara, Wren"]),
        ("Abara, Wren and Voss, Bo", ["Abara, Wren", "Voss, Bo"]),
        ("van der Voss, Bo", ["van der Voss, Bo"]),
        ("Bo van der Voss", ["van der Voss, Bo"]),
        ("Ann Lee Jr.", ["Lee, Ann, Jr."]),
        ("Ann Lee, Jr.", ["Lee, Ann, Jr."]),
        ("Wren Abara in Kestle", ["Abara, Wren"]),
        ("Wren Abara, chief reporter", ["Abara, Wren"]),
        ("Wren Abara <wren@courier.example>", ["Abara, Wren"]),
        ("Kestle Press Agency", ["Kestle Press Agency"]),
        ("Wren Abara, Kestle Press Agency", ["Abara, Wren", "Kestle Press Agency"]),
        ("Kestle Wire", ["Kestle Wire"]),
        ("Agence Kestle", ["Agence Kestle"]),
        ("Al Jazeera", ["Al Jazeera"]),
        ("Deutsche Welle", ["Deutsche Welle"]),
        ("Dow Jones Newswires", ["Dow Jones Newswires"]),
        ("By Wren Abara, Kestle Wire", ["Abara, Wren", "Kestle Wire"]),
        ("Reuters, AP", ["Reuters", "AP"]),
        ("The Editors", ["The Editors"]),
        ("Marlo", ["Marlo"]),
    ],
)
def test_a_byline_is_names(byline: str, names: list[str]) -> None:
    assert [name.turned for name in authors(byline)] == names


@given(st.text(max_size=80))
def test_any_byline_is_names_with_something_in_them(byline: str) -> None:
    for name in authors(byline):
        assert name.turned.strip()
        assert bool(name.literal) != bool(name.family)
