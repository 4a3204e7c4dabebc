"""Signing in and seeing to accounts, in a browser, also without scripts, on paper and at any width."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from app.actions import accounts
from app.domain import Role, Scope
from tests.browser.conftest import Reader, serving
from tests.web.people import NAMES, PASSWORD, add_people

ADMIN = NAMES[Role.ADMIN]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a site with accounts, tokens and a history."""
    with serving(tmp_path) as (pipeline, url):
        ids = add_people(pipeline.engine)
        accounts.make_token(pipeline.engine, ids[Role.ADMIN], "nightly import", Scope.WRITE)
        accounts.add_account(
            pipeline.engine, "Somebody with a name that is as long as names may be here", Role.READER
        )
        accounts.deactivate(pipeline.engine, ids[Role.READER], who=ADMIN)
        yield url


def sign_in(page: Page, server: str, path: str = "/account") -> None:
    page.goto(f"{server}{path}")
    page.get_by_label("Name").fill(ADMIN)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name=f"Your account, {ADMIN}")).to_be_visible()


def look(page: Page) -> None:
    """Nothing for axe to find, and nothing that sticks out at the side."""
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_page_is_fit_for_all(
    make_reader: Callable[..., Reader], server: str, width: int, scheme: str
) -> None:
    reader = make_reader(width=width, color_scheme=scheme)
    page = reader.page
    page.goto(f"{server}/login")
    look(page)
    page.get_by_label("Name").fill(ADMIN)
    page.get_by_label("Password").fill("a wrong one")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text("The name or the password is wrong.")
    look(page)
    sign_in(page, server)
    look(page)
    page.get_by_label("What it is for").fill("a script")
    page.get_by_role("button", name="Make a token").click()
    expect(page.get_by_text("Your new token")).to_be_visible()
    expect(page.locator(".secret")).not_to_be_empty()
    look(page)
    page.goto(f"{server}/people")
    look(page)
    page.get_by_role("button", name="New password for Edda Lund").click()
    expect(page.get_by_text("Give this link")).to_be_visible()
    look(page)
    page.goto(f"{server}/reset/{page.locator('.secret').inner_text().rpartition('/')[2]}")
    expect(page.get_by_role("heading", name="Choose a password")).to_be_visible()
    look(page)
    complaints = [each for each in reader.complaints if "401" not in each]
    assert complaints == []


def test_a_first_visit_without_scripts(make_reader: Callable[..., Reader], server: str) -> None:
    page = make_reader(java_script_enabled=False).page
    sign_in(page, server, "/claims?kind=mixed")
    expect(page).to_have_url(f"{server}/claims?kind=mixed")
    page.get_by_role("link", name=f"Your account, {ADMIN}").click()
    expect(page.get_by_role("heading", name=ADMIN)).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name=ADMIN)).to_have_count(0)  # nobody sees it who comes after


def test_a_password_is_chosen_by_a_one_time_link(make_reader: Callable[..., Reader], server: str) -> None:
    admin, somebody = make_reader().page, make_reader().page
    sign_in(admin, server)
    admin.goto(f"{server}/people")
    admin.get_by_role("button", name="New password for Edda Lund").click()
    link = admin.locator(".secret").inner_text()
    told = []
    somebody.on("request", lambda request: told.append(request.all_headers()))
    somebody.goto(f"{server}/reset/{link.rpartition('/')[2]}")
    for label in ("New password", "The new password again"):
        somebody.get_by_label(label, exact=True).fill("seven tall lanterns")
    somebody.get_by_role("button", name="Save and sign in").click()
    expect(somebody.get_by_role("heading", name="Edda Lund")).to_be_visible()
    assert not [headers for headers in told if "/reset/" in headers.get("referer", "")]
