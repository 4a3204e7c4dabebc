import pytest

from app.domain import Span
from app.extract.hedges import hedges_of


def hedges(text: str, cue: str, content: str) -> list[str]:
    def span(part: str) -> tuple[Span, ...]:
        return (Span(text.index(part), text.index(part) + len(part)),)

    return [text[start:end] for start, end in hedges_of(text, span(cue), span(content))]


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        ("The board has allegedly described him as a burden.", "described", "as a burden", ["allegedly"]),
        ("He said reportedly the pier was shut.", "said", "the pier was shut", ["reportedly"]),
        ("She said it might, perhaps, open.", "said", "it might, perhaps, open", ["might", "perhaps"]),
        ("One picture appeared to show smoke.", "appeared to show", "smoke", ["appeared to"]),
        ("One picture appeared to show smoke.", "show", "smoke", ["appeared to"]),
        ("The pier, he said, is thought to be safe.", "said", "is thought to be safe", ["thought to be"]),
        ("They said it could close.", "said", "it could close", ["could"]),
        ("They said it may close in May.", "said", "it may close in May", ["may"]),
        ("They said some suspected thieves fled.", "said", "some suspected thieves fled", ["suspected"]),
        ("He cited unconfirmed reports of smoke.", "cited", "unconfirmed reports of smoke", ["unconfirmed"]),
        ("The ship is said to have left.", "is said to", "have left", ["said to have"]),
    ],
)
def test_hedges_in_and_beside_a_claim(text: str, cue: str, content: str, expected: list[str]) -> None:
    assert hedges(text, cue, content) == expected


@pytest.mark.parametrize(
    "content",
    [
        "the pier opened in May",
        "he could not see the pier",
        "the crew did all they could",
        "she could barely see it",
        "he couldn’t see the pier",
        "the navy’s might was gone",
        "about 40 people were around the pier",
        "it polled likely voters",
        "walkers were more likely to come",
        "she appeared in court",
        "the pier is unlikely",
    ],
)
def test_look_alikes_are_no_hedges(content: str) -> None:
    assert hedges(f"Ms Orrin said {content}.", "said", content) == []


def test_hedge_of_a_clause_whose_beginning_the_content_lacks() -> None:
    text = "Some men might leave and the guild has allegedly called others “dead wood”, he said."
    assert hedges(text, "said", "“dead wood”") == ["allegedly"]


def test_hedge_elsewhere_in_the_sentence_does_not_count() -> None:
    text = "Perhaps annoyed, she said the pier was safe, which it allegedly is not."
    assert hedges(text, "said", "the pier was safe") == []
