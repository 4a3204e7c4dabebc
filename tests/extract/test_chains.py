from app.domain import Attribution, Span
from app.extract.chains import chains, joined
from app.paragraphs import paragraph_spans

TEXT = "Rem said: “The quay is old.\n\n“It has stood two floods.\n\n“It will fall.”\n\nThe council voted."


def prose(text: str) -> list[Span]:
    return [Span(*span) for span in paragraph_spans(text)]


def span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def parts(text: str) -> list[list[str]]:
    return [[part.of(text) for part in chain] for chain in chains(text, prose(text))]


def test_a_quotation_goes_on_where_its_opening_mark_is_repeated() -> None:
    assert parts(TEXT) == [["“The quay is old.", "“It has stood two floods.", "“It will fall.”"]]
    for opening, closing in (('"', '"'), ("«", "»"), ("''", "''")):
        text = TEXT.replace("“", opening).replace("”", closing)
        assert [len(chain) for chain in parts(text)] == [3]


def test_a_forgotten_closing_mark_makes_no_quotation_of_what_follows() -> None:
    assert parts("Rem said: “The quay is old.\n\nThe council voted.") == []
    assert parts("“The quay is old.\n\n“It will fall.\n\nThe council voted.") == []


def test_the_whole_quotation_is_its_speakers() -> None:
    rem = Attribution((span(TEXT, "Rem"),), (span(TEXT, "said:"),), (span(TEXT, "The quay is old."),))
    stray = Attribution((span(TEXT, "The council"),), (span(TEXT, "voted"),), (span(TEXT, "It will fall.”"),))
    [found] = joined(TEXT, [rem, stray], prose(TEXT))
    assert found.source == rem.source
    assert [part.of(TEXT) for part in found.content] == parts(TEXT)[0]


def test_two_cues_make_two_quotations() -> None:
    text = "“The quay is old,” Rem said. “It fell.\n\n“Nobody asked us,” Lund added."
    rem = Attribution((span(text, "Rem"),), (span(text, "said"),), (span(text, "“It fell."),))
    lund = Attribution((span(text, "Lund"),), (span(text, "added"),), (span(text, "“Nobody asked us,”"),))
    assert joined(text, [rem, lund], prose(text)) == [rem, lund]
