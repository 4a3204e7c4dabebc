"""The queue of claims in doubt in a browser: single keys, and without scripts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from app.domain import Attribution, Draft
from tests.browser.conftest import Reader, Site, serving
from tests.browser.test_reading import stay, stayed
from tests.web.conftest import OnlySaid

ABOUT = (
    "mill",
    "ferry",
    "bridge",
    "lock",
    "quay",
    "weir",
    "tower",
    "dyke",
    "ford",
    "mole",
    "sluice",
    "jetty",
)
TEXT = " ".join(
    f"{who} said that the {what} is shut until the spring."
    for what, who in zip(ABOUT, ("Ann Lee", "Bo Renn", "Cy Moss") * 4, strict=True)
)


class Unsure(OnlySaid):
    """The less sure of a claim, the earlier it stands."""

    def extract(self, text: str) -> tuple[Attribution, ...]:
        found = super().extract(text)
        return tuple(replace(each, margin=0.1 * (number + 1)) for number, each in enumerate(found))


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Site]:
    """A site with twelve claims in doubt."""
    with serving(tmp_path) as (pipeline, url):
        pipeline.extractor = Unsure()
        pipeline.ingest(Draft(TEXT, title="What is shut", outlet="Kestle Courier"))
        yield Site(url, {})


def test_claims_are_settled_by_single_keys(reader: Reader, queue: Site) -> None:
    page = replace(reader, site=queue).open("/review")
    stay(page)
    focused, left = page.locator(".doubt:focus mark"), page.locator(".progress")
    done = page.get_by_role("status").first
    expect(focused).to_contain_text("the mill")
    for key, said, then in (
        ("a", "Accepted: the mill", "the ferry"),
        ("x", "Removed: the ferry", "the bridge"),
        ("m", "Put right: the bridge", "the lock"),
        ("1", "", "the quay"),
    ):
        page.keyboard.press(key)
        expect(done).to_contain_text(said)
        expect(focused).to_contain_text(then)
    expect(left).to_contain_text("4 done by you today")
    page.keyboard.press("u")
    expect(left).to_contain_text("3 done by you today")
    for key, then in (
        ("", "the lock"),
        ("j", "the quay"),
        ("b", "the weir"),  # the one that stands in its place
        ("k", "the lock"),
    ):
        if key:
            page.keyboard.press(key)
        expect(focused).to_contain_text(then)
    expect(done).to_contain_text("Put right: the quay")
    assert stayed(page)


def test_a_key_opens_the_field_for_somebody_else_and_letters_are_letters_there(
    make_reader: Callable[..., Reader], queue: Site
) -> None:
    page = replace(make_reader(), site=queue).open("/review")
    page.keyboard.press("s")
    field = page.get_by_label("Somebody else").first
    expect(field).to_be_focused()
    page.keyboard.type("axm1")
    expect(field).to_have_value("axm1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("There is no source called axm1")
    expect(field).to_be_focused()
    page.get_by_role("button", name="person", exact=True).click()
    expect(page.locator(".doubt")).to_have_count(10)
    expect(page.locator(".doubt:focus mark")).to_contain_text("the ferry")


def test_a_key_leads_to_the_whole_form(reader: Reader, queue: Site) -> None:
    page = replace(reader, site=queue).open("/review")
    page.keyboard.press("e")
    expect(page).to_have_url(re.compile(r"/claims/\w+/edit"))


def test_the_whole_queue_is_worked_off_by_keys_alone(reader: Reader, queue: Site) -> None:
    page = replace(reader, site=queue).open("/review")
    for what in ABOUT:
        expect(page.locator(".doubt:focus mark")).to_contain_text(f"the {what}")
        page.keyboard.press("a")
    expect(page.locator(".progress")).to_contain_text("12 done by you today")
    page.keyboard.press("u")
    expect(page.locator(".doubt:focus mark")).to_contain_text("the jetty")


def test_claims_are_settled_without_scripts(make_reader: Callable[..., Reader], queue: Site) -> None:
    page = replace(make_reader(java_script_enabled=False), site=queue).open("/review")
    page.get_by_role("button", name="Right as it is").first.click()
    expect(page.get_by_role("status").first).to_contain_text("Accepted: the mill")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".question mark").first).to_contain_text("the mill")
    page.get_by_label("Somebody else").first.fill("Bo Renn")
    page.get_by_role("button", name="Set").first.click()
    expect(page.get_by_role("status").first).to_contain_text("Put right: the mill")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_in_the_queue(
    make_reader: Callable[..., Reader], queue: Site, width: int, scheme: str
) -> None:
    reader = replace(make_reader(width=width, color_scheme=scheme), site=queue)
    page = reader.open("/review")
    page.get_by_role("button", name="Right as it is").first.click()
    expect(page.get_by_role("status").first).to_contain_text("Accepted")
    for path in ("", "/review?article=1"):
        page = reader.open(path) if path else page
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
