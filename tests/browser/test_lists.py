"""Lists in a browser: filters without loading the page, and the same without scripts."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader
from tests.browser.test_reading import stay, stayed


def test_filters_work_without_loading_the_page(reader: Reader) -> None:
    page = reader.open("/claims")
    stay(page)
    narrow = page.get_by_role("navigation", name="Narrow the list")
    narrow.get_by_role("link", name="direct 2", exact=True).click()
    expect(page).to_have_url(re.compile(r"/claims\?kind=direct$"))
    expect(page.locator(".tie-item")).to_have_count(2)
    expect(narrow.get_by_role("link", name="direct 2 × (chosen)")).to_be_focused()
    page.get_by_label("Search these claims").fill("timber")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/claims\?q=timber&kind=direct&from=&to=$"))
    expect(page.locator(".tie-item")).to_have_count(1)
    expect(page.locator(".masthead")).to_have_count(1)
    assert stayed(page)
    page.go_back()
    expect(page.locator(".tie-item")).to_have_count(2)
    page.go_back()
    expect(page.locator(".tie-item")).to_have_count(12)
    expect(page).to_have_url(re.compile(r"/claims$"))


def test_an_error_is_shown_where_the_list_was(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader()
    page = reader.open("/claims")
    page.locator("#from").evaluate("field => { field.type = 'text'; field.value = 'soon'; }")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Not understood")
    expect(page.locator("main")).to_contain_text("from:")


def test_everything_works_without_scripts(make_reader: Callable[..., Reader], article: str) -> None:
    reader = make_reader(java_script_enabled=False)
    page = reader.open("/")
    page.get_by_role("link", name="Swing bridge").click()
    page.get_by_role("link", name="REN Tobias Renn").click()
    expect(page).to_have_url(re.compile(rf"{article}\?source=tobias-renn$"))
    page.locator("a.tag:not(.off)").first.click()
    expect(page.locator(".card")).to_be_in_viewport()
    expect(page.locator(".card")).to_contain_text("a third pier")
    expect(page.get_by_role("button", name="Copy link")).to_be_hidden()
    expect(page.get_by_role("button", name="Change between light and dark")).to_be_hidden()
    page.get_by_role("link", name="Permalink").click()
    page.get_by_role("link", name="Swing bridge").click()
    expect(page.locator("mark.is-chosen").first).to_be_in_viewport()
    reader.open("/claims")
    page.get_by_role("link", name="mixed 3", exact=True).click()
    expect(page.locator(".tie-item")).to_have_count(3)
    page.get_by_label("Search these claims").fill("museum")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".tie-item")).to_have_count(2)
    reader.open("/sources")
    page.get_by_role("link", name="Ines Halloran").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ines Halloran")


@pytest.mark.parametrize("width", [320, 390, 820, 1280])
def test_no_page_is_wider_than_its_window(
    make_reader: Callable[..., Reader], article: str, width: int
) -> None:
    reader = make_reader(width=width)
    for path in (
        "/",
        f"{article}?source=tobias-renn&source=adaeze-brandt",
        "/claims",
        "/sources",
        "/api",
        "/nope",
    ):
        page = reader.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
