"""What a page costs: bytes, and words that come late or move under the reader's eyes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Request, expect

from app.settings import Settings
from app.web.headers import HTMX
from tests.browser.conftest import Reader, Site
from tests.browser.long_text import CLAIMS, LENGTH, long_text

MOST_BYTES = 60_000  # of a first view over the wire, without htmx
OWN_SCRIPTS = 10_000
WATCH = """
  window.shifts = []; window.largest = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((each) => shifts.push(each.value)))
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((each) => (largest = each.startTime)))
    .observe({ type: "largest-contentful-paint", buffered: true });
"""


@pytest.fixture(params=[1280, 390])
def watched(request: pytest.FixtureRequest, make_reader: Callable[..., Reader], long_site: Site) -> Page:
    """The long article in a browser that notes what moves, at two widths."""
    page = make_reader(width=request.param).page
    page.add_init_script(WATCH)
    page.goto(f"{long_site.url}/articles/{long_site.ids['long']}", wait_until="load")
    return page


def shifted(page: Page) -> float:
    """The sum of all shifts, those after an input of the reader included."""
    page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
    return page.evaluate("shifts.reduce((sum, each) => sum + each, 0)")


def test_the_text_is_as_long_as_it_says() -> None:
    assert abs(len(long_text()) - LENGTH) < 1_000


def test_a_long_article_is_there_at_once_and_stands_still(watched: Page) -> None:
    expect(watched.locator(".tag[data-sign]")).to_have_count(CLAIMS)
    assert shifted(watched) == 0
    first = watched.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    assert watched.evaluate("largest") == pytest.approx(first, abs=1)  # nothing large comes later


def test_a_choice_in_a_long_article_moves_nothing(watched: Page) -> None:
    label = watched.locator(".tag[data-sign]").nth(120)
    label.scroll_into_view_if_needed()
    before = shifted(watched)
    label.click()
    expect(watched.locator(".card")).to_be_visible()
    watched.locator(".card .close").click()
    expect(watched.locator(".card")).to_have_count(0)
    assert shifted(watched) == before


def test_a_first_view_is_small(make_reader: Callable[..., Reader], long_site: Site) -> None:
    page = make_reader().page
    answers: list[Request] = []
    page.on("requestfinished", lambda each: answers.append(each))  # noqa: PLW0108 - no built-in will do
    page.goto(f"{long_site.url}/articles/{long_site.ids['long']}", wait_until="networkidle")
    sizes = {each.url: each.sizes()["responseBodySize"] for each in answers if each.url != HTMX}
    assert len(sizes) > 3
    assert sum(sizes.values()) < MOST_BYTES, sizes


def test_the_scripts_of_our_own_are_small() -> None:
    scripts = {path.name: path.stat().st_size for path in Settings().static.glob("*.js")}
    assert sum(scripts.values()) < OWN_SCRIPTS, scripts
