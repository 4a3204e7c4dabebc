"""Lists in a browser: filters without loading the page, and the same without scripts."""

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Route, expect

from tests.browser.conftest import Reader
from tests.browser.test_reading import stay, stayed


def test_filters_work_without_loading_the_page(reader: Reader) -> None:
    page = reader.open("/claims")
    stay(page)
    narrow = page.get_by_role("navigation", name="Narrow the list")
    narrow.get_by_role("link", name="direct 2", exact=True).click()
    expect(page).to_have_url(re.compile(r"/claims\?kind=direct$"))
    expect(page.locator(".tie-item")).to_have_count(2)
    expect(narrow.get_by_role("link", name="direct 2 (chosen)")).to_be_focused()
    expect(page.locator("#announce")).to_have_text("2 claims")
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


def test_of_two_quick_choices_the_last_one_holds(reader: Reader) -> None:
    page = reader.open("/claims")
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(re.compile(r"/claims\?(kind|act)="), hold)
    narrow = page.get_by_role("navigation", name="Narrow the list")
    narrow.get_by_role("link", name="direct 2", exact=True).click()
    narrow.locator("#f-act-states").click()
    page.wait_for_function("document.querySelector('#results.htmx-request') !== null")
    for route in held:
        with suppress(Error):  # of the one that the browser has given up
            route.continue_()
    expect(page).to_have_url(re.compile(r"/claims\?act=states$"))
    expect(page.locator("#f-act-states")).to_have_attribute("aria-current", "true")
    expect(page.locator("#f-kind-direct")).not_to_have_attribute("aria-current", "true")


def test_words_that_turn_their_direction_turn_nothing_around_them(reader: Reader) -> None:
    page = reader.open("/claims")
    for each in (".who-line a", ".said a", ".speaker .muted", ".only .name"):
        assert page.locator(each).first.evaluate("each => getComputedStyle(each).unicodeBidi") == "isolate"


def test_a_source_is_left_out_and_taken_back_by_keyboard(reader: Reader) -> None:
    page = reader.open("/claims")
    page.locator("#x-tobias-renn").focus()
    expect(page.locator("#x-tobias-renn")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"\?without=tobias-renn$"))
    expect(page.locator("#found")).to_contain_text("10 claims not by Tobias Renn")
    expect(page.locator("#x-tobias-renn")).to_be_focused()
    page.get_by_role("link", name="not by Tobias Renn (take away)").click()
    expect(page.locator("#found")).to_have_text(re.compile(r"^\s*12 claims\s*$"))
    expect(page.locator("#found")).to_be_focused()


def test_what_was_unfolded_stays_unfolded(make_reader: Callable[..., Reader]) -> None:
    page = make_reader(width=390).open("/claims")
    expect(page.get_by_role("link", name="direct 2", exact=True)).to_be_hidden()
    page.get_by_text("Narrow the list").click()
    page.get_by_role("link", name="direct 2", exact=True).click()
    expect(page.locator(".tie-item")).to_have_count(2)
    expect(page.get_by_role("link", name="mixed 3", exact=True)).to_be_visible()


def test_a_name_that_is_typed_brings_up_its_source(reader: Reader) -> None:
    page = reader.open("/claims?kind=mixed")
    stay(page)
    field = page.get_by_role("combobox", name="Search these claims")
    page.get_by_label("Search these claims").press_sequentially("ren")
    option = page.get_by_role("option", name="Tobias Renn")
    expect(option).to_be_visible()
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("ArrowDown")
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", "s-tobias-renn")
    field.press("ArrowUp")
    expect(option).to_have_attribute("aria-selected", "false")
    field.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    expect(field).to_be_focused()
    field.press("n")
    expect(option).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")
    expect(page).to_have_url(re.compile(r"/claims\?kind=mixed&source=tobias-renn$"))
    expect(page.locator(".tie-item")).to_have_count(2)
    assert stayed(page)


