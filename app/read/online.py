"""A URL -> a draft, or a feed: fetched through the guard (fetch.py), then read as a file would be."""

from dataclasses import dataclass, replace

from app.domain import Draft
from app.read.answers import Fetched
from app.read.charset import decode_page
from app.read.feed import Feed, find_feeds, read_feed
from app.read.fetch import FEEDS, Fetcher
from app.read.files import read_path, read_upload
from app.read.html import read_html
from app.read.kinds import FileKind, kind_of
from app.read.urls import FetchError, is_url, shown


@dataclass(frozen=True, slots=True)
class Visit:
    """What a visit to a feed gave. `feed` is None where the server says that nothing is new."""

    url: str  # where the feed was found in the end
    feed: Feed | None
    etag: str = ""  # for the next visit, as is last_modified
    last_modified: str = ""


def read_url(url: str, fetcher: Fetcher) -> Draft:
    """Draft of the article at a URL; raises ReadError, as FetchError where it cannot be fetched."""
    answer = fetcher.get(url)
    name = shown(answer.url)
    if kind_of(answer.data, answer.url, answer.content_type) is FileKind.PAGE:
        return read_html(answer.data, name, url=answer.url, charset=answer.charset)
    draft = read_upload(name, answer.content_type, answer.data)
    return replace(draft, url=draft.url or answer.url)


def read_given(given: str, fetcher: Fetcher) -> Draft:
    """Draft of what somebody names: the path of a file, or a URL. Raises ReadError."""
    return read_url(given, fetcher) if is_url(given) else read_path(given)


def visit_feed(url: str, fetcher: Fetcher, *, etag: str = "", last_modified: str = "") -> Visit:
    """What a feed says now, or that it says nothing new since the visit that gave `etag` and `last_modified`.

    The address of a page that names a feed in its head will do too. Raises ReadError where there is
    no feed, as FetchError (with `status` and `retry_after`) where it cannot be fetched.
    """
    answer = fetcher.get(url, types=FEEDS, etag=etag, last_modified=last_modified)
    if not answer.not_modified and _is_page(answer):
        named = find_feeds(decode_page(answer.data, answer.charset), answer.url)
        if not named:
            raise FetchError(f"{shown(answer.url)}: this is a page, not a feed, and it names no feed.")
        answer = fetcher.get(named[0], types=FEEDS)
    if answer.not_modified:
        return Visit(answer.url, None, answer.etag or etag, answer.last_modified or last_modified)
    feed = read_feed(answer.data, shown(answer.url), url=answer.url, charset=answer.charset)
    return Visit(answer.url, feed, answer.etag, answer.last_modified)


def _is_page(answer: Fetched) -> bool:
    return answer.data.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower().startswith((b"<!doctype html", b"<html"))
