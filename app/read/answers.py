"""What a server answered: refused where it is an error or of no use, read and counted otherwise."""

import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import httpx

from app.read.checks import MEGABYTE
from app.read.urls import FetchError, parse_url, shown

MAX_SECONDS = 20.0  # in all: names, connections, redirects and the whole body
MAX_BODY = 15 * MEGABYTE  # after decompression
NOT_MODIFIED = 304
REASONS = {
    401: "the server wants a login; open the page in your browser and send it from there",
    402: "the server wants a subscription; open the page in your browser and send it from there",
    403: "the server refuses it; open the page in your browser and send it from there",
    404: "the server has no such page",
    410: "the server has taken this page away",
    429: "the server asks to wait",
    451: "the server may not give it, for legal reasons",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: its body without compression, and the URL that it came from in the end."""

    url: str
    data: bytes = b""
    content_type: str = ""  # without parameters, in lower case
    charset: str = ""  # as the server states it
    etag: str = ""
    last_modified: str = ""
    not_modified: bool = False  # the server says that nothing is new; then there is no body


def next_url(answer: httpx.Response, url: httpx.URL, name: str) -> httpx.URL:
    """Where an answer redirects to; raises FetchError where that is nowhere, or not fetched."""
    location = answer.headers.get("location", "")
    if not location:
        raise FetchError(f"{name}: the server redirects without saying where to.")
    try:
        return parse_url(str(url.join(location)))
    except httpx.InvalidURL as error:
        raise FetchError(f"{name}: the server redirects to {shown(location)}, which is no URL.") from error
    except FetchError as error:
        raise FetchError(f"{name}: the server redirects to {error}") from error


def fetched(
    answer: httpx.Response, url: httpx.URL, name: str, *, types: frozenset[str], deadline: float
) -> Fetched:
    """The answer with its body. Raises FetchError, and what the transport raises while it reads."""
    headers = answer.headers
    known = {"etag": headers.get("etag", ""), "last_modified": headers.get("last-modified", "")}
    if answer.status_code == NOT_MODIFIED:
        return Fetched(str(url), not_modified=True, **known)
    if answer.status_code != 200:
        reason = REASONS.get(answer.status_code, "the server fails to give it")
        raise FetchError(
            f"{name}: {reason} (status {answer.status_code}).",
            status=answer.status_code,
            retry_after=_retry_after(headers.get("retry-after", "")),
        )
    content_type, _, _ = headers.get("content-type", "").partition(";")
    content_type = content_type.strip().lower()
    if content_type not in types:
        what = f"is {shown(content_type)}, which is not read" if content_type else "does not say what it is"
        raise FetchError(f"{name}: what the server gives {what}.")
    data = _counted(_unpacked(_in_time(answer, deadline), headers.get("content-encoding", ""), name), name)
    return Fetched(str(url), data, content_type, answer.charset_encoding or "", **known)


def _retry_after(value: str) -> int | None:
    """Seconds to wait, given as such or as a date (RFC 9110, section 10.2.3); None if not given."""
    if value.isdecimal() and len(value) < 10:
        return int(value)
    try:
        moment = parsedate_to_datetime(value).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return max(0, int((moment - datetime.now(UTC)).total_seconds()))


def _in_time(answer: httpx.Response, deadline: float) -> Iterator[bytes]:
    """The body as it was sent. Read from the stream itself, which httpx would unpack uncounted."""
    if not isinstance(answer.stream, httpx.SyncByteStream):
        raise TypeError("the transport is asynchronous; a synchronous one is needed")
    for chunk in answer.stream:
        if time.monotonic() > deadline:
            raise httpx.ReadTimeout("the time is up")
        yield chunk


def _unpacked(chunks: Iterable[bytes], encoding: str, name: str) -> Iterator[bytes]:
    """The body without its compression, in pieces of at most 64 KB."""
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in ("gzip", "x-gzip"):
        raise FetchError(f"{name}: the server packs it with {shown(encoding)}, which was not asked for.")
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        for chunk in chunks:
            packed = chunk
            while packed:
                if unpacker.eof:  # a file may consist of several
                    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
                yield unpacker.decompress(packed, 65536)
                packed = unpacker.unconsumed_tail or unpacker.unused_data
    except zlib.error as error:
        raise FetchError(f"{name}: what the server sent cannot be unpacked ({error}).") from error
    if not unpacker.eof:
        raise FetchError(f"{name}: what the server sent breaks off.")


def _counted(chunks: Iterable[bytes], name: str) -> bytes:
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > MAX_BODY:
            raise FetchError(f"{name}: it has more than {MAX_BODY // MEGABYTE} MB, the most that is fetched.")
    return bytes(data)
