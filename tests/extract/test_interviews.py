import pytest

from app.extract.interviews import interviewed


@pytest.mark.parametrize(
    ("introduction", "who"),
    [
        ("The Courier spoke to Ida Rem, who runs the harbour.", "Ida Rem"),
        ("We talked with the harbour master Ida Rem.", "Ida Rem"),
        ("Ida Rem spoke to the Averby Courier about the pier.", "Ida Rem"),
        ("In an interview with the Courier, Jonas Verhage explained the plan.", "Jonas Verhage"),
        ("Ida Rem told in an interview with the Courier’s Hanne Lund what she knew.", "Ida Rem"),
        ("Ida Rem has run the harbour for nine years. She spoke to the Courier.", "Ida Rem"),
        ("Hanne Lund met the board. Ida Rem is its head. Rem took a few questions.", "Ida Rem"),
        ("Ida Rem has run the harbour for nine years.", None),
        ("The board took questions.", None),
        ("", None),
    ],
)
def test_who_is_answering(introduction: str, who: str | None) -> None:
    found = interviewed(introduction, len(introduction))
    assert [span.of(introduction) for span in found] == ([who] if who else [])
