"""The forms in which people are quoted, through the whole extractor, on texts of our own."""

import pytest

from app.domain import Kind
from app.extract.extractor import Extractor

CHAIN = """Ida Rem told the council: “The quay is older than any of us.

“It has stood through two floods.

“It will not stand through a third.”

The council voted in the evening."""

ANSWERS = """{introduction}

Q: Why is the pier closed?

A: The piles are rotten. We found that out in March.

Nobody had looked.

Q: When will it open?

A: In May, if the weather holds."""


def said(extractor: Extractor, text: str) -> list[tuple[str, list[str]]]:
    """Source and content of each outermost claim, loose ends of sentences apart."""
    return [
        (
            " ".join(span.of(text) for span in each.source),
            [span.of(text).strip(" .,?!“”„«»\"'") for span in each.content],
        )
        for each in extractor.extract(text)
        if each.nested_in is None
    ]


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "«»", "„“", "„”", "»«"])
def test_a_quotation_over_several_paragraphs(extractor: Extractor, opening: str, closing: str) -> None:
    text = CHAIN.replace("”", closing).replace("“", opening) if opening != "„" else CHAIN.replace("“", "„")
    text = text.replace("third.”", f"third.{closing}")
    assert said(extractor, text)[0] == (
        "Ida Rem",
        [
            "The quay is older than any of us",
            "It has stood through two floods",
            "It will not stand through a third",
        ],
    )
    assert extractor.extract(text)[0].kind is Kind.DIRECT


def test_a_quotation_over_several_paragraphs_whose_cue_comes_last(extractor: Extractor) -> None:
    text = "“The quay is old.\n\n“It has stood two floods.\n\n“It will fall,” Ida Rem told the council."
    assert said(extractor, text) == [
        ("Ida Rem", ["The quay is old", "It has stood two floods", "It will fall"])
    ]


def test_a_quotation_without_a_cue_is_nobodys(extractor: Extractor) -> None:
    text = "The hall was cold and dark. “Nobody told us anything about the boats.”\n\nOutside it rained."
    assert said(extractor, text) == [("", ["Nobody told us anything about the boats"])]


def test_a_quotation_without_a_cue_goes_on_with_the_speaker(extractor: Extractor) -> None:
    text = "Ida Rem said the pier was closed. She wept. “There was no other way to keep people safe.”"
    claims = said(extractor, text)
    assert {source for source, _ in claims} == {"Ida Rem"}
    assert [part for _, content in claims for part in content] == [
        "the pier was closed",
        "There was no other way to keep people safe",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Ida Rem: “The pier is closed.”",
        "Ida Rem: 'The pier is closed.'",
        'Ida Rem: "The pier is closed."',
        "Ida Rem — “The pier is closed.”",
        "“The pier is closed.” — Ida Rem",
        "“The pier is closed.” – Ida Rem, head of the harbour board.",
        "”The pier is closed.” ― Ida Rem",
        "“The pier is closed.”\n\n— Ida Rem",
        "— The pier is closed, said Ida Rem.",
        "The pier is closed. — Ida Rem (@idarem) 3 March 2024",
        "The pier is closed.\n\n— Ida Rem (@idarem) March 3, 2024",
        "Ida Rem tweeted: “The pier is closed.”",
    ],
)
def test_colons_dashes_and_posts(extractor: Extractor, text: str) -> None:
    assert said(extractor, text) == [("Ida Rem", ["The pier is closed"])]


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "»«", "„“", "„”", "‘’", "''"])
def test_marks_of_all_kinds(extractor: Extractor, marks: str) -> None:
    text = f"{marks[0]}The piles are rotten,{marks[1]} Ida Rem said on Monday."
    [found] = extractor.extract(text)
    assert found.content[0].of(text).strip(marks + ",") == "The piles are rotten"
    assert found.kind is Kind.DIRECT


