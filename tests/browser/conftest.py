"""Chromium and a server over the sample articles; the CDN is answered with our own copy of its file."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, expect, sync_playwright

from app.domain import Draft
from app.main import create_app
from app.pipeline import Pipeline
from app.read import Fetcher
from app.settings import Settings
from app.store.session import make_engine, migrate
from app.web.headers import HTMX, HTMX_FILE
from tests.browser.long_text import long_text
from tests.web.conftest import OnlySaid
from tests.web.sample import fill

CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-quic",
    "--no-first-run",
]
# What htmx says of a request that a later one took the place of.
OVERTAKEN = ("htmx:sendAbort", "htmx:afterRequest")
DESK = {
    "Mill": "Ann Lee said that the mill is closed. Bo Renn said that it was sold.",
    "Ferry": "Anna Lee said that the ferry is late.",
    "Lock": "Mr Lee said that the lock leaks. Mr Lee said that it always has.",
    "Tide": "Mr Renn said that the tide was high.",
    "Pier": "Mrs Moss said that the pier is safe.",
}


@pytest.fixture(scope="session")
def browser(require_or_skip: Callable[[str], NoReturn]) -> Iterator[Browser]:
    found = next((path for name in CHROMIUM if (path := shutil.which(name))), None)
    if found is None:
        require_or_skip(f"pages in a browser: install one of {', '.join(CHROMIUM)}")
    expect.set_options(timeout=10_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True)
class Site:
    url: str
    ids: dict[str, int]


@contextmanager
def serving(folder: Path, fetcher: Fetcher | None = None) -> Iterator[tuple[Pipeline, str]]:
    """The application on a free port of this machine, over an empty database; its address."""
    engine = make_engine(f"sqlite:///{folder / 'site.db'}")
    migrate(engine)
    pipeline = Pipeline(engine, OnlySaid(), ())
    app = create_app(Settings(), pipeline, fetcher)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_config=None))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
        assert thread.is_alive(), "the server did not start"
    port = server.servers[0].sockets[0].getsockname()[1]
    yield pipeline, f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)
    engine.dispose()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with the sample articles, for reading alone: all tests share it."""
    with serving(tmp_path_factory.mktemp("site")) as (pipeline, url):
        yield Site(url, fill(pipeline.engine))


@pytest.fixture(scope="session")
def long_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site with one article, of 60,000 characters and 200 claims."""
    with serving(tmp_path_factory.mktemp("long")) as (pipeline, url):
        pipeline.ingest(Draft(long_text(), title="All that was said in a year", outlet="Kestle Courier"))
        yield Site(url, {"long": 1})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Site]:
    """A site that one test may change: Ann Lee and Anna Lee, and three names in doubt."""
    with serving(tmp_path) as (pipeline, url):
        for title, text in DESK.items():
            pipeline.ingest(Draft(text, title=title, outlet="Kestle Courier"))
        yield Site(url, {})


def answer_for_the_cdn(route: Route) -> None:
    """The browser checks the hash that the page names, so that other bytes would not run."""
    file = Settings().static / HTMX_FILE
    headers = {"Access-Control-Allow-Origin": "*", "Content-Type": "text/javascript"}
    route.fulfill(body=file.read_bytes(), headers=headers)


@dataclass(frozen=True, slots=True)
class Reader:
    """A page in a browser, and what its console complained about."""

    page: Page
    site: Site
    complaints: list[str]

    def open(self, path: str) -> Page:
        self.page.goto(f"{self.site.url}{path}")
        return self.page


@pytest.fixture
def make_reader(browser: Browser, site: Site) -> Iterator[Callable[..., Reader]]:
    contexts: list[BrowserContext] = []

    def make(*, width: int = 1280, **options: object) -> Reader:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)
        context.set_default_timeout(20_000)
        contexts.append(context)
        context.route(HTMX, answer_for_the_cdn)
        page = context.new_page()
        complaints: list[str] = []

        def note(message: ConsoleMessage) -> None:
            if message.type == "error" and not message.text.startswith(OVERTAKEN):
                complaints.append(message.text)

        page.on("console", note)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return Reader(page, site, complaints)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def reader(make_reader: Callable[..., Reader]) -> Iterator[Reader]:
    """A reader at a desk, whose browser must have nothing to complain about."""
    reader = make_reader(permissions=["clipboard-read", "clipboard-write"])
    yield reader
    assert reader.complaints == []


@pytest.fixture
def article(site: Site) -> str:
    return f"/articles/{site.ids['bridge']}"
