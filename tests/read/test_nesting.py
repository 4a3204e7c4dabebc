"""How deep a page is, told before it is parsed."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html

from app.read import ReadError, read_html
from app.read.nesting import MAX_DEPTH, check_nesting
from tests.read.test_html import PAGE

ODD = {
    "tags": "<div>" * 5000,
    "names": "<a" * 300_000,
    "left open in tables": "<b><table>" * 600 + "</b>" * 600,
    "quotes": '<a "' * 300_000,
    "after a comment that is none": "<!-->" + "<i>" * 600,
    "after a script that is closed": "<script src='a'/>" + "<i>" * 600,
    "shut too often": "</p>" * 300_000,
    "shut in vain": "<div></p></b>" * 60_000,
}


@pytest.mark.parametrize("page", ODD.values(), ids=ODD)
def test_pages_that_nobody_builds_are_refused_before_they_are_parsed(page: str) -> None:
    began = time.process_time()
    with pytest.raises(ReadError, match=r"^odd: (elements are nested more|there are more than 200,000 tags)"):
        read_html(page, "odd")
    assert time.process_time() - began < 5


PLAIN = {
    "paragraphs left open": "<p>The pier is shut." * 2000,
    "lists left open": "<ul>" + "<li><p>The pier is shut." * 2000 + "</ul>",
    "tables left open": "<table>" + "<tr><td>One<td>Two" * 2000 + "</table>",
    "void elements": "<br><img src=a>" * 2000,
    "closed by themselves": "<svg>" + "<path d='M0 0'/>" * 2000 + "</svg>",
    "scripts": "<script>if (a<b) document.write('<div>')</script>" * 2000,
    "comments": "<!-- <div> -->" * 2000,
    "attributes": "<p title='<div><div>'></p>" * 2000,
    "broken ends": "<div><b></div>" * 2000,
}


@pytest.mark.parametrize("page", PLAIN.values(), ids=PLAIN)
def test_pages_that_people_build_pass(page: str) -> None:
    check_nesting(page, "plain")


def depth(element: html.HtmlElement) -> int:
    deepest, waiting = 0, [(element, 1)]
    while waiting:
        each, level = waiting.pop()
        deepest = max(deepest, level)
        waiting.extend((child, level + 1) for child in each)
    return deepest


BLOCKS = ["div", "p", "table", "tr", "td", "tbody", "thead", "tfoot", "li", "ul", "dd", "dt", "h1", "form"]
OTHERS = ["b", "a", "span", "option", "svg", "script", "style", "textarea", "title", "iframe", "head", "body"]
NAMES = BLOCKS + OTHERS
SCRAPS = [
    "<br>",
    "a",
    "<!--",
    "-->",
    "<i a='",
    '"',
    "'",
    ">",
    "<",
    "/>",
    "</",
    "<!",
    "<?",
    "<![CDATA[",
    "]]>",
]
TOKENS = [*(f"<{name}>" for name in NAMES), *(f"</{name}>" for name in NAMES), *SCRAPS]
parts = st.lists(st.sampled_from(TOKENS), min_size=1, max_size=12)


@given(parts, st.integers(100, 700))
@example(["<i a='", "<script>", "<div>", "<div>"], 344)
@example(["<div>", "<script>", "<!--", "<script>", "</script>", "</div>", "-->", "</script>"], 600)
@example(["</", ">", "<div>"], 600)
def test_no_page_passes_that_the_parser_sees_deeper(some: list[str], times: int) -> None:
    page = "".join(some) * times
    try:
        check_nesting(page, "any")
    except ReadError:
        return
    parser = html.HTMLParser(huge_tree=True)
    tree = html.document_fromstring(f"<html><body>{page}</body></html>", parser=parser)
    assert depth(tree) <= MAX_DEPTH + 4  # html, body, and what is shut at once, such as a script


def test_a_page_as_deep_as_is_allowed_harms_nothing() -> None:
    deep = "<div>" * 500 + PAGE + "</div>" * 500
    with pytest.raises(ReadError, match="no article was found"):
        read_html(deep, "deep")
