"""Adding articles as a newcomer would, from a newspaper that a server of this machine plays."""

import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from app.read import Fetcher
from tests.browser.conftest import Reader, Site, serving

STORY = (
    "<p>The swing bridge at Oldcastle is shut. Ann Lee said that it would open in May.</p>"
    "<p>Four thousand cars a day used to cross it, most of them on their way to the harbour.</p>"
    "<p>Nobody else was heard on the matter before this newspaper went to press that evening.</p>"
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Bridge is shut</title>
<meta property="og:site_name" content="Oldcastle Post">
<meta property="article:published_time" content="2021-05-01">
</head><body><article><h1>Bridge is shut</h1>{STORY}</article></body></html>"""
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Oldcastle Post</title>
<item><title>Bridge is shut</title><link>https://post.example/bridge</link></item></channel></rss>"""


class Newspaper(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        kind, body = ("application/rss+xml", FEED) if self.path == "/feed" else ("text/html", PAGE)
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_: object) -> None:
        pass


class ToNewspaper(httpx.BaseTransport):
    """Takes every request to the newspaper's server, whatever its address."""

    def __init__(self, port: int) -> None:
        self.port, self.wire = port, httpx.HTTPTransport()

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        here = httpx.URL(f"http://127.0.0.1:{self.port}{request.url.raw_path.decode()}")
        return self.wire.handle_request(httpx.Request(request.method, here))


@pytest.fixture(scope="module")
def newspaper() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Newspaper)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def newsroom(newspaper: int, tmp_path: Path, make_reader: Callable[..., Reader]) -> Iterator[Reader]:
    fetcher = Fetcher(resolver=lambda host: ["93.184.216.34"], transport=ToNewspaper(newspaper))
    with serving(tmp_path, fetcher) as (_, url):
        reader = make_reader()
        yield Reader(reader.page, Site(url, {}), reader.complaints)
        assert reader.complaints == []


def check_access(reader: Reader) -> None:
    assert Axe().run(reader.page).response["violations"] == []


def test_an_address_is_read_mended_and_stored(newsroom: Reader) -> None:
    page = newsroom.open("/add")
    check_access(newsroom)
    page.get_by_label("Address of the article").fill("https://post.example/bridge")
    page.get_by_role("button", name="Read the page").click()
    expect(page.get_by_label("Outlet")).to_have_value("Oldcastle Post")
    expect(page.locator("#published")).to_have_value("2021-05-01")
    check_access(newsroom)
    page.get_by_label("Title").fill("Swing bridge is shut")
    page.get_by_role("button", name="Store and read it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Swing bridge is shut")
    expect(page.locator(".story mark").first).to_contain_text("it would open in May")
    page.get_by_role("link", name="details").click()
    expect(page.get_by_label("Address")).to_have_value("https://post.example/bridge")
    check_access(newsroom)


def test_the_bookmark_hands_over_the_page_that_is_open(newsroom: Reader, newspaper: int) -> None:
    page = newsroom.open("/add")
    bookmark = page.get_by_role("link", name="Send to Sourcelight").get_attribute("href") or ""
    script = bookmark.removeprefix("javascript:").replace("http://127.0.0.1:8000", newsroom.site.url)
    page.goto(f"http://localhost:{newspaper}/behind-a-login")
    with page.expect_popup() as opened:
        page.evaluate(script)
    preview = opened.value
    expect(preview.get_by_label("Title")).to_have_value("Bridge is shut")
    expect(preview.get_by_label("Address")).to_have_value(f"http://localhost:{newspaper}/behind-a-login")
    expect(preview.get_by_label("Text")).to_have_value(re.compile("would open in May"))


def test_files_are_imported_while_the_page_shows_how_far_it_is(newsroom: Reader) -> None:
    page = newsroom.open("/add")
    files = [
        {
            "name": f"{n}.txt",
            "mimeType": "text/plain",
            "buffer": f"Ann Lee said that lock {n} leaks.".encode(),
        }
        for n in range(3)
    ]
    broken = {"name": "broken.pdf", "mimeType": "application/pdf", "buffer": b"no PDF"}
    page.get_by_label("Text, web page, PDF").set_input_files([*files, broken])
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("status").first).to_contain_text("Finished: 4 of 4")
    expect(page.get_by_text("3 stored")).to_be_visible()
    expect(page.get_by_text("broken.pdf").first).to_be_visible()
    check_access(newsroom)
    page.goto(f"{newsroom.site.url}/imports")
    check_access(newsroom)


def test_a_feed_brings_its_articles(newsroom: Reader) -> None:
    page = newsroom.open("/feeds")
    check_access(newsroom)
    page.get_by_label("Address of the feed").fill("https://post.example/feed")
    page.get_by_role("button", name="Follow").click()
    for _ in range(50):
        page.reload()
        if page.get_by_role("link", name="what came last").is_visible():
            break
        page.wait_for_timeout(100)
    check_access(newsroom)
    page.get_by_role("link", name="what came last").click()
    expect(page.get_by_role("link", name="Bridge is shut")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_the_pages_fit_a_phone(newsroom: Reader, width: int) -> None:
    newsroom.page.set_viewport_size({"width": width, "height": 800})
    for path in ("/add", "/imports", "/feeds"):
        newsroom.open(path)
        assert newsroom.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
