"""Sharing as somebody at a desk does it, and what the one who gets the link sees."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader, Site


def make_link(page: Page, *, whole: bool = False) -> str:
    """The address of a link to what the page shows."""
    page.locator("#share summary").click()
    page.get_by_label("Note to yourself").fill("for Ines")
    if whole:
        page.get_by_label("With the whole text").check()
    page.get_by_role("button", name="Make a link").click()
    expect(page.get_by_role("heading", name="Copy this link now")).to_be_visible()
    return page.get_by_label("Whoever has it").input_value()


def here(link: str, site: Site) -> str:
    """The link at the port of the tests: pages take their own address from the settings."""
    return site.url + re.sub(r"https?://[^/]+", "", link)


def test_a_link_is_made_copied_opened_and_taken_back(
    reader: Reader, make_reader: Callable[..., Reader], article: str
) -> None:
    page = reader.open(f"{article}?source=ines-halloran")
    link = make_link(page)
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == link
    outside = make_reader(java_script_enabled=False)
    visited = outside.page
    visited.goto(here(link, reader.site))
    expect(visited.get_by_role("heading", level=1)).to_have_text(
        "Swing bridge at Marrow Bay stays shut until spring"
    )
    expect(visited.locator(".said mark")).to_have_count(2)
    listed = reader.open("/shares")
    row = listed.locator(".links > li").first
    expect(row).to_contain_text("opened 1 time")
    row.get_by_role("button", name="Revoke").click()
    expect(listed.locator(".links > li").first).to_contain_text("revoked")
    visited.reload()
    expect(visited.get_by_role("heading", level=1)).to_have_text("Gone")
    assert outside.complaints == ["Failed to load resource: the server responded with a status of 410 (Gone)"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_and_nothing_is_cut_off(
    make_reader: Callable[..., Reader], article: str, width: int, scheme: str
) -> None:
    reader = make_reader(width=width, color_scheme=scheme)
    site = reader.site
    key = reader.open(article).locator("mark[data-claim]").nth(4).get_attribute("data-claim")
    links = [
        make_link(reader.open(f"/claims/{key}")),
        make_link(reader.open(f"/claims/{key}"), whole=True),
        make_link(reader.open(f"{article}?source=tobias-renn")),
        make_link(reader.open(f"{article}?source=tobias-renn"), whole=True),
        make_link(reader.open(f"/compare?article={site.ids['bridge']}")),
    ]
    page = reader.page
    expect(page.get_by_role("heading", name="Copy this link now")).to_be_visible()
    assert Axe().run(page).violations_count == 0
    for address in (*(here(link, site) for link in links), f"{site.url}/s/nobody", f"{site.url}/shares"):
        page.goto(address)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    page.goto(f"{site.url}/claims/{key}")
    page.locator("#share summary").click()
    assert Axe().run(page).violations_count == 0
    reader.complaints[:] = [each for each in reader.complaints if "404" not in each]
    assert reader.complaints == []
