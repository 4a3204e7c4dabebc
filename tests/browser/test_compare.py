"""Cross-references in a browser: on paper and on a phone, by keyboard, and without scripts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader, Site, serving
from tests.web.linked import DOZEN, OLD, THIRTY, TWELVE, fill_linked


@pytest.fixture
def town(tmp_path: Path) -> Iterator[tuple[Site, dict[str, str]]]:
    """A site that one test may change, and the keys of its claims by their words."""
    with serving(tmp_path) as (pipeline, url):
        yield Site(url, {}), fill_linked(pipeline)


Town = tuple[Site, dict[str, str]]


def paths(keys: dict[str, str]) -> list[str]:
    return [
        "/compare",
        "/compare?source=ann-lee&source=bo-renn&source=cy-moss",
        f"/compare?claim={keys[TWELVE]}",
        "/compare?q=volcano",
        f"/compare/{keys[TWELVE]}",
        f"/compare/{keys[OLD]}",
        f"/claims/{keys[TWELVE]}",
        f"/articles/1?claim={keys[TWELVE]}",
    ]


def unfold(page: Page) -> None:
    page.locator("main details").evaluate_all("all => all.forEach((each) => (each.open = true))")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_where_claims_stand_side_by_side(
    make_reader: Callable[..., Reader], town: Town, width: int, scheme: str
) -> None:
    site, keys = town
    reader = replace(make_reader(width=width, color_scheme=scheme), site=site)
    reader.open(f"/claims/{keys[TWELVE]}").get_by_role("button", name="Confirm").first.click()
    for path in paths(keys):
        page = reader.open(path)
        unfold(page)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
    assert reader.complaints == []


@pytest.mark.parametrize("width", [320, 820, 1920])
def test_no_comparison_is_wider_than_its_window(
    make_reader: Callable[..., Reader], town: Town, width: int
) -> None:
    site, keys = town
    reader = replace(make_reader(width=width), site=site)
    for path in paths(keys):
        page = reader.open(path)
        unfold(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_verdict_is_given_and_taken_back_without_scripts(
    make_reader: Callable[..., Reader], town: Town
) -> None:
    site, keys = town
    reader = replace(make_reader(java_script_enabled=False), site=site)
    page = reader.open(f"/claims/{keys[TWELVE]}")
    link = page.locator(f"#x-{keys[DOZEN]}")
    link.get_by_text("with a reason").click()
    link.get_by_label("Reason").fill("the same briefing")
    link.get_by_role("button", name="Confirm").click()
    expect(page).to_have_url(re.compile(rf"/claims/{keys[TWELVE]}#x-{keys[DOZEN]}$"))
    expect(link).to_be_in_viewport()
    expect(link).to_contain_text("“the same briefing”")
    link.get_by_role("button", name="Undo").click()
    expect(link).to_contain_text("suggested")
    other = page.locator(f"#x-{keys[THIRTY]}")
    other.get_by_role("button", name="Reject").click()
    page.get_by_text("Rejected", exact=False).first.click()
    expect(page.locator(".rejected").locator(f"#x-{keys[THIRTY]}")).to_be_attached()
    expect(page.locator(".relation").locator(f"#x-{keys[THIRTY]}")).to_have_count(0)


def test_a_comparison_is_chosen_without_scripts(make_reader: Callable[..., Reader], town: Town) -> None:
    reader = replace(make_reader(java_script_enabled=False), site=town[0])
    page = reader.open("/compare")
    page.get_by_label("Fire at the mill").check()
    page.get_by_label("Mill burns").check()
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 articles")
    row = page.get_by_role("row").filter(has_text="they differ")
    expect(row).to_contain_text("30 people were hurt at the mill")
    row.get_by_role("link", name="figures").click()
    expect(page.get_by_role("img", name=re.compile("Bo Renn"))).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="Bo Renn").first).to_contain_text("30 people")


def test_a_wide_table_is_moved_by_keyboard_and_keeps_its_heads(
    make_reader: Callable[..., Reader], town: Town
) -> None:
    reader = replace(make_reader(width=820), site=town[0])
    page = reader.open("/compare?source=ann-lee&source=bo-renn&source=cy-moss")
    page.locator(".matrix td").evaluate_all("all => all.forEach((each) => (each.style.minWidth = '40rem'))")
    region = page.get_by_role("region", name="Who says what, table")
    for _ in range(60):
        if region.evaluate("each => each === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(region).to_be_focused()
    before = page.locator(".matrix tbody th").first.bounding_box()
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    for _ in range(50):
        if region.evaluate("region => region.scrollLeft") > 0:
            break
        page.wait_for_timeout(50)
    assert region.evaluate("region => region.scrollLeft") > 0
    after = page.locator(".matrix tbody th").first.bounding_box()
    assert after["x"] == before["x"]


def test_an_empty_cell_is_told_in_full_on_a_phone(make_reader: Callable[..., Reader], town: Town) -> None:
    reader = replace(make_reader(width=390), site=town[0])
    page = reader.open("/compare?source=ann-lee&source=bo-renn&source=cy-moss")
    expect(page.locator("td.empty").first).to_contain_text(
        re.compile(r"REN\s+not found in these \d articles")
    )


def test_print_keeps_what_is_said_and_leaves_out_the_forms(
    make_reader: Callable[..., Reader], town: Town
) -> None:
    site, keys = town
    reader = replace(make_reader(), site=site)
    page = reader.open(f"/claims/{keys[TWELVE]}")
    page.emulate_media(media="print")
    expect(page.locator(f"#x-{keys[THIRTY]} .words").first).to_be_visible()
    expect(page.get_by_role("button", name="Confirm").first).to_be_hidden()
    page = reader.open("/compare?q=hurt")
    page.emulate_media(media="print")
    expect(page.locator(".matrix")).to_be_visible()
    expect(page.locator(".otherwise")).to_be_hidden()
