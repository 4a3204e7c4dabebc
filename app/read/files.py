"""A file -> a draft, by what it holds rather than by what it is called."""

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from app.domain import Draft
from app.read.checks import ReadError, check_size
from app.read.docx import read_docx
from app.read.eml import read_eml
from app.read.html import read_html
from app.read.kinds import FileKind, kind_of
from app.read.pdf import read_pdf
from app.read.records import Record, read_jsonl
from app.read.text import read_text
from app.read.urls import is_url
from app.read.warc import read_warc
from app.settings import MAX_UPLOAD

READERS: dict[FileKind, Callable[[bytes, str], Draft]] = {
    FileKind.TEXT: read_text,
    FileKind.PAGE: read_html,
    FileKind.PDF: read_pdf,
    FileKind.DOCX: read_docx,
    FileKind.MAIL: read_eml,
}
# Files of many articles, which are read as a stream.
ARCHIVES: dict[str, Callable[[str], Iterator[Record]]] = {
    ".jsonl": read_jsonl,
    ".jsonl.gz": read_jsonl,
    ".warc": read_warc,
    ".warc.gz": read_warc,
}


def _unzipped(data: bytes, name: str) -> bytes:
    """What a gzipped file holds, but no more than is needed to see that it is too much."""
    try:
        with gzip.open(io.BytesIO(data)) as file:
            return file.read(MAX_UPLOAD + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"{name}: the file is gzipped, but damaged ({error}).") from error


def read_upload(name: str, content_type: str, data: bytes) -> Draft:
    """Draft of a file's bytes; its name begins every error's message.

    Reads plain text, web pages, PDF, Word documents (.docx) and mails (.eml), each also gzipped.
    Which of these it is, its first bytes tell; name and media type count where they do not. Raises
    ReadError.
    """
    check_size(len(data), name)
    kind = kind_of(data, name, content_type)
    if kind is FileKind.GZIP:
        data = _unzipped(data, name)
        check_size(len(data), name)
        kind = kind_of(data, name.removesuffix(".gz"))
        if kind is FileKind.GZIP:
            raise ReadError(f"{name}: the file is gzipped twice; unpack it first.")
    return READERS[kind](data, name)


def read_path(path: Path | str) -> Draft:
    """Draft of one file; raises ReadError."""
    path = Path(path)
    try:
        check_size(path.stat().st_size, str(path))
        data = path.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a name with NUL
        reason = error.strerror if isinstance(error, OSError) else error
        raise ReadError(f"{path}: the file cannot be read ({reason}).") from error
    return read_upload(str(path), "", data)


def archive_reader(path: str) -> Callable[[str], Iterator[Record]] | None:
    """What reads the records of an archive, a file of many articles; None for a file of one, or a URL."""
    if is_url(path):
        return None
    suffixes = "".join(Path(path).suffixes[-2:])
    return ARCHIVES.get(suffixes) or ARCHIVES.get(Path(path).suffix)
