import pytest

from app.domain import Attribution, Span
from app.extract.inversion import from_the_beginning


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    def span(words: str) -> Span:
        at = text.rindex(words)
        return Span(at, at + len(words))

    return Attribution(source=(span(source),), cue=(span(cue),), content=(span(content),))


@pytest.mark.parametrize(
    ("text", "content", "wanted"),
    [
        (
            "It rained. The pier might fall and the quay has moved, Ms Ode said.",
            "the quay has moved",
            "The pier might fall and the quay has moved",
        ),
        ("It rained. The quay has moved, Ms Ode said.", "The quay has moved", "The quay has moved"),
        (
            "He left, but the quay has moved by a metre or so Ms Ode said.",
            "by a metre or so",
            "by a metre or so",
        ),
        ("It left at 7 p.m.\n\nThe quay has moved, Ms Ode said.", "The quay has moved", "The quay has moved"),
        ("“We left,” and the quay has moved, Ms Ode said.", "the quay has moved", "the quay has moved"),
    ],
)
def test_a_closing_cue_takes_its_whole_sentence(text: str, content: str, wanted: str) -> None:
    [found] = from_the_beginning(text, [attribution(text, "Ms Ode", "said", content)])
    assert [span.of(text) for span in found.content] == [wanted]


def test_what_another_says_stays_anothers() -> None:
    text = "Mr Lund said it fell and the quay has moved, Ms Ode said."
    other = Attribution(source=(Span(0, 7),), cue=(Span(8, 12),), content=(Span(13, 20),))
    found = from_the_beginning(text, [other, attribution(text, "Ms Ode", "said", "the quay has moved")])
    assert found[1].content[0].of(text) == "the quay has moved"
