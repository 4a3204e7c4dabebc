import pytest

from app.domain import Attribution, Span
from app.extract.hearsay import is_hearsay


def attribution(text: str, source: str, cue: str) -> Attribution:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    return Attribution(source=(span(source),), cue=(span(cue),), content=(Span(0, len(text)),))


@pytest.mark.parametrize(
    ("text", "source", "cue", "wanted"),
    [
        ("Soldiers said to be islanders were seen at the pier.", "Soldiers", "said", True),
        ("The ship was believed to have sunk.", "The ship", "was believed", True),
        ("The mayor said they were careful.", "The mayor", "said", False),
        ("She thought it was late.", "She", "thought", False),
    ],
)
def test_what_is_said_to_be_is_nobodys_claim(text: str, source: str, cue: str, wanted: bool) -> None:
    assert is_hearsay(text, attribution(text, source, cue)) is wanted
