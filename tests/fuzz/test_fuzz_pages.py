"""Pages: whatever is put together, there is a draft that can be stored, or a sentence."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.read import ReadError, read_html
from tests.fuzz.soak import examples, told
from tests.read.test_html import PAGE

TAGS = [
    "html",
    "head",
    "body",
    "article",
    "main",
    "div",
    "p",
    "h1",
    "figure",
    "figcaption",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "a",
    "b",
    "br",
    "img",
    "script",
    "style",
    "meta",
    "link",
    "title",
    "time",
    "svg",
    "math",
    "template",
    "iframe",
    "noscript",
    "textarea",
    "blockquote",
    "pre",
    "q",
    "del",
    "option",
    "form",
    "!doctype html",
    "?xml",
]
NAMES = [
    "class",
    "id",
    "property",
    "name",
    "content",
    "itemprop",
    "datetime",
    "href",
    "rel",
    "charset",
    "style",
    "lang",
]
VALUES = [
    "caption",
    "article:published_time",
    "og:title",
    "datePublished",
    "2025-03-31T18:30:00+01:00",
    "author",
    "99999-99-99",
    "canonical",
    "http://[",
    "javascript:a",
    "windows-1252",
    "utf-7",
    "og:url",
    "og:site_name",
]
SCRAPS = [
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&amp;",
    "&#0;",
    "&#xD800;",
    "&#x110000;",
    "&nbsp;",
    "<",
    ">",
    "</",
    '"',
]
LINKED = '<script type="application/ld+json">{"datePublished": "2025-03-31T18:30:00Z", "author": ['

text = st.text(max_size=40) | st.sampled_from(["The pier is shut, the board said. " * 8, *SCRAPS, LINKED])
attribute = st.builds(
    lambda name, value: f' {name}="{value}"', st.sampled_from(NAMES), st.sampled_from(VALUES) | text
)
opening = st.builds(
    lambda tag, said: f"<{tag}{''.join(said)}>", st.sampled_from(TAGS), st.lists(attribute, max_size=3)
)
closing = st.sampled_from([f"</{tag}>" for tag in TAGS])
pages = st.lists(opening | closing | text, max_size=40).map("".join)
places = st.tuples(st.integers(0, len(PAGE)), st.integers(0, 60), pages)


def read(page: bytes | str, charset: str = "") -> None:
    began = time.process_time()
    try:
        draft = read_html(page, "any.html", charset=charset)
    except ReadError as error:
        told(error, "any.html")
    else:
        assert draft.text.strip()
        for field in (draft.text, draft.title, draft.outlet, draft.author, draft.url, *draft.captions):
            assert "\0" not in field
            field.encode()
    assert time.process_time() - began < 20


@examples(60, 3000)
@given(pages)
def test_any_page(page: str) -> None:
    read(page)


@examples(60, 3000)
@given(places)
def test_any_page_that_was_damaged(damage: tuple[int, int, str]) -> None:
    start, length, scrap = damage
    read(PAGE[:start] + scrap + PAGE[start + length :])


@examples(60, 3000)
@given(st.binary(max_size=400), st.sampled_from(["", "utf-8", "utf-16", "shift_jis", "x", "iso-2022-jp"]))
@example(b"<html><body><p>\xff\xfe\x00", "utf-16")
def test_any_bytes(data: bytes, charset: str) -> None:
    read(data, charset)
    read(PAGE.encode() + data, charset)


LARGE = {
    "elements": "<p>The pier is shut.</p>" * 90_000,
    "words in one paragraph": f"<article><p>{'The pier is shut. ' * 50_000}</p></article>",
    "attributes": f"<article><p {' '.join(f'a{n}=b' for n in range(100_000))}>The pier is shut.</p>",
    "entities": f"<article><p>{'&amp;&lt;&#8220;' * 100_000}</p></article>",
    "links": "<article>" + "<a href='/a'>The pier is shut.</a> " * 40_000 + "</article>",
    "captions": "<article>" + "<figure><figcaption>A boat.</figcaption></figure>" * 20_000 + "</article>",
    "dates": "<time datetime='2025-03-31'>Monday</time>" * 40_000,
    "scripts": "<script type='application/ld+json'>{\"datePublished\":</script>" * 40_000,
    "headings": "<article>" + "<h1>The pier is shut.</h1>" * 40_000 + "</article>",
    "depth": "<div>" * 250 + "<p>The pier is shut.</p>" * 10_000,
}


@pytest.mark.soak
@pytest.mark.parametrize("page", LARGE.values(), ids=LARGE)
def test_large_pages_end(page: str) -> None:
    began = time.process_time()
    try:
        read_html(page, "large.html")
    except ReadError as error:
        told(error, "large.html")
    assert time.process_time() - began < 60
