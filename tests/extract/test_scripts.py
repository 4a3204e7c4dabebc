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


def test_a_signed_quotation_is_the_signers() -> None:
    assert said("“We will not pay.” – Ida Rem, chairwoman") == [("Ida Rem", "“We will not pay.”")]
    assert said("“We will not pay.” ― Jonas Verhage") == [("Jonas Verhage", "“We will not pay.”")]
    assert said("“We will not pay” – this is what she wrote, and more.") == []


def test_a_scripted_paragraph_is_read_as_one() -> None:
    other = Attribution((Span(30, 33),), (Span(34, 38),), (Span(40, 50),))
    inside = Attribution((Span(5, 7),), (Span(8, 9),), (Span(10, 14),))
    line = Attribution((Span(0, 3),), (Span(3, 4),), (Span(5, 20),))
    assert in_place_of([inside, other], [line]) == [line, other]
