"""The text layer of a PDF, by PDFium: {"pages": [text], "title", "author"}, or {"error"} for users to read.

Lines end in a line feed; a blank line stands where the page leaves room, or indents, for a paragraph.
"""

import json
import sys
from itertools import pairwise, zip_longest
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

TextPage = Any  # of pypdfium2, which has no types
MAX_PAGES = 300
MAX_CHARACTERS = 1_000_001  # one more than an article may have, so that it is seen to be too long
HYPHEN = 2  # what PDFium puts where a word is parted at a line's end, in place of hyphen and line end
WIDE = 1.4  # times the usual distance of two lines
INDENT = 4.0  # points


class Line(NamedTuple):
    """The characters of a line, and where its first visible one stands, in points from left and below."""

    text: str
    left: float
    bottom: float


def _lines(page: TextPage) -> list[Line]:
    lines: list[Line] = []
    line: list[str] = []
    place: tuple[float, float] | None = None
    for index in range(page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(page, index)
        if code == HYPHEN:
            line.append("-")
        elif code not in (10, 13):
            line.append(chr(code) if code < 0x110000 else "\ufffd")
            if place is None and not line[-1].isspace():
                place = page.get_charbox(index, loose=True)[:2]
        if code in (HYPHEN, 10):
            if place is not None:
                lines.append(Line("".join(line), *place))
            line, place = [], None
    return [*lines, Line("".join(line), *place)] if place is not None else lines


def _begins_paragraph(before: Line, line: Line, after: Line | None, wide: float) -> bool:
    indented = after is not None and min(line.left - before.left, line.left - after.left) > INDENT
    return before.bottom - line.bottom > wide or (indented and line.bottom < before.bottom)


def text_of(page: TextPage) -> str:
    lines = _lines(page)
    steps = sorted(a.bottom - b.bottom for a, b in pairwise(lines) if a.bottom > b.bottom)
    wide = WIDE * steps[len(steps) // 4] if steps else 0.0
    written = [line.text for line in lines[:1]]
    for before, line, after in zip_longest(lines, lines[1:], lines[2:]):
        if line is not None:
            written.extend(["", line.text] if _begins_paragraph(before, line, after, wide) else [line.text])
    return "\n".join(written)


def read(data: bytes) -> dict[str, object]:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pdfium.FPDF_ERR_PASSWORD
        return {
            "error": "the PDF is locked with a password" if locked else f"the PDF cannot be read ({error})"
        }
    if len(document) > MAX_PAGES:
        return {"error": f"the PDF has {len(document):,} pages; at most {MAX_PAGES} are read"}
    pages: list[str] = []
    for index in range(len(document)):
        try:
            page = document[index]
            pages.append(text_of(page.get_textpage()))
        except pypdfium2.PdfiumError as error:
            return {"error": f"page {index + 1} of the PDF cannot be read ({error})"}
        page.close()
        if sum(map(len, pages)) > MAX_CHARACTERS:
            break
    about = document.get_metadata_dict()
    return {"pages": pages, "title": about["Title"], "author": about["Author"]}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(read(sys.stdin.buffer.read())))
