"""Filters of an article: with scripts, without, and by what is heard."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Reader


def test_a_figure_shows_its_instances_and_says_so(reader: Reader, article: str) -> None:
    page = reader.open(article)
    page.evaluate("window.stayed = true")
    page.locator("#profile").get_by_role("link", name="4 hedged").click()
    expect(page).to_have_url(re.compile(r"\?hedged=yes$"))
    expect(page.locator("#found")).to_contain_text("4 claims hedged")
    expect(page.locator("#announce")).to_have_text("4 claims")
    expect(page.locator("#profile").get_by_role("link", name="4 hedged")).to_be_focused()
    page.locator("#found").get_by_role("link", name=re.compile("^hedged")).click()
    expect(page).to_have_url(re.compile(rf"{article}$"))
    expect(page.locator("#found")).to_be_focused()  # what had the focus is gone
    assert page.evaluate("window.stayed")


def test_back_and_forward_show_what_their_addresses_say(reader: Reader, article: str) -> None:
    page = reader.open(article)
    page.locator("#f-tobias-renn").click()
    expect(page.locator("#found")).to_contain_text("2 claims by Tobias Renn")
    page.locator("#w-adaeze-brandt").click()
    expect(page.locator("#found")).to_contain_text("not by Adaeze Brandt")
    page.locator("#sift").get_by_role("link", name=re.compile("^direct")).click()
    expect(page.locator("#found")).to_have_text(re.compile("not by Adaeze Brandt.*, direct"))
    page.go_back()
    expect(page.locator("#found")).not_to_contain_text("direct")
    page.go_back()
    expect(page.locator("#found")).to_contain_text("2 claims by Tobias Renn")
    page.go_forward()
    expect(page.locator("#found")).to_contain_text("not by Adaeze Brandt")
    expect(page.locator(".masthead")).to_have_count(1)


def test_every_filter_works_without_scripts(make_reader: Callable[..., Reader], article: str) -> None:
    page = make_reader(java_script_enabled=False).open(article)
    page.locator("#f-tobias-renn").click()
    expect(page.locator("#found")).to_contain_text("2 claims by Tobias Renn")
    page.locator("#found").get_by_role("link", name="Clear all").click()
    page.locator("#profile").get_by_role("link", name="1 unnamed").click()
    expect(page.locator("#found")).to_contain_text("1 claim by sources without a name alone")
    page.locator(".story .tag:not(.off)").click()
    expect(page.locator(".card")).to_contain_text("the detour will outlast the repairs")
    page.locator(".card").get_by_role("link", name="Close").click()
    expect(page.locator(".card")).to_have_count(0)
    expect(page.locator("#found")).to_contain_text("1 claim")


def test_on_a_narrow_page_filters_that_are_used_stay_unfolded(
    make_reader: Callable[..., Reader], article: str
) -> None:
    page = make_reader(width=390).open(article)
    page.get_by_text("More filters").click()
    page.locator("#sift").get_by_role("link", name=re.compile("^intends")).click()
    expect(page.locator("#found")).to_contain_text("1 claim intends")
    expect(page.locator("#sift").get_by_role("link", name=re.compile("^intends"))).to_be_focused()
    page.locator("#sift").get_by_role("link", name=re.compile("^intends")).click()
    expect(page.locator("#found")).to_contain_text("11 claims")
    expect(page.locator("#found")).to_be_focused()


def test_what_is_heard_names_a_claims_source_at_both_ends(reader: Reader, article: str) -> None:
    page = reader.open(article)
    heard = page.locator(".para").first.aria_snapshot()
    ends = ("MPA:", "The old swing bridge", "Claim of Marrow Port Authority, end")
    places = [heard.index(words) for words in ends]
    assert places == sorted(places), heard
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.para > p'))")
    assert "MPA" not in page.evaluate("getSelection().toString()")
