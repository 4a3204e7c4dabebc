from app.domain import Attribution, Span
from app.extract.scripts import in_place_of, scripted
from app.paragraphs import paragraph_spans


def said(text: str) -> list[tuple[str, str]]:
    found = scripted(text, [Span(*span) for span in paragraph_spans(text)])
    return [(each.source[0].of(text), each.content[0].of(text)) for each in found]


def test_each_line_of_a_transcript_is_its_speakers() -> None:
    text = "REM: We did not know.\n\nVERHAGE (laughing): You were told.\n\n“REM: Not by you.”"
    assert said(text) == [
        ("REM", "We did not know."),
        ("VERHAGE", "You were told."),
        ("REM", "Not by you.”"),
    ]


def test_a_heading_is_no_transcript() -> None:
    assert said("UPDATE: The ferry is afloat.\n\nIt sails on Monday.") == []


def test_lines_of_counts_and_headings_are_no_transcript() -> None:
    assert said("Ida Rem: 1,769.\n\nJonas Verhage: 46.\n\nIda Rem: 2,316.") == []
    assert said("Note: Bring a coat.\n\nPrice: Nine crowns.\n\nNote: No dogs.") == []


def test_a_line_goes_on_in_the_paragraphs_up_to_the_next() -> None:
    text = (
        "Ida Rem: We did not know.\n\n[Laughter]\n\nNobody did.\n\nOle Rask: You were told.\n\nIda Rem: No."
    )
    turns = scripted(text, [Span(*span) for span in paragraph_spans(text)])
    assert [[part.of(text) for part in each.content] for each in turns] == [
        ["We did not know.", "Nobody did."],
        ["You were told."],
        ["No."],
    ]


def test_a_signed_quotation_is_the_signers() -> None:
    assert said("“We will not pay.” – Ida Rem, chairwoman") == [("Ida Rem", "“We will not pay.”")]
    assert said("“We will not pay.” ― Jonas Verhage") == [("Jonas Verhage", "“We will not pay.”")]
    assert said("“We will not pay” – this is what she wrote, and more.") == []


def test_a_scripted_paragraph_is_read_as_one() -> None:
    other = Attribution((Span(30, 33),), (Span(34, 38),), (Span(40, 50),))
    inside = Attribution((Span(5, 7),), (Span(8, 9),), (Span(10, 14),))
    line = Attribution((Span(0, 3),), (Span(3, 4),), (Span(5, 20),))
    assert in_place_of([inside, other], [line], [Span(0, 20), Span(30, 50)]) == [line, other]
