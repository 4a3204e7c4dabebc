"""Reading an article in a browser, with scripts."""

import re

from playwright.sync_api import Page, expect

from app.paragraphs import paragraph_spans
from tests.browser.conftest import Reader
from tests.web.sample import TEXT

PARAGRAPHS = [TEXT[start:end] for start, end in paragraph_spans(TEXT)]


def choose(page: Page, number: int) -> None:
    """Follow the label of a claim, as a mouse does."""
    page.locator("a.tag").nth(number).click()


def stay(page: Page) -> None:
    """Remember this document: a page loaded anew forgets it."""
    page.evaluate("window.stayed = true")


def stayed(page: Page) -> bool:
    return page.evaluate("window.stayed === true")


def test_htmx_from_the_cdn_is_the_file_that_the_page_names(reader: Reader, article: str) -> None:
    assert reader.open(article).evaluate("htmx.version") == "2.0.11"


def test_choosing_a_claim_shows_its_card_without_loading_the_page(reader: Reader, article: str) -> None:
    page = reader.open(article)
    stay(page)
    choose(page, 0)
    card = page.get_by_role("complementary", name="The chosen claim")
    expect(card).to_contain_text("Marrow Port Authority")
    expect(card).to_be_focused()
    expect(page).to_have_url(re.compile(r"\?claim=(\w+)#c-\1$"))
    choose(page, 3)
    expect(page.locator(".card")).to_have_count(1)
    expect(card).to_contain_text("Tobias Renn")
    assert page.locator("mark.is-chosen").first.text_content() == "a third pier “"
    assert stayed(page)


def test_choosing_a_claim_in_view_does_not_scroll(reader: Reader, article: str) -> None:
    page = reader.open(article)
    page.mouse.wheel(0, 250)
    page.wait_for_function("scrollY === 250")
    choose(page, 3)
    expect(page.locator(".card")).to_be_visible()
    assert page.evaluate("scrollY") == 250


def test_the_words_of_a_claim_open_its_card(reader: Reader, article: str) -> None:
    page = reader.open(article)
    page.get_by_text("museum piece").first.click()
    expect(page.locator(".card")).to_contain_text("Ministry of Works")


def test_escape_closes_the_card_and_gives_the_place_back(reader: Reader, article: str) -> None:
    page = reader.open(article)
    choose(page, 0)
    expect(page.locator(".card")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".card")).to_have_count(0)
    expect(page.locator("a.tag").first).to_be_focused()
    expect(page).to_have_url(re.compile(rf"{article}#t-\w+$"))


def test_back_shows_what_was_chosen_before(reader: Reader, article: str) -> None:
    page = reader.open(article)
    choose(page, 0)
    expect(page.locator(".card")).to_contain_text("Marrow Port Authority")
    choose(page, 1)
    expect(page.locator(".card")).to_contain_text("Ines Halloran")
    page.go_back()
    expect(page.locator(".card")).to_contain_text("Marrow Port Authority")
    page.go_back()
    expect(page.locator(".card")).to_have_count(0)
    expect(page.locator(".masthead")).to_have_count(1)
    page.go_forward()
    expect(page.locator(".card")).to_contain_text("Marrow Port Authority")


def test_the_legend_dims_all_but_the_chosen_sources(reader: Reader, article: str) -> None:
    page = reader.open(article)
    stay(page)
    legend = page.get_by_role("navigation", name="Who speaks")
    legend.locator("#f-tobias-renn").click()
    expect(page).to_have_url(re.compile(r"\?source=tobias-renn$"))
    expect(legend.locator("#f-tobias-renn")).to_be_focused()
    assert "third pier" in "".join(page.locator("mark:not(.off)").all_text_contents())
    assert "angry drivers" in "".join(page.locator("mark.off").all_text_contents())
    choose(page, 3)
    expect(page).to_have_url(re.compile(r"\?claim=\w+&source=tobias-renn#"))
    legend.locator("#f-adaeze-brandt").click()
    expect(page).to_have_url(re.compile(r"\?claim=\w+&source=tobias-renn&source=adaeze-brandt$"))
    expect(page.locator(".card")).to_contain_text("Tobias Renn")
    page.get_by_role("link", name="Clear all").click()
    expect(page.locator("mark.off")).to_have_count(0)
    assert stayed(page)


def test_what_is_copied_is_the_article(reader: Reader, article: str) -> None:
    page = reader.open(article)
    page.set_viewport_size({"width": 1280, "height": 1800})  # the mouse goes over all of the text
    choose(page, 3)
    expect(page.locator(".card")).to_be_visible()
    assert page.locator(".para > p").evaluate_all("all => all.map(each => each.textContent)") == PARAGRAPHS
    first, last = (
        page.locator(".para > p").first.bounding_box(),
        page.locator(".para > p").last.bounding_box(),
    )
    page.mouse.move(first["x"] + 1, first["y"] + 8)
    page.mouse.down()
    page.mouse.move(last["x"] + last["width"] - 1, last["y"] + last["height"] - 4)
    page.mouse.up()
    page.keyboard.press("Control+c")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert [each for each in copied.splitlines() if each.strip()] == PARAGRAPHS


def test_a_link_to_a_claim_is_copied(reader: Reader, article: str) -> None:
    page = reader.open(article)
    choose(page, 0)
    page.locator(".card").get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert re.fullmatch(rf"{reader.site.url}/claims/\w+", copied)
    page.goto(copied)
    expect(page.get_by_role("heading", level=1)).to_contain_text("stay shut until spring")


def test_a_claim_and_its_card_are_reached_by_keyboard(reader: Reader, article: str) -> None:
    page = reader.open(article)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the text")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("a.tag").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".card")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Close")).to_be_focused()


def test_a_theme_is_kept(reader: Reader, article: str) -> None:
    page = reader.open(article)
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Change between light and dark").click()
    after = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert after != before
    reader.open("/sources")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == after
