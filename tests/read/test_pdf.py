import shutil
import time
import zlib
from pathlib import Path

import pytest

from app.read import ReadError, process, read_upload
from app.read.pdf import paragraphs
from tests.read.documents import make_pdf

FIRST = [
    "The harbour board closed the north pier on Monday after an inspec-",
    "tion found rust in eleven of its piles. It said that the pier would",
    "stay closed for a year.",
    "",
    "Ferries leave from the south pier until then, as they did before the",
    "1",
]
SECOND = ["2 / 2", "war, and nobody needs to change a ticket."]


def test_lines_become_paragraphs_again() -> None:
    draft = read_upload("pier.pdf", "application/pdf", make_pdf(FIRST, SECOND, title="Pier shut"))
    assert draft.text.split("\n\n") == [
        "The harbour board closed the north pier on Monday after an inspection found rust in eleven of its "
        "piles. It said that the pier would stay closed for a year.",
        "Ferries leave from the south pier until then, as they did before the war, and nobody needs to "
        "change a ticket.",
    ]
    assert draft.title == "Pier shut"
    assert draft.language == "en"


def test_short_line_that_ends_a_sentence_ends_its_paragraph() -> None:
    lines = [
        "The board closed the pier on Monday and said",
        "that it was rusty.",
        "Ferries leave from the other pier.",
    ]
    assert paragraphs(["\n".join(lines)]) == [
        "The board closed the pier on Monday and said that it was rusty.",
        "Ferries leave from the other pier.",
    ]


def test_a_paragraph_of_many_lines_takes_no_time() -> None:
    began = time.process_time()
    [paragraph] = paragraphs(
        ["\n".join(["The board closed the pier on Monday and said that it was an inspec-", "tion"] * 7000)]
    )
    assert paragraph.count("inspection") == 7000
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no pdf at all", "this is no PDF, though it is called one"),
        (b"%PDF-1.7 and nothing else", "the PDF cannot be read"),
        (make_pdf(FIRST)[:300], "the PDF cannot be read"),
        (make_pdf([]), "the PDF holds no text"),
        (make_pdf(FIRST, locked=True), "the PDF is locked with a password"),
        (make_pdf(*[["A page."]] * 301), "the PDF has 301 pages; at most 300 are read"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=rf"^pier\.pdf: {reason}"):
        read_upload("pier.pdf", "", data)


def test_room_between_lines_and_an_indent_begin_a_paragraph() -> None:
    lines = [
        "The board closed the pier on Monday and said so in a letter of ten pages that it sent to all",
        "of the ferries. It was rusty.",
        "",
        "Nobody was surprised by this, the harbour master said, since the pier had been rusty for years",
        "and years.",
    ]
    draft = read_upload("pier.pdf", "", make_pdf(lines))
    assert [text[:6] for text in draft.text.split("\n\n")] == ["The bo", "Nobody"]


def test_file_that_is_called_something_else_is_read_as_what_it_is() -> None:
    assert read_upload("pier.txt", "text/plain", make_pdf(FIRST)).text.startswith("The harbour board")


BOMBS = {
    "memory": """
import sys; data = bytearray(600 * 1024 * 1024); sys.stdout.write("{}")""",
    "time": "while True: pass",
    "output": "import sys\nwhile True: sys.stdout.write('x' * 65536)",
    "end": "import os; os.abort()",
    "nonsense": "print('no JSON')",
    "no object": "print('[]')",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_what_harms_the_parser_ends_its_process_and_is_said(
    bomb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limits themselves, under a parser that does what a hostile file would make it do."""
    apart = tmp_path / "apart"
    shutil.copytree(process.APART, apart)
    (apart / "pdf.py").write_text(BOMBS[bomb])
    monkeypatch.setattr(process, "APART", apart)
    monkeypatch.setattr(process, "SECONDS", 3)
    with pytest.raises(ReadError, match=r"^pier\.pdf: the PDF (cannot be read: it|was not read in 3)"):
        read_upload("pier.pdf", "", make_pdf(FIRST))


def test_a_page_that_unpacks_to_gigabytes_is_left() -> None:
    once = zlib.compress(bytes(200 * 1024 * 1024), 9)
    twice = zlib.compress(once, 9)
    stream = f"<< /Length {len(twice)} /Filter [/FlateDecode /FlateDecode] >>\nstream\n".encode() + twice
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R >>"
    bodies = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"]
    bodies += [stream + b"\nendstream", page]
    data = b"%PDF-1.4\n" + b"".join(
        b"%d 0 obj\n%b\nendobj\n" % (number, body) for number, body in enumerate(bodies, start=1)
    )
    with pytest.raises(ReadError, match=r"^bomb\.pdf: the PDF"):
        read_upload("bomb.pdf", "", data + b"trailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n")
