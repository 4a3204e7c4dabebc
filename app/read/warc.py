"""A web archive (.warc, .warc.gz) -> the articles of its pages, one after the other."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from app.read.checks import MEGABYTE, ReadError
from app.read.html import read_html
from app.read.records import Record, Wrong

ArcWarcRecord = Any  # of warcio, which has no types
MAX_PAGE = 15 * MEGABYTE  # after decompression, as when a page is fetched
PAGES = ("text/html", "application/xhtml+xml")


def _page(record: ArcWarcRecord) -> tuple[bytes, str] | None:
    """The body and the stated encoding of a page that was served; None for any other record."""
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != "200":
        return None
    content_type, _, parameters = (headers.get_header("Content-Type") or "").partition(";")
    if content_type.strip().lower() not in PAGES:
        return None
    _, _, charset = parameters.partition("charset=")
    return record.content_stream().read(MAX_PAGE + 1), charset.strip(" \"'")


def read_warc(path: Path | str) -> Iterator[Record]:
    """A record for each page that holds an article, by its URL, as the archive is read through.

    Pictures, scripts and answers that are errors are passed over. A page without an article does not
    lose the others: it is passed over, and ReadError is raised at the end, naming some of them.
    """
    wrong = Wrong("pages in it that hold no article")
    empty = True
    try:
        with Path(path).open("rb") as file:
            for record in ArchiveIterator(file):
                empty = empty and record.rec_type is None
                if (page := _page(record)) is None:
                    continue
                url = str(record.rec_headers.get_header("WARC-Target-URI") or "")
                name = f"{path}, {url or 'a page without address'}"
                if len(page[0]) > MAX_PAGE:
                    wrong.add(ReadError(f"{name}: the page has more than {MAX_PAGE // MEGABYTE} MB."))
                    continue
                try:
                    draft = read_html(page[0], name, url=url, charset=page[1])
                except ReadError as error:
                    wrong.add(error)
                else:
                    yield Record(url or name, draft)
    except (OSError, EOFError, ArchiveLoadFailed) as error:
        raise ReadError(f"{path}: the archive cannot be read ({error}).") from error
    if empty:
        raise ReadError(f"{path}: this is no web archive (WARC), or it holds nothing.")
    wrong.tell()
