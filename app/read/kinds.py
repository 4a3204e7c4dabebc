"""What a file is: by how it begins, and only where that tells nothing by what it is said to be."""

import re
from enum import StrEnum
from pathlib import Path

from app.read.checks import ReadError


class FileKind(StrEnum):
    TEXT = "text"
    PAGE = "html"
    PDF = "pdf"
    DOCX = "docx"
    MAIL = "eml"
    GZIP = "gz"


ENDINGS = {
    ".txt": FileKind.TEXT,
    ".html": FileKind.PAGE,
    ".htm": FileKind.PAGE,
    ".pdf": FileKind.PDF,
    ".docx": FileKind.DOCX,
    ".eml": FileKind.MAIL,
    ".gz": FileKind.GZIP,
}
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MEDIA_TYPES = {
    "text/html": FileKind.PAGE,
    "application/xhtml+xml": FileKind.PAGE,
    "application/pdf": FileKind.PDF,
    DOCX_TYPE: FileKind.DOCX,
    "message/rfc822": FileKind.MAIL,
    "application/gzip": FileKind.GZIP,
}
START = 20_000  # bytes in which a file shows what it is
# Byte order mark, declarations, comments; possessive, since what is not there must be told in one pass.
BEGIN = r"\A\ufeff?\s*+(?:(?><\?[^>]*+>|<!--.*?-->)\s*+)*+"
SIGNS = {
    FileKind.PDF: re.compile(r"\A\s{0,100}%PDF-"),
    FileKind.DOCX: re.compile(r"\APK\x03\x04"),
    FileKind.GZIP: re.compile(r"\A\x1f\x8b"),
    FileKind.PAGE: re.compile(BEGIN + r"<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL),
    FileKind.MAIL: re.compile(
        r"\A(?:From [^\n]*\n)?(?:(?!title:|date )[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){3,}\r?\n", re.IGNORECASE
    ),
}
MAIL_HEADER = re.compile(r"^(?:received|from|message-id|mime-version):\s", re.IGNORECASE | re.MULTILINE)
FOREIGN = {
    "an Office file of the older kind; save it as .docx": re.compile(r"\A\xd0\xcf\x11\xe0"),
    "an RTF file; save it as .docx or .txt": re.compile(r"\A\{\\rtf"),
    "a picture; run text recognition on it and give the text": re.compile(
        r"\A(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF.{4}WEBP|II\*\x00|MM\x00\*)", re.DOTALL
    ),
    "a web archive, which is read by “sourcelight ingest” from the command line": re.compile(r"\AWARC/"),
    "a feed, which announces articles but holds none; follow it instead": re.compile(
        BEGIN + r"<(?:rss|feed|rdf:rdf)\b", re.IGNORECASE | re.DOTALL
    ),
}


def _stated(name: str, content_type: str) -> FileKind | None:
    """What name and media type say. “text/plain” is said of many things, and says less than the name."""
    content_type = content_type.partition(";")[0].strip().lower()
    ending = ENDINGS.get(Path(name.lower()).suffix)
    return (
        MEDIA_TYPES.get(content_type) or ending or (FileKind.TEXT if content_type == "text/plain" else None)
    )


def kind_of(data: bytes, name: str, content_type: str = "") -> FileKind:
    """The kind of a file; raises ReadError for one that is not read, saying what it is where that shows."""
    start = data[:START].decode("latin-1").replace("\xef\xbb\xbf", "\ufeff", 1)
    for kind, sign in SIGNS.items():
        if sign.match(start) and (kind is not FileKind.MAIL or MAIL_HEADER.search(start)):
            return kind
    for what, sign in FOREIGN.items():
        if sign.match(start):
            raise ReadError(f"{name}: this is {what}.")
    stated = _stated(name, content_type)
    if stated is None:
        raise ReadError(f"{name}: this kind of file is not read; use .txt, .html, .pdf, .docx or .eml.")
    if stated in (FileKind.PDF, FileKind.DOCX, FileKind.GZIP):
        what = {"pdf": "PDF", "docx": "Word document", "gz": "gzipped file"}[stated]
        raise ReadError(f"{name}: this is no {what}, though it is called one; it does not begin as they do.")
    return stated
