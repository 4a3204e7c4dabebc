from app.present.notes import notes
from tests.present.articles import page
from tests.present.claims import chip, claim

ANN, BOB = chip("ann"), chip("bob")


def test_sources_are_numbered_as_they_first_speak_and_their_claims_as_they_stand() -> None:
    found = notes(
        page([claim("a", (0, 1), by=(BOB,)), claim("b", (2, 3), by=(ANN, BOB)), claim("c", (4, 5))])
    )
    assert [
        (note.number, note.chip.slug, "".join(each.id for each in note.claims)) for note in found.notes
    ] == [
        (1, "bob", "ab"),
        (2, "ann", "b"),
        (3, "", "c"),
    ]
    assert found.signs == {"a": "1.1", "b": "2.1, 1.2", "c": "3.1"}
