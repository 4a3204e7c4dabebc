"""The text of a Word document: {"paragraphs", "title", "author", "captions"}, or {"error"} for users to read.

Reads the two parts that it needs out of the archive and counts what they unpack to. Deleted and moved
text, field codes, notes, headers and the second copy that Word keeps of text boxes stay out.
"""

import json
import sys
import zipfile
import zlib
from io import BytesIO
from typing import IO, Any

from lxml import etree

Element = Any  # of lxml, which has no types
MAX_PAGES = 300
MAX_UNPACKED = 64 * 1024 * 1024  # bytes of one part
WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CORE = "{http://purl.org/dc/elements/1.1/}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DOCUMENT, PROPERTIES = "word/document.xml", "docProps/core.xml"
PARAGRAPH, TEXT, VALUE = f"{WORDS}p", f"{WORDS}t", f"{WORDS}val"
SIGNS = {f"{WORDS}tab": "\t", f"{WORDS}br": "\n", f"{WORDS}cr": "\n", f"{WORDS}noBreakHyphen": "\u2011"}
LEFT_OUT = (f"{WORDS}pPr", f"{WORDS}moveFrom", FALLBACK)
SAFE: dict[str, Any] = {"resolve_entities": False, "load_dtd": False, "no_network": True, "huge_tree": False}
DAMAGE = (etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


class RefusedError(Exception):
    """The document is not read; the message completes a sentence that begins with its name."""


class _Counted:
    """A part of the archive that refuses to unpack to too much."""

    def __init__(self, part: IO[bytes]) -> None:
        self._part = part
        self._left = MAX_UNPACKED

    def read(self, size: int = 65536) -> bytes:
        data = self._part.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise RefusedError(f"the document unpacks to more than {MAX_UNPACKED // 1024 // 1024} MB")
        return data


def _root(archive: zipfile.ZipFile, part: str) -> Element:
    with archive.open(part) as file:
        tree = etree.parse(_Counted(file), etree.XMLParser(**SAFE))
    if tree.docinfo.doctype:  # what entities stand for would be left out without a word
        raise RefusedError("it declares a document type, as no Word document does")
    return tree.getroot()


def _words(element: Element) -> str:
    """The words of a paragraph, without those of paragraphs in it (text boxes), which come by themselves."""
    found = []
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == TEXT:
            found.append(child.text or "")
        elif child.tag in SIGNS:
            found.append(SIGNS[child.tag])
        elif child.tag != PARAGRAPH and child.tag not in LEFT_OUT:
            found.append(_words(child))
    return "".join(found)


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{WORDS}pPr/{WORDS}pStyle")
    return "" if style is None else str(style.get(VALUE, "")).lower()


def read(data: bytes) -> dict[str, object]:
    """Raises RefusedError, and one of DAMAGE where the file is damaged or locked."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = set(archive.namelist())
        if DOCUMENT not in names:
            raise RefusedError("this archive is no Word document (.docx); no other kind is read")
        document = _root(archive, DOCUMENT)
        about = _root(archive, PROPERTIES) if PROPERTIES in names else None
    if sum(1 for _ in document.iter(f"{WORDS}lastRenderedPageBreak")) >= MAX_PAGES:
        raise RefusedError(f"the document has more than {MAX_PAGES} pages")
    written = [
        (_style(paragraph), _words(paragraph).strip())
        for paragraph in document.iter(PARAGRAPH)
        if not any(True for _ in paragraph.iterancestors(FALLBACK))
    ]
    stated = (
        {} if about is None else {element.tag: element.text or "" for element in about.iter(etree.Element)}
    )
    titles = [text for style, text in written if style == "title"]
    return {
        "paragraphs": [text for style, text in written if text and style not in ("title", "caption")],
        "captions": [text for style, text in written if text and style == "caption"],
        "title": " ".join(titles) or stated.get(f"{CORE}title", ""),
        "author": stated.get(f"{CORE}creator", ""),
    }


def main() -> None:
    try:
        found = read(sys.stdin.buffer.read())
    except RefusedError as error:
        found = {"error": str(error)}
    except DAMAGE as error:
        found = {"error": f"the Word document cannot be read ({error})"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
