"""A file, by its name's ending -> a draft."""

import gzip
import io
import zlib
from collections.abc import Callable
from pathlib import Path

from app.domain import Draft
from app.read.checks import ReadError, check_size
from app.read.html import read_html
from app.read.pdf import read_pdf
from app.read.text import read_text
from app.settings import MAX_UPLOAD

READERS: dict[str, Callable[[bytes, str], Draft]] = {
    ".txt": read_text,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
}


def _unzipped(data: bytes, name: str) -> bytes:
    """What a gzipped file holds, but no more than is needed to see that it is too much."""
    try:
        with gzip.open(io.BytesIO(data)) as file:
            return file.read(MAX_UPLOAD + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ReadError(f"{name}: the file is not gzipped, or is damaged ({error}).") from error


def read_bytes(data: bytes, name: str) -> Draft:
    """Draft of a file's bytes; its name tells what they are and begins every error's message.

    Reads .txt, .html, .htm and .pdf, each also with .gz after it. Raises ReadError.
    """
    plain = name.lower().removesuffix(".gz")
    reader = READERS.get(Path(plain).suffix)
    if reader is None:
        raise ReadError(f"{name}: this kind of file is not read; use {', '.join(READERS)} or .jsonl.")
    check_size(len(data), name)
    if plain != name.lower():
        data = _unzipped(data, name)
        check_size(len(data), name)
    return reader(data, name)


def read_path(path: Path | str) -> Draft:
    """Draft of one file; raises ReadError. An address is refused: nothing is fetched."""
    if str(path).lower().startswith(("http://", "https://")):
        raise ReadError(f"{path}: fetching addresses is not available yet. Save the page and give the file.")
    path = Path(path)
    try:
        check_size(path.stat().st_size, str(path))
        data = path.read_bytes()
    except OSError as error:
        raise ReadError(f"{path}: the file cannot be read ({error.strerror}).") from error
    return read_bytes(data, str(path))
