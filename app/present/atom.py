"""What came in last as an Atom feed (RFC 4287)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from lxml import etree
from lxml.builder import ElementMaker

from app.domain import Precision
from app.present.about import about
from app.present.bylines import authors
from app.present.citation import web_address
from app.present.dates import in_words
from app.present.quotation import reported, who
from app.store.pages import ArticleRef, ArticleRow, ClaimRow, SourceRow
from app.store.queries import Arrival

MEDIA_TYPE = "application/atom+xml"
ATOM = "http://www.w3.org/2005/Atom"
XHTML = "http://www.w3.org/1999/xhtml"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # when a feed without entries was updated
LONGEST = 120  # code points of a title
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

a = ElementMaker(namespace=ATOM, nsmap={None: ATOM})
x = ElementMaker(namespace=XHTML, nsmap={None: XHTML})
Arrived = Arrival[ArticleRow] | Arrival[ClaimRow] | Arrival[SourceRow]


@dataclass(frozen=True, slots=True)
class Feed:
    """`path` is the list that it follows, `self_path` its own, both with their query strings."""

    title: str
    path: str
    self_path: str
    arrived: Sequence[Arrived]

    @property
    def updated(self) -> datetime:
        return max((each.at for each in self.arrived), default=NEVER).replace(microsecond=0)


def atom(feed: Feed, base_url: str) -> bytes:
    """The document. An entry's id is its permalink; it is updated when its text came in."""
    root = a.feed(
        a.id(base_url + feed.self_path),
        a.title(_text(feed.title)),
        a.updated(_moment(feed.updated)),
        a.author(a.name("Sourcelight")),
        a.generator("Sourcelight", uri=base_url),
        a.link(rel="self", type=MEDIA_TYPE, href=base_url + feed.self_path),
        a.link(rel="alternate", type="text/html", href=base_url + feed.path),
        *(_entry(each, base_url) for each in feed.arrived),
    )
    document: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return document


def _entry(arrived: Arrived, base_url: str) -> etree._Element:
    match arrived.row:
        case ClaimRow() as row:
            parts = _claim(row, base_url)
        case ArticleRow() as row:
            parts = _article(row, base_url)
        case SourceRow() as row:
            parts = _source(row, base_url)
    return a.entry(*parts, a.updated(_moment(arrived.at)))


def _claim(row: ClaimRow, base_url: str) -> list[etree._Element]:
    claim, article = row.claim, row.article
    here = f"{base_url}/claims/{claim.id}"
    return [
        *_named(here, reported(claim)),
        *(
            a.author(a.name(_text(chip.name)), a.uri(f"{base_url}/sources/{chip.slug}"))
            for chip in claim.sources
        ),
        *_published(article),
        a.content(
            x.div(
                x.blockquote(x.p(_text(claim.quote))),
                x.p(
                    _text(f"{who(claim)}, in "),
                    x.a(
                        _text(article.title or "an article without a title"),
                        href=f"{base_url}/articles/{article.id}",
                    ),
                    _text(", ".join(("", *filter(None, (article.outlet, in_words(article.published)))))),
                ),
            ),
            type="xhtml",
        ),
    ]


def _article(row: ArticleRow, base_url: str) -> list[etree._Element]:
    article = row.article
    here = f"{base_url}/articles/{article.id}"
    names = [name.plain for name in authors(article.author)] or list(filter(None, (article.outlet,)))
    heard = ", ".join(chip.name for chip in row.sources)
    said = f"{row.claims} claim{'' if row.claims == 1 else 's'}"
    return [
        *_named(here, article.title or "Without a title"),
        *(a.author(a.name(_text(name))) for name in names),
        *_published(article),
        *_original(article),
        a.summary(_text(". ".join(filter(None, (article.outlet, f"{said}, by {heard}" if heard else said))))),
    ]


def _source(row: SourceRow, base_url: str) -> list[etree._Element]:
    said = f"{row.claims} claim{'' if row.claims == 1 else 's'}"
    known = ", ".join((row.source.type, *about(row)))
    return [
        *_named(f"{base_url}/sources/{row.source.slug}", row.source.name),
        a.summary(_text(f"{known}. {said}.")),
    ]


def _named(here: str, title: str) -> list[etree._Element]:
    short = title if len(title) <= LONGEST else f"{title[:LONGEST].rstrip()} …"
    return [a.id(here), a.title(_text(short)), a.link(rel="alternate", type="text/html", href=here)]


def _published(article: ArticleRef) -> list[etree._Element]:
    """Only what is known: without a time, the day's beginning."""
    if article.published.precision is Precision.NONE:
        return []
    return [a.published(_moment(article.published.at))]


def _original(article: ArticleRef) -> list[etree._Element]:
    url = web_address(article.url)
    return [a.link(rel="via", href=_text(url))] if url else []


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _text(words: str) -> str:
    """The words in one line, without what no XML document may hold."""
    return " ".join(NO_XML.sub(" ", words).split())
