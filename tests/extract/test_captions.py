import pytest

from app.extract.captions import is_caption


@pytest.mark.parametrize(
    "paragraph",
    [
        "Boats at the north pier in March - AP/Hanne Lund",
        "Boats at the north pier in March – Getty Images",
        "Boats at the north pier in March — Hanne Lund/Reuters",
        "Boats at the north pier. (AFP via Getty Images)",
        "Boats at the north pier in March. Photograph: Hanne Lund/The Courier",
        "Boats at the north pier (Photo: Hanne Lund)",
        "Boats at the north pier in March. Credit: Hanne Lund",
        "Boats at the north pier. © Hanne Lund",
    ],
)
def test_credit_marks_a_caption(paragraph: str) -> None:
    assert is_caption(paragraph)


@pytest.mark.parametrize(
    "paragraph",
    [
        "Boats at the north pier in March",
        "The board said the pier was shut - for good, it seemed, to Reuters.",
        "“The pier is shut,” the board told AP.",
        "The pier is shut, according to the Associated Press (AP).",
        "The picture: a pier nobody wants. It was shut in March, the board said.",
        "She gave him credit: nobody else had come.",
        "",
    ],
)
def test_prose_is_no_caption(paragraph: str) -> None:
    assert not is_caption(paragraph)
