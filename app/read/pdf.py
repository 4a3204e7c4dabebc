"""A PDF with a text layer -> a draft: its lines put together to paragraphs again."""

import re
from itertools import chain

from app.domain import Draft
from app.read.checks import REPLACEMENT, UNSTORABLE, ReadError
from app.read.drafts import make_draft
from app.read.process import read_apart

PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.!?…:][”’\"')\]]*$")
HYPHENATED = re.compile(r"[^\W\d_]-$|\u00ad$")
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
    parts = lines[:1]
    for line in lines[1:]:
        if HYPHENATED.search(parts[-1][-2:]) and line[:1].islower():
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        else:
            parts.append(f" {line}")
    return "".join(parts)


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
    found = read_apart("pdf", data, name, what="the PDF")
    pages = [UNSTORABLE.sub(REPLACEMENT, page) for page in found["pages"]]
    title, author = (UNSTORABLE.sub("", found[field]) for field in ("title", "author"))
    blocks = paragraphs(pages)
    if not blocks:
        raise ReadError(f"{name}: the PDF holds no text, only pictures. Run text recognition on it first.")
    if len(blocks) > 1 and blocks[0].casefold() == title.strip().casefold():
        del blocks[0]
    return make_draft("\n\n".join(blocks), name, title=title, author=author)
