from app.domain import Attribution, Span
from app.extract.confined import confined
from app.paragraphs import paragraph_spans


def contents(text: str, cue: str, *parts: str) -> list[str]:
    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    found = Attribution((), (span(cue),), tuple(span(part) for part in parts))
    prose = [Span(*each) for each in paragraph_spans(text)]
    return [part.of(text) for each in confined(text, [found], prose) for part in each.content]


def test_a_claim_does_not_run_into_the_next_sentence_or_paragraph() -> None:
    text = "The pier is shut, Rem said. It rained at 7 p.m.\n\nThe boats lay still."
    assert contents(text, "said", "The pier is shut", "It rained") == ["The pier is shut"]
    assert contents(text, "said", "The pier is shut", "The boats") == ["The pier is shut"]
    assert contents(text, "said", "The boats lay still") == []


def test_a_quotation_may_go_on_there() -> None:
    text = "“The pier is shut,” Rem said. “It is rotten.”\n\n“We knew,” she added."
    assert contents(text, "said", "“The pier is shut,”", "“It is rotten.”") == [
        "“The pier is shut,”",
        "“It is rotten.”",
    ]


def test_a_heading_in_single_marks_is_no_part_of_it() -> None:
    text = "“The pier is shut,” Rem said.\n\n'Nobody told us'\n\nIt rained."
    assert contents(text, "said", "“The pier is shut,”", "'Nobody told us'") == ["“The pier is shut,”"]


def test_a_colon_announces_the_whole_next_paragraph() -> None:
    text = "Rem wrote on the wall:\n\nThe pier is rotten. We knew it. We said nothing.\n\nIt rained."
    assert contents(text, "wrote", "The pier is rotten") == [
        "The pier is rotten. We knew it. We said nothing."
    ]