@pytest.mark.parametrize(
    ("introduction", "answering"),
    [
        ("The Courier spoke to Ida Rem, who runs the harbour of Averby.", "Ida Rem"),
        ("Ida Rem has run the harbour for nine years. She spoke to the Courier.", "Ida Rem"),
        ("The pier of Averby is closed.", ""),
    ],
)
def test_questions_and_answers_under_bare_letters(
    extractor: Extractor, introduction: str, answering: str
) -> None:
    turns = said(extractor, ANSWERS.format(introduction=introduction))[-4:]
    assert turns == [
        ("", ["Why is the pier closed"]),
        (answering, ["The piles are rotten. We found that out in March", "Nobody had looked"]),
        ("", ["When will it open"]),
        (answering, ["In May, if the weather holds"]),
    ]


@pytest.mark.parametrize(
    "labels",
    [
        ("Courier", "Rem"),
        ("THE COURIER", "REM"),
        ("[00:01:02] COURIER", "[00:01:09] REM"),
        ("@courier", "@rem"),
    ],
)
def test_questions_and_answers_under_names(extractor: Extractor, labels: tuple[str, str]) -> None:
    asking, answering = labels
    text = (
        "The Courier met Ida Rem, who knows Rem Street.\n\n"
        f"{asking}: Why is the pier closed?\n\n{answering}: The piles are rotten.\n\n[Laughter]\n\n"
        f"{asking}: Who found out?\n\n{answering}: The engineers."
    )
    assert said(extractor, text)[-4:] == [
        (asking.split("] ")[-1], ["Why is the pier closed"]),
        (answering.split("] ")[-1], ["The piles are rotten"]),
        (asking.split("] ")[-1], ["Who found out"]),
        (answering.split("] ")[-1], ["The engineers"]),
    ]


def test_scare_quotes_titles_and_nicknames_are_no_claims(extractor: Extractor) -> None:
    text = (
        "The so-called “miracle boat” sank on its first trip. Its “unsinkable” hull had cost nine million. "
        "The band “The Drifting Piers” played on, and the book “How We Built the Northern Lights” is out."
    )
    assert said(extractor, text) == []


@pytest.mark.parametrize("mark", ["“", '"', "„", "«"])
def test_a_quotation_that_is_never_closed_ends_with_its_paragraph(extractor: Extractor, mark: str) -> None:
    text = (
        f"Ida Rem said: {mark}The piles are rotten and nobody looked.\n\nThe council met on Tuesday."
        "\n\nJonas Verhage said the fishermen would wait."
    )
    assert said(extractor, text) == [
        ("Ida Rem", ["The piles are rotten and nobody looked"]),
        ("Jonas Verhage", ["the fishermen would wait"]),
    ]


def test_bylines_datelines_and_credits_are_no_claims(extractor: Extractor) -> None:
    text = (
        "By Jonas Verhage, Courier staff\n\nAVERBY (Courier) — The pier is closed, the board said.\n\n"
        "Reporting by Hanne Lund; editing by Ole Rask"
    )
    assert said(extractor, text) == [("the board", ["The pier is closed"])]


def test_a_headline_stays_apart_from_the_first_paragraph(extractor: Extractor) -> None:
    text = "Pier to stay closed, says harbour board\n\nThe pier stays closed until May, the board said."
    assert said(extractor, text) == [
        ("harbour board", ["Pier to stay closed"]),
        ("the board", ["The pier stays closed until May"]),
    ]


def test_a_caption_is_not_read(extractor: Extractor) -> None:
    text = "Rem says the pier is rotten. (Photo: Hanne Lund/Courier)\n\nIda Rem said she had no choice."
    assert said(extractor, text) == [("Ida Rem", ["she had no choice"])]


def test_no_claim_runs_across_paragraphs(extractor: Extractor) -> None:
    text = "Ida Rem said the pier was closed\n\nThe council met on Tuesday\n\nVerhage said he had waited"
    assert said(extractor, text) == [("Ida Rem", ["the pier was closed"]), ("Verhage", ["he had waited"])]


def test_a_written_statement_after_a_colon_is_one_claim(extractor: Extractor) -> None:
    text = (
        "Ida Rem wrote to the passengers:\n\nThe piles are rotten. We knew it. We said nothing.\n\nIt rained."
    )
    assert said(extractor, text) == [("Ida Rem", ["The piles are rotten. We knew it. We said nothing"])]
