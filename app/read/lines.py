"""Archives as lines of records, unread: what is handed over in parcels is read by whoever gets it."""

import gzip
import json
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app.read.checks import ReadError

FIELDS = ("text", "title", "outlet", "author", "url", "published_at")
AT_ONCE = 256  # rows
ENDINGS = (".jsonl", ".jsonl.gz", ".parquet")


def record_lines(path: str) -> Iterator[bytes]:
    """The records of an archive (.jsonl, .jsonl.gz or .parquet), each as a line of JSON.

    Lines are as they stand in the file, blank ones too, so that they can be counted. Raises ReadError
    where the file cannot be read, or is no such archive.
    """
    if not path.endswith(ENDINGS):
        raise ReadError(f"{path}: this is no archive; give .jsonl, .jsonl.gz or .parquet.")
    yield from _rows(path) if path.endswith(".parquet") else lines_of(path)


def lines_of(path: Path | str) -> Iterator[bytes]:
    """The lines of a file (of its text, where the name ends in .gz). Raises ReadError."""
    path = Path(path)
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as lines:
            for line in lines:
                yield line.rstrip(b"\r\n")
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise ReadError(f"{path}: the file cannot be read ({error}).") from error


def _rows(path: str) -> Iterator[bytes]:
    """Columns are named as the fields of a record; others are left out."""
    try:
        import pyarrow as arrow  # noqa: PLC0415 - an extra that few need
        from pyarrow import parquet  # noqa: PLC0415
    except ImportError as error:
        raise ReadError(
            f"{path}: Parquet needs pyarrow; install it with pip install 'sourcelight[parquet]', "
            "or give the archive as JSON Lines."
        ) from error
    try:
        with parquet.ParquetFile(path) as file:
            there = [name for name in file.schema_arrow.names if name in ("id", *FIELDS)]
            if missing := [name for name in ("id", "text") if name not in there]:
                raise ReadError(
                    f"{path}: the column “{missing[0]}” is missing; a record has “id” and “text”."
                )
            for rows in file.iter_batches(AT_ONCE, columns=there):
                for row in rows.to_pylist():
                    yield json.dumps(row, default=_plain).encode()
    except (OSError, arrow.ArrowException) as error:
        raise ReadError(f"{path}: the file cannot be read ({error}).") from error


def _plain(value: object) -> str:
    """As it is written in JSON: a date or a moment, and bytes, which stand for text in some archives.

    What is no UTF-8 becomes lone surrogates, which the record's reader refuses.
    """
    if isinstance(value, bytes):
        return value.decode(errors="surrogateescape")
    return value.isoformat() if isinstance(value, date) else str(value)