def test_a_name_in_the_masthead_leads_to_its_claims_from_anywhere(reader: Reader) -> None:
    page = reader.open("/sources")
    page.get_by_label("Search all claims").press_sequentially("renn")
    page.get_by_role("option", name="Tobias Renn").click()
    expect(page).to_have_url(re.compile(r"/claims\?source=tobias-renn$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Claims")


def test_on_the_front_page_a_name_leads_to_the_list_of_claims(reader: Reader) -> None:
    page = reader.open("/")
    page.get_by_label("Search articles").press_sequentially("renn")
    page.get_by_role("option", name="Tobias Renn").click()
    expect(page).to_have_url(re.compile(r"/claims\?source=tobias-renn$"))
    expect(page.locator(".facet-groups")).to_have_count(1)


@pytest.mark.parametrize("width", [320, 1280])
def test_words_in_context_stand_under_each_other(make_reader: Callable[..., Reader], width: int) -> None:
    page = make_reader(width=width).open("/concordance?q=the")
    lefts = page.locator(".words").evaluate_all("all => all.map((each) => each.getBoundingClientRect().left)")
    assert len(lefts) > 5
    assert max(lefts) - min(lefts) < 1
    page.get_by_role("link", name="Before", exact=True).click()
    expect(page).to_have_url(re.compile(r"/concordance\?order=before&q=the$"))
    expect(page.get_by_role("link", name="Before", exact=True)).to_be_focused()
    page.get_by_role("link", name="Excerpts").click()
    expect(page).to_have_url(re.compile(r"/claims\?q=the$"))


def test_a_slow_answer_is_told_after_a_fifth_of_a_second(reader: Reader) -> None:
    page = reader.open("/claims")
    opacity = "document.querySelector('#results > .list').getAnimations()[0]?.effect.getTiming().delay"
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/claims?kind=direct", hold)
    page.get_by_role("link", name="direct 2", exact=True).click()
    expect(page.locator("#results")).to_have_class(re.compile("htmx-request"))
    assert page.evaluate(opacity) == 200
    held[0].continue_()
    expect(page.locator(".tie-item")).to_have_count(2)
    expect(page.locator("#results")).not_to_have_class(re.compile("htmx-request"))


def test_nothing_moves_that_was_not_asked_to(reader: Reader) -> None:
    for path in ("/", "/claims", "/concordance?q=the", "/sources"):
        page = reader.open(path)
        shift = page.evaluate(
            "new Promise((done) => { let sum = 0; new PerformanceObserver((list) => list.getEntries()"
            ".forEach((each) => (sum += each.value))).observe({ type: 'layout-shift', buffered: true });"
            " setTimeout(() => done(sum), 200); })"
        )
        assert shift == 0, path


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
    page.locator("#x-ministry-of-works").click()
    expect(page.locator(".tie-item")).to_have_count(2)
    page.get_by_role("link", name="not by Ministry of Works").click()
    page.get_by_label("Search these claims").fill("museum")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".tie-item")).to_have_count(2)
    page.get_by_label("Search these claims").fill("renn")
    page.get_by_role("button", name="Search").click()
    page.locator(".called").get_by_role("link", name="Tobias Renn").click()
    expect(page).to_have_url(re.compile(r"/claims\?kind=mixed&source=tobias-renn$"))
    page.get_by_role("link", name="In context").click()
    page.get_by_label("Search these claims").fill("pier")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".words")).to_have_text(["pier"])
    reader.open("/sources?order=claims")
    page.get_by_role("link", name="Ines Halloran").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ines Halloran")


@pytest.mark.parametrize("width", [320, 390, 768, 1280, 1920])
def test_no_page_is_wider_than_its_window(
    make_reader: Callable[..., Reader], article: str, width: int
) -> None:
    reader = make_reader(width=width)
    for path in (
        "/",
        f"{article}?source=tobias-renn&source=adaeze-brandt",
        "/claims",
        "/claims?q=renn&without=adaeze-brandt&hedged=yes&outlet=Kestle+Courier&from=2024-11-01",
        "/concordance?q=the",
        "/sources",
        "/styleguide",
        "/api",
        "/nope",
    ):
        page = reader.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
