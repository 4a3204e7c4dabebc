"""Correcting the directory in a browser: with the keyboard alone, and without scripts."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import Reader, Site
from tests.browser.test_reading import stay, stayed


def test_the_queue_is_settled_by_keyboard(reader: Reader, desk: Site) -> None:
    page = replace(reader, site=desk).open("/review")
    stay(page)
    names, focused = page.locator(".doubt h3"), page.locator(".doubt:focus h3")
    expect(names).to_have_text(["Lee", "Renn", "Moss"])
    expect(focused).to_have_text("Lee")
    page.keyboard.press("j")
    expect(focused).to_have_text("Renn")
    page.keyboard.press("1")
    expect(page.get_by_role("status").first).to_contain_text("Settled: REN Bo Renn")
    expect(names).to_have_text(["Lee", "Moss"])
    expect(focused).to_have_text("Moss")
    page.keyboard.press("n")
    expect(names).to_have_text(["Lee"])
    expect(focused).to_have_text("Lee")
    page.keyboard.press("u")
    expect(names).to_have_text(["Lee", "Moss"])
    expect(focused).to_have_text("Lee")
    for left in (["Moss"], []):
        page.keyboard.press("n")
        expect(names).to_have_text(left)
        expect(page.locator(".doubt:focus h3, .settled button:focus")).to_have_count(1)
    expect(page.get_by_text("Nothing is in doubt.")).to_be_visible()
    page.keyboard.press("u")
    expect(names).to_have_text(["Moss"])
    assert stayed(page)
    expect(page).to_have_url(re.compile(r"/review$"))


def test_keys_are_letters_where_something_is_typed(reader: Reader, desk: Site) -> None:
    page = replace(reader, site=desk).open("/review")
    field = page.get_by_label("Another").first
    field.press_sequentially("jan1")
    expect(field).to_have_value("jan1")
    expect(page.locator(".doubt")).to_have_count(3)
    field.fill("")
    field.press_sequentially("ann")
    expect(page.locator("datalist option").first).to_be_attached()
    field.fill("Ann Lee")
    page.keyboard.press("Enter")
    expect(page.locator(".doubt")).to_have_count(2)


def test_a_name_that_is_not_there_is_told_in_place(make_reader: Callable[..., Reader], desk: Site) -> None:
    page = replace(make_reader(), site=desk).open("/review")
    page.get_by_label("Another").nth(1).fill("Cy Nobody")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Cy Nobody")
    expect(page.get_by_label("Another").nth(1)).to_be_focused()
    expect(page.get_by_label("Another").nth(1)).to_have_value("Cy Nobody")


@pytest.mark.parametrize("scripts", [True, False])
def test_two_sources_are_merged_and_parted_again(
    make_reader: Callable[..., Reader], desk: Site, scripts: bool
) -> None:
    reader = replace(make_reader(java_script_enabled=scripts), site=desk)
    page = reader.open("/sources")
    page.get_by_label("Choose Ann Lee").check()
    page.get_by_label("Choose Anna Lee").check()
    page.get_by_role("button", name="Merge the two chosen").click()
    page.get_by_label("LEE Ann Lee").check()
    page.get_by_label("Reason").fill("same woman")
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page).to_have_url(re.compile(r"/sources/ann-lee#history$"))
    expect(page.locator(".tie-item")).to_have_count(2)
    expect(page.locator(".event")).to_contain_text("same woman")
    reader.open("/sources/anna-lee")
    expect(page).to_have_url(re.compile(r"/sources/ann-lee$"))
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".event")).to_have_count(2)
    reader.open("/sources/ann-lee")
    expect(page.locator(".tie-item")).to_have_count(1)


def test_a_source_is_corrected_without_scripts(make_reader: Callable[..., Reader], desk: Site) -> None:
    reader = replace(make_reader(java_script_enabled=False), site=desk)
    page = reader.open("/sources/bo-renn")
    page.get_by_text("Correct", exact=False).first.click()
    page.get_by_label("Into").fill("Cy Nobody")
    page.get_by_role("button", name="Merge").click()
    expect(page.get_by_role("alert")).to_contain_text("no source called Cy Nobody")
    expect(page.get_by_label("Into")).to_have_value("Cy Nobody")
    page.get_by_label("Name", exact=True).fill("Bodo Renn")
    page.get_by_role("button", name="Rename").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bodo Renn")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_forms(
    make_reader: Callable[..., Reader], desk: Site, width: int, scheme: str
) -> None:
    reader = replace(make_reader(width=width, color_scheme=scheme), site=desk)
    for path in ("/review", "/merge?source=ann-lee&source=anna-lee", "/merge", "/sources/ann-lee"):
        page = reader.open(path)
        page.locator("details").evaluate_all("all => all.forEach((each) => (each.open = true))")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
