"""A feed (RSS, Atom, JSON Feed) -> the articles that it announces; a page -> the feeds that it names."""

import html
import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from fastfeedparser import parse

from app.domain import Precision
from app.read.charset import decode_page
from app.read.checks import UNSTORABLE, ReadError
from app.read.dates import parse_date
from app.read.html import load_html
from app.read.nesting import check_nesting
from app.read.urls import MAX_URL

MAX_TITLE = 2000  # code points, with markup
MAX_ENTRIES = 1000  # the first ones, which are the newest in most feeds
LINK = re.compile(r"https?://[^\s\\]+", re.IGNORECASE)
MARKUP = re.compile(r"</?[a-zA-Z][^>]*>")
DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>")
ENTITY = re.compile(r"<!\s*ENTITY", re.IGNORECASE)
FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that a feed announces."""

    id: str  # as the feed names it, or the URL: the same at the next visit
    url: str
    title: str = ""
    published_at: datetime | None = None  # UTC
    precision: Precision = Precision.NONE


@dataclass(frozen=True, slots=True)
class Feed:
    title: str
    entries: tuple[Entry, ...]


def _line(written: object) -> str:
    words = html.unescape(MARKUP.sub(" ", written[:MAX_TITLE])) if isinstance(written, str) else ""
    return UNSTORABLE.sub("", " ".join(words.split()))


def _url(written: object, base: str) -> str:
    try:
        url = urljoin(base, written.strip()) if isinstance(written, str) else ""
    except ValueError:
        return ""
    return url if LINK.fullmatch(url) and len(url) <= MAX_URL else ""


def _moment(written: object) -> tuple[datetime | None, Precision]:
    """The parser gives every date as a moment; what stands at midnight sharp was a date alone."""
    try:
        moment, _ = parse_date(str(written or ""))
    except ValueError:
        return None, Precision.NONE
    sharp = not (moment.hour or moment.minute or moment.second)
    return moment, Precision.DATE if sharp else Precision.TIME


def read_feed(data: bytes, name: str, *, url: str = "", charset: str = "") -> Feed:
    """The feed's title and its entries that have an address, each id once, in the feed's order.

    `url` is where the feed was fetched from; links that leave out the site are completed by it.
    Raises ReadError where it is no feed, declares entities, or nests its elements too deep.
    """
    text = decode_page(data, charset)
    if ENTITY.search(text):
        raise ReadError(
            f"{name}: the feed declares entities of its own (<!ENTITY), which can be made to harm."
        )
    if not text.lstrip().startswith("{"):
        check_nesting(text, name, xml=True)
    # Encoded again without its declaration, so that what was checked is what the parser reads.
    checked = UNSTORABLE.sub("", DECLARATION.sub("", text, count=1)).encode()
    try:
        found = parse(
            checked, include_content=False, include_tags=False, include_media=False, include_enclosures=False
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ReadError(f"{name}: this is no feed (RSS, Atom or JSON Feed) that can be read.") from error
    entries: dict[str, Entry] = {}
    for each in found.entries[:MAX_ENTRIES]:
        link = _url(each.get("link"), url) or _url(each.get("id"), "")
        if link:
            moment, precision = _moment(each.get("published") or each.get("updated"))
            entry = Entry(
                _line(str(each.get("id") or "")) or link, link, _line(each.get("title")), moment, precision
            )
            entries.setdefault(entry.id, entry)
    return Feed(_line(found.feed.get("title")), tuple(entries.values()))


def find_feeds(page: str, url: str) -> tuple[str, ...]:
    """The addresses of the feeds that a page names in its head, in order; `url` is the page's own."""
    check_nesting(page, url)
    tree = load_html(page)
    links = tree.xpath("//link[contains(concat(' ', @rel, ' '), ' alternate ')]") if tree is not None else []
    found = (_url(link.get("href"), url) for link in links if link.get("type", "").lower() in FEED_TYPES)
    return tuple(dict.fromkeys(address for address in found if address))
