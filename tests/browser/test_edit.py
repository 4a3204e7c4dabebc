"""Claims are put right in a browser: in place, by keyboard, by two people at once, and without scripts."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Reader, Site
from tests.browser.test_reading import stay, stayed

# Selects words in the first element that holds them, as a mouse would.
SELECT = """([selector, words]) => {
  const element = [...document.querySelectorAll(selector)].find((each) => each.textContent.includes(words));
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const start = element.textContent.indexOf(words), end = start + words.length, range = new Range();
  let passed = 0;
  for (let node; (node = walker.nextNode()); passed += node.length) {
    if (passed <= start && start < passed + node.length) range.setStart(node, start - passed);
    if (passed < end && end <= passed + node.length) range.setEnd(node, end - passed);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""
CARD_FORM = ".card #edit"


def select_words(page: Page, words: str, within: str = ".para > p") -> None:
    page.evaluate(SELECT, [within, words])


def open_form(page: Page, number: int = 0) -> Locator:
    """The form of a claim of the open article, in its card."""
    page.locator("a.tag").nth(number).click()
    page.locator(".card").get_by_role("link", name="Correct").click()
    expect(page.locator(CARD_FORM)).to_be_visible()
    return page.locator(CARD_FORM)


def words_of(form: Locator) -> str:
    return "".join(form.locator(".preview mark").all_text_contents())


@pytest.fixture
def mill(reader: Reader, desk: Site) -> Reader:
    """A reader of an article in which Ann Lee says that the mill is closed, Bo Renn that it was sold."""
    return replace(reader, site=desk)


def test_a_source_is_changed_by_keyboard_alone(mill: Reader) -> None:
    page = mill.open("/articles/1")
    stay(page)
    page.keyboard.press("j")
    expect(page.locator(".card")).to_contain_text("Ann Lee")
    page.keyboard.press("e")
    field = page.get_by_label("Source", exact=True)
    expect(field).to_be_focused()
    field.press("Control+a")
    field.press_sequentially("anna")
    expect(page.locator("datalist option").first).to_have_attribute("value", "Anna Lee")
    field.fill("Anna Lee")  # what choosing the option types
    page.keyboard.press("Enter")
    expect(page.locator(".card h2").first).to_contain_text("Anna Lee")
    expect(page.locator(".card")).to_contain_text("corrected by a person")
    expect(page.locator(".card")).to_be_focused()
    expect(page.locator(".head")).to_contain_text("1 of 2 claims reviewed by a person")
    expect(page).to_have_url(re.compile(r"/articles/1\?claim=\w+(#.*)?$"))
    assert stayed(page)


def test_a_name_that_nobody_has_asks_what_it_is_and_enter_saves_it(
    make_reader: Callable[..., Reader], desk: Site
) -> None:
    page = replace(make_reader(), site=desk).open("/articles/1")
    form = open_form(page)
    field = page.get_by_label("Source", exact=True)
    field.press("Control+a")
    field.press_sequentially("anna")
    expect(page.locator("datalist option").first).to_have_attribute("value", "Anna Lee")
    field.press("Enter")  # none of the names that are offered was chosen
    expect(form.get_by_role("alert")).to_contain_text("no source called anna. Did you mean Anna Lee?")
    expect(field).to_have_value("anna")
    field.press("Control+a")
    field.press_sequentially("Dee Fox")
    field.press("Enter")
    asked = page.get_by_label("What is it, if it is new?")
    expect(form.get_by_role("alert")).to_contain_text("There is no source called Dee Fox")
    expect(asked).to_be_focused()
    asked.press("o")  # organization
    expect(asked).to_have_value("organization")
    page.get_by_label("Source", exact=True).press("Enter")
    expect(page.locator(".card h2").first).to_contain_text("Dee Fox")


def test_an_end_is_moved_by_the_arrow_keys(mill: Reader) -> None:
    page = mill.open("/articles/1")
    form = open_form(page)
    page.get_by_role("button", name="End a word later").focus()
    page.keyboard.press("ArrowRight")
    expect(form.locator(".preview mark")).to_have_text("the mill is closed.")
    expect(page.get_by_role("button", name="End a word later")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(form.locator(".preview mark")).to_have_text("the mill is closed")
    page.keyboard.press("ArrowLeft")
    expect(form.locator(".preview mark")).to_have_text("the mill is")
    page.get_by_role("button", name="Begin a word later").click()
    expect(form.locator(".preview mark")).to_have_text("mill is")
    form.get_by_role("button", name="Save").click()
    expect(page.locator(".card .said")).to_have_text("mill is")
    assert page.locator("mark.is-chosen").all_text_contents() == ["mill is"]


def test_selected_words_take_the_place_of_the_claims(mill: Reader) -> None:
    page = mill.open("/articles/1")
    form = open_form(page)
    select_words(page, "mill is clo")
    expect(form.get_by_label("Or other words")).to_have_value("mill is clo")
    form.get_by_role("button", name="Use the selected words").click()
    expect(form.locator(".preview mark")).to_have_text("mill is closed")
    select_words(page, "it was sold")
    form.get_by_role("button", name="Add them as a further part").click()
    expect(form.get_by_text("Part 2")).to_be_visible()
    assert words_of(form) == "mill is closedit was sold"


def test_a_claim_is_added_from_selected_words(mill: Reader) -> None:
    page = mill.open("/articles/1")
    control = page.get_by_role("link", name="Add a claim", exact=False).last
    expect(page.locator("#picked")).to_be_hidden()
    select_words(page, "is closed. Bo")
    expect(control).to_be_visible()
    page.evaluate("getSelection().removeAllRanges()")
    expect(page.locator("#picked")).to_be_hidden()
    select_words(page, "said", ".para > p")
    page.keyboard.press("a")
    expect(page).to_have_url(re.compile(r"/articles/1/claims/new\?words=said&before=Ann\+Lee"))
    expect(page.locator(".preview mark")).to_have_text("said")
    page.get_by_role("button", name="End a word later").click()
    expect(page.locator(".preview mark")).to_have_text("said that")
    page.get_by_label("Source", exact=True).fill("Bo Renn")
    page.get_by_role("button", name="Add the claim").click()
    expect(page.locator(".card")).to_contain_text("added by a person")
    expect(page.locator(".card .said")).to_have_text("said that")


def test_a_removed_claim_is_brought_back(make_reader: Callable[..., Reader], desk: Site) -> None:
    page = replace(make_reader(), site=desk).open("/articles/1")
    open_form(page).get_by_role("button", name="Remove the claim").click()
    said = page.get_by_role("status").filter(has_text="Removed: the mill is closed")
    expect(said).to_be_focused()
    expect(page).to_have_url(re.compile(r"/articles/1\?removed=\d+$"))
    assert page.get_by_text("What became of it").count() == 0
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".card .said")).to_have_text("the mill is closed")


def test_two_tabs_do_not_overwrite_each_other(make_reader: Callable[..., Reader], desk: Site) -> None:
    reader = replace(make_reader(), site=desk)
    page = reader.open("/articles/1")
    form = open_form(page)
    form.get_by_label("Source", exact=True).fill("Bo Renn")
    key = re.search(r"claim=(\w+)", page.url)[1]
    other = page.context.new_page()
    other.goto(f"{desk.url}/claims/{key}")
    other.get_by_role("link", name="Correct").click()
    other.get_by_label("Act").select_option("believes")
    other.locator("#edit").get_by_role("button", name="Save").click()
    expect(other.locator(".record")).to_contain_text("believes")
    form.get_by_role("button", name="Save").click()
    sides = page.get_by_role("alert", name="Changed meanwhile")
    expect(sides).to_be_focused()
    expect(sides.locator("tbody tr")).to_have_text(
        [re.compile(r"Source\s+Bo Renn\s+Ann Lee"), re.compile("Act")]
    )
    expect(form.get_by_label("Source", exact=True)).to_have_value("Bo Renn")
    expect(form.get_by_label("Act")).to_have_value("believes")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    form.get_by_role("button", name="Apply yours on top").click()
    expect(page.locator(".card")).to_contain_text("Bo Renn")
    expect(page.locator(".card")).to_contain_text("believes")


def test_a_refusal_stays_in_the_card_with_what_was_typed(
    make_reader: Callable[..., Reader], desk: Site
) -> None:
    page = replace(make_reader(), site=desk).open("/articles/1")
    form = open_form(page)
    form.get_by_label("Source", exact=True).fill("Cy Nobody")
    page.keyboard.press("Enter")
    expect(form.get_by_role("alert")).to_contain_text("no source called Cy Nobody")
    expect(form.get_by_label("What is it")).to_be_focused()
    expect(form.get_by_label("Source", exact=True)).to_have_value("Cy Nobody")
    expect(page.locator(".story")).to_be_visible()
    form.get_by_label("What is it").select_option("person")
    form.get_by_role("button", name="Save").click()
    expect(page.locator(".card h2").first).to_contain_text("Cy Nobody")


def test_cancel_gives_the_card_back(mill: Reader) -> None:
    page = mill.open("/articles/1")
    stay(page)
    open_form(page, 1).get_by_role("link", name="Cancel").click()
    expect(page.locator(CARD_FORM)).to_have_count(0)
    expect(page.locator(".card")).to_contain_text("Bo Renn")
    assert stayed(page)


def test_escape_leaves_a_field_and_then_the_form(mill: Reader) -> None:
    page = mill.open("/articles/1")
    form = open_form(page)
    form.get_by_label("Source", exact=True).focus()
    page.keyboard.press("Escape")
    expect(form.get_by_label("Source", exact=True)).not_to_be_focused()
    expect(form).to_be_visible()
    page.keyboard.press("Escape")
    expect(form).to_have_count(0)
    expect(page.locator(".card .said")).to_have_text("the mill is closed")


def test_everything_works_without_scripts(make_reader: Callable[..., Reader], desk: Site) -> None:
    page = replace(make_reader(java_script_enabled=False), site=desk).open("/articles/1")
    page.locator("a.tag").first.click()
    page.locator(".card").get_by_role("link", name="Correct").click()
    page.get_by_role("button", name="End a word earlier").click()
    expect(page.locator(".preview mark")).to_have_text("the mill is")
    page.get_by_label("Or other words").fill("it was sold")
    page.get_by_role("button", name="Add them as a further part").click()
    page.get_by_label("Source", exact=True).fill("Anna Lee")
    page.locator("#edit").get_by_role("button", name="Save").click()
    expect(page.locator(".card .said")).to_have_text("the mill is … it was sold")
    page.get_by_role("link", name="add a claim").click()
    page.get_by_label("The words").fill("the mill is closed")
    page.get_by_role("button", name="Find them in the text").click()
    page.get_by_role("button", name="Add the claim").click()
    expect(page.locator(".card")).to_contain_text("added by a person")
    page.locator(".head").get_by_role("link", name="history").click()
    page.get_by_role("button", name="Undo: added").click()
    expect(page.locator(".event").first).to_contain_text("Taken back")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    make_reader: Callable[..., Reader], desk: Site, width: int, scheme: str
) -> None:
    reader = replace(make_reader(width=width, color_scheme=scheme), site=desk)

    def check(state: str) -> None:
        page.locator("details").evaluate_all("all => all.forEach((each) => (each.open = true))")
        found = Axe().run(page)
        assert found.violations_count == 0, f"{state}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state

    page = reader.open("/articles/1")
    select_words(page, "is closed.")
    check("words are selected")
    form = open_form(page)
    check("the form in the card")
    form.get_by_role("button", name="Use the selected words").click()
    key = re.search(r"claim=(\w+)", page.url)[1]
    page = reader.open(f"/claims/{key}/edit")
    check("the form alone")
    page.get_by_label("Source", exact=True).fill("Cy Nobody")
    page.locator("#edit").get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check("a refusal")
    page.get_by_label("What is it").select_option("person")
    page.locator("#edit").get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("the mill is closed")
    for path in (
        f"/claims/{key}",
        f"/claims/{key}?version=1",
        "/articles/1/history",
        "/articles/1/corrections",
        "/articles/1/claims/new",
    ):
        page = reader.open(path)
        check(path)
    page = reader.open(f"/claims/{key}/edit")
    page.get_by_role("button", name="Remove the claim").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Removed")
    check("a removed claim")
