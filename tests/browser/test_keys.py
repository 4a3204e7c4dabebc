"""An article by keyboard alone."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Reader


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_j_and_k_go_from_claim_to_claim(reader: Reader, article: str) -> None:
    page = reader.open(article)
    card = page.locator(".card")
    press(page, "j")
    expect(card).to_contain_text("Marrow Port Authority")
    expect(card).to_be_focused()
    press(page, "j")
    expect(card).to_contain_text("rather have angry drivers")
    press(page, "k")
    expect(card).to_contain_text("Marrow Port Authority")
    press(page, "k")
    expect(page.locator("#announce")).to_have_text("No further one")
    press(page, "Escape")
    expect(card).to_have_count(0)
    page.go_back()
    expect(card).to_contain_text("Marrow Port Authority")
    page.go_back()  # one step, however far the keys led
    expect(page).to_have_url(re.compile(rf"{article}$"))


def test_quick_presses_are_all_counted(reader: Reader, article: str) -> None:
    page = reader.open(article)
    press(page, "j", "j", "j", "j", "j")
    expect(page.locator(".card")).to_contain_text("a museum piece")
    expect(page.locator(".card")).to_have_count(1)


def test_n_and_p_stay_with_a_source(reader: Reader, article: str) -> None:
    page = reader.open(article)
    press(page, "j", "j", "n")
    expect(page.locator(".card")).to_contain_text("14 million crowns")
    press(page, "n")
    expect(page.locator("#announce")).to_have_text("No further one")
    press(page, "p")
    expect(page.locator(".card")).to_contain_text("rather have angry drivers")


def test_keys_pass_over_claims_that_are_left_out(reader: Reader, article: str) -> None:
    page = reader.open(f"{article}?source=adaeze-brandt")
    press(page, "j")
    expect(page.locator(".card")).to_contain_text("The ferry can carry the commuters")


def test_f_leads_to_the_filters_and_slash_to_the_search(reader: Reader, article: str) -> None:
    page = reader.open(article)
    press(page, "f")
    expect(page.locator("#key a").first).to_be_focused()
    press(page, "/")
    expect(page.get_by_label("Search all claims")).to_be_focused()
    press(page, "j", "k")  # in a field these are letters
    expect(page.get_by_label("Search all claims")).to_have_value("jk")
    expect(page.locator(".card")).to_have_count(0)


def test_c_copies_the_claim_or_the_view(reader: Reader, article: str) -> None:
    page = reader.open(f"{article}?hedged=yes")
    press(page, "c")
    expect(page.locator("#announce")).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{reader.site.url}{article}?hedged=yes"
    press(page, "j")
    expect(page.locator(".card")).to_be_focused()
    press(page, "c")
    expect(page.locator(".card").get_by_role("button", name="Copied")).to_be_visible()
    assert re.fullmatch(rf"{reader.site.url}/claims/\w+", page.evaluate("navigator.clipboard.readText()"))


def test_a_question_mark_lists_the_keys_which_can_be_switched_off(reader: Reader, article: str) -> None:
    page = reader.open(article)
    press(page, "?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    keys.get_by_label("Single keys are on").uncheck()
    press(page, "Escape")
    expect(keys).to_be_hidden()
    press(page, "j")
    page.reload()
    press(page, "j", "f")
    expect(page.locator(".card")).to_have_count(0)
    page.get_by_role("button", name="Keys").click()
    expect(keys.get_by_label("Single keys are on")).not_to_be_checked()
    keys.get_by_label("Single keys are on").check()
    keys.get_by_role("button", name="Close").click()
    press(page, "j")
    expect(page.locator(".card")).to_be_visible()


def test_keys_with_ctrl_are_the_browsers(reader: Reader, article: str) -> None:
    page = reader.open(article)
    press(page, "Control+j", "Alt+n")
    expect(page.locator(".card")).to_have_count(0)
