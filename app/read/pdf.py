"""A PDF with a text layer -> a draft: its lines put together to paragraphs again."""

import re
from io import BytesIO
from itertools import chain

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from app.domain import Draft
from app.read.checks import UNSTORABLE, ReadError
from app.read.drafts import make_draft

PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…:][”’\"')\]]*$")
HYPHENATED = re.compile(r"[^\W\d_]-$|\u00ad$")
REPLACEMENT = "\ufffd"  # for what a font without a proper table of its characters gives
# pypdf meets damage in a file with all of these.
DAMAGE = (
    PyPdfError,
    AssertionError,
    AttributeError,
    IndexError,
    KeyError,
    RecursionError,
    TypeError,
    ValueError,
)
FULL = 0.75  # a line shorter than this share of the longest ones has room left, so that its paragraph ends


def _lines(page: str) -> list[str]:
    """The lines of a page without its number."""
    lines = [line.strip() for line in page.splitlines()]
    while lines and (not lines[-1] or PAGE_NUMBER.fullmatch(lines[-1])):
        lines.pop()
    while lines and (not lines[0] or PAGE_NUMBER.fullmatch(lines[0])):
        lines.pop(0)
    return lines


def _joined(lines: list[str]) -> str:
    text = ""
    for line in lines:
        if HYPHENATED.search(text) and line[:1].islower():
            text = text[:-1] + line
        else:
            text = f"{text} {line}" if text else line
    return text


def paragraphs(pages: list[str]) -> list[str]:
    """Paragraphs of the pages' text. A blank line ends one, and so does a sentence's end in a short line.

    A word that a hyphen parts at a line's end is joined; a paragraph may run over a page's end.
    """
    lines = list(chain.from_iterable(map(_lines, pages)))
    lengths = sorted(len(line) for line in lines if line)
    full = FULL * lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        if not line or (len(line) < full and SENTENCE_END.search(line)):
            found.append([])
    return [_joined(block) for block in found if block]


def read_pdf(data: bytes, name: str) -> Draft:
    """Draft of a PDF's bytes; raises ReadError where it is damaged, locked, or only pictures of pages."""
    try:
        reader = PdfReader(BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError(f"{name}: the PDF is locked with a password.")
        pages = [UNSTORABLE.sub(REPLACEMENT, page.extract_text()) for page in reader.pages]
        about = reader.metadata
        title, author = (about.title or "", about.author or "") if about else ("", "")
    except DAMAGE as error:
        raise ReadError(f"{name}: the PDF cannot be read ({error}).") from error
    text = "\n\n".join(paragraphs(pages))
    if not text:
        raise ReadError(f"{name}: the PDF holds no text, only pictures. Run text recognition on it first.")
    return make_draft(text, name, title=title, author=author)
