"""An article from the narrowest page to the widest, and on paper."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader

WIDTHS = [320, 390, 768, 1280, 1920]
# Characters in the lines of a paragraph, from the places where its text goes on to the next line.
LINES = """() => {
  const counts = [];
  for (const paragraph of document.querySelectorAll(".para > p")) {
    const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let bottom = null, count = 0;
    for (let node; (node = walker.nextNode()); )
      for (let place = 0; place < node.length; place++) {
        range.setStart(node, place);
        range.setEnd(node, place + 1);
        const box = range.getBoundingClientRect();
        if (bottom !== null && box.top > bottom) { counts.push(count); count = 0; }
        bottom = box.bottom;
        count++;
      }
  }
  return counts;
}"""


def is_in_view(page: Page, selector: str) -> bool:
    box = page.locator(selector).first.bounding_box()
    size = page.viewport_size
    return bool(box and size) and box["x"] >= 0 and box["x"] + box["width"] <= size["width"]


@pytest.mark.parametrize("width", WIDTHS)
def test_an_article_fits_every_page(make_reader: Callable[..., Reader], article: str, width: int) -> None:
    page = make_reader(width=width, reduced_motion="reduce").open(article)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator(".story .tag").first.click()
    card = page.locator(".card")
    expect(card).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert is_in_view(page, ".card")
    text, note = page.locator(".para > p").first.bounding_box(), card.bounding_box()
    if width < 800:  # a sheet from below, which leaves the chosen words in sight
        assert note["y"] + note["height"] == pytest.approx(900, abs=1)
        chosen = page.locator("mark.is-chosen").first.bounding_box()
        assert chosen["y"] + chosen["height"] <= note["y"]
    else:  # a note in the margin, beside its paragraph
        assert note["x"] >= text["x"] + text["width"]
        assert abs(note["y"] - text["y"]) < 40
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", [1280, 1920])
def test_a_line_has_60_to_75_characters(make_reader: Callable[..., Reader], article: str, width: int) -> None:
    lines = sorted(make_reader(width=width).open(article).evaluate(LINES))
    full = lines[len(lines) * 3 // 4]  # a label or a long word leaves others shorter
    assert 60 <= full <= 75


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_what_a_filter_leaves(
    make_reader: Callable[..., Reader], article: str, scheme: str
) -> None:
    reader = make_reader(color_scheme=scheme)
    for query in ("?hedged=yes", "?without=tobias-renn&kind=direct", "?voice=own", "?source=nobody"):
        found = Axe().run(reader.open(f"{article}{query}"))
        assert found.violations_count == 0, f"{query}: {found.generate_report()}"


def test_axe_finds_nothing_in_the_list_of_keys(reader: Reader, article: str) -> None:
    page = reader.open(article)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_on_paper_sources_are_notes_and_claims_keep_their_lines(reader: Reader, article: str) -> None:
    page = reader.open(article)
    page.emulate_media(media="print")
    notes = page.locator(".notes")
    expect(notes).to_be_visible()
    expect(notes.locator("li").first).to_contain_text("Marrow Port Authority")
    expect(notes.locator("li").first).to_contain_text("http://127.0.0.1:8000/claims/")
    sign = "getComputedStyle(document.querySelector('.tag[data-sign]'), '::after').content"
    assert "1.1" in page.evaluate(sign)
    line = "getComputedStyle(document.querySelector('.story mark')).textDecorationLine"
    assert page.evaluate(line) == "underline"
    for hidden in (".gutter", ".notation", ".key", ".masthead nav", ".opens-keys", ".meta button"):
        assert not page.locator(hidden).first.is_visible()
