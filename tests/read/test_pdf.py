import io

import pytest
from pypdf import PdfReader, PdfWriter

from app.read import ReadError, read_bytes
from app.read.pdf import paragraphs


def make_pdf(*pages: list[str], title: str = "") -> bytes:
    """A PDF whose pages hold the given lines, one below the other; an empty line leaves a gap."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    kids = []
    for lines in pages:
        shown = "\n".join(f"({line}) Tj T*" if line else "T*" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 40 780 Td\n{shown}\nET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({title}) >>")
    document, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(document))
        document += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    trailer = (
        f"trailer\n<< /Size {size} /Root 1 0 R /Info {size - 1} 0 R >>\nstartxref\n{len(document)}\n%%EOF\n"
    )
    return (document + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}").encode("latin-1")


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
    draft = read_bytes(make_pdf(FIRST, SECOND, title="Pier shut"), "pier.pdf")
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


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no pdf at all", "the PDF cannot be read"),
        (make_pdf(FIRST)[:300], "the PDF cannot be read"),
        (make_pdf([]), "the PDF holds no text"),
    ],
)
def test_what_cannot_be_read_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=rf"^pier\.pdf: {reason}"):
        read_bytes(data, "pier.pdf")


def test_locked_pdf_is_named() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf(FIRST))))
    writer.encrypt("secret", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(ReadError, match=r"^pier\.pdf: the PDF is locked"):
        read_bytes(locked.getvalue(), "pier.pdf")
