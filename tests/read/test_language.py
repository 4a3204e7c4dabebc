import pytest

from app.read.language import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The harbour board closed the north pier on Monday, and nobody was hurt.", "en"),
        ("Der Hafenausschuss hat die Nordmole am Montag geschlossen; verletzt wurde niemand.", "de"),
        ("Le comité du port a fermé la jetée nord lundi, et personne n’a été blessé.", "fr"),
        ("Комитет порта закрыл северный причал в понедельник, никто не пострадал.", "ru"),
        ("Pier shut.", ""),
        ("1234 5678 " * 20, ""),
        ("", ""),
    ],
)
def test_language(text: str, code: str) -> None:
    assert language_of(text) == code
