"""Notes, collections and saved filters in a browser: with scripts and without, narrow and wide."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader, Site

LONG = "W" * 120 + " is one word, which no page is as wide as.\n\nAnd a second paragraph."


def claim_address(reader: Reader) -> str:
    """Of the first claim in the list."""
    return reader.open("/claims").locator(".said a").first.get_attribute("href")


def leave_note(page: Page, text: str) -> None:
    page.get_by_text("Leave a note").first.click()
    page.get_by_label("Note", exact=True).fill(text)
    page.get_by_role("button", name="Leave it").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_note_is_left_beside_a_claim_and_settled(
    make_reader: Callable[..., Reader], desk: Site, scripts: bool
) -> None:
    reader = replace(make_reader(java_script_enabled=scripts), site=desk)
    address = claim_address(reader)
    page = reader.open(address)
    leave_note(page, "Call her.\nBefore noon.")
    expect(page).to_have_url(re.compile(rf"{address}#noted$"))
    note = page.locator(".noted .note-text")
    expect(note).to_have_text("Call her.\nBefore noon.", use_inner_text=True)
    page.get_by_role("button", name="Settle").click()
    expect(note).to_have_count(0)
    page.get_by_role("link", name="Settled notes and history").click()
    page.get_by_role("button", name="Open again").click()
    page.locator(".note summary").click()
    page.locator(".note textarea").fill("Call him.")
    page.get_by_role("button", name="Keep").click()
    expect(page.locator(".note-text")).to_have_text("Call him.")
    reader.open("/notes")
    expect(page.locator(".note-text")).to_have_text("Call him.")
    assert reader.complaints == []


@pytest.mark.parametrize("scripts", [True, False])
def test_claims_are_gathered_from_lists_and_cards_and_put_in_order(
    make_reader: Callable[..., Reader], desk: Site, scripts: bool
) -> None:
    reader = replace(make_reader(java_script_enabled=scripts), site=desk)
    page = reader.open("/claims")
    page.get_by_role("link", name="collect this claim").first.click()
    page.get_by_label("A new collection, called").fill("Lees and others")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lees and others")
    first = page.locator(".gathered .said").inner_text()
    page = reader.open("/articles/1")
    page.locator(".story .tag").first.click()
    expect(page.locator("#card")).to_be_visible()
    page.get_by_text("Add to a collection").click()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page).to_have_url(re.compile(r"claim=\w+#gathering$"))
    page.get_by_role("link", name="Lees and others").click()
    said = page.locator(".gathered .said")
    expect(said).to_have_count(2)
    page.get_by_role("button", name="Move claim 2 up").click()
    expect(said.nth(1)).to_have_text(first)
    page.get_by_role("button", name="Remove claim 1").click()
    expect(said).to_have_count(1)
    page.get_by_role("button", name="Undo").first.click()
    expect(said).to_have_count(2)
    assert reader.complaints == []


def test_a_view_is_saved_with_the_keyboard(reader: Reader, desk: Site) -> None:
    page = replace(reader, site=desk).open("/claims")
    page.locator(".facet-group").get_by_role("link", name="indirect").first.click()
    expect(page).to_have_url(re.compile("kind=indirect"))
    page.get_by_role("link", name="Save this view").press("Enter")
    page.get_by_label("Under which name?").fill("Reported speech")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/claims\?kind=indirect$"))
    replace(reader, site=desk).open("/")
    page.get_by_role("link", name="Reported speech").click()
    expect(page).to_have_url(re.compile(r"/claims\?kind=indirect$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_at_the_desk(
    make_reader: Callable[..., Reader], desk: Site, width: int, scheme: str
) -> None:
    reader = replace(make_reader(width=width, color_scheme=scheme), site=desk)
    claim = claim_address(reader)
    page = reader.open(f"{claim}/gather")
    page.get_by_label("A new collection, called").fill("W" * 60)
    page.get_by_role("button", name="Add", exact=True).click()
    collection = page.url.removeprefix(desk.url).partition("#")[0]
    leave_note(reader.open(claim), LONG)
    page = reader.open("/filters/new?view=/claims%3Fkind%3Dindirect")
    page.get_by_role("button", name="Save").click()
    card = f"/articles/1?claim={claim.rpartition('/')[2]}"
    for path in (
        *("/notes", f"{claim}/notes", f"{claim}/gather", claim, card, "/claims?kind=indirect", "/"),
        *("/collections", collection, "/filters", "/filters/new?view=/claims%3Fq%3Da"),
    ):
        page = reader.open(path)
        page.locator("details").evaluate_all("all => all.forEach((each) => (each.open = true))")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        for narrower in (width, max(320, width * 3 // 5)):
            page.set_viewport_size({"width": narrower, "height": 900})
            assert page.evaluate("document.documentElement.scrollWidth") <= narrower, path
        page.set_viewport_size({"width": width, "height": 900})
    assert reader.complaints == []


def test_notes_stay_off_paper(make_reader: Callable[..., Reader], desk: Site) -> None:
    reader = replace(make_reader(), site=desk)
    claim = claim_address(reader)
    leave_note(reader.open(claim), "For us alone.")
    page = reader.open(f"/articles/1?claim={claim.rpartition('/')[2]}")
    page.emulate_media(media="print")
    expect(page.get_by_text("For us alone.")).to_be_hidden()
    reader.open(claim)
    expect(page.get_by_text("For us alone.")).to_be_hidden()
