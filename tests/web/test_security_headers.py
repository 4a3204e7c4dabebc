"""Each guard that a header or a setting of the page stands for; take one out, and one of these fails."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from fastapi.testclient import TestClient

from app.settings import Settings
from app.web.headers import HTMX_FILE, security_headers
from tests.web.conftest import client_for

CDN = "https://cdn.jsdelivr.net/npm/htmx.org@2.0.11/dist/htmx.min.js"
POLICY = {
    "default-src": "'none'",
    "script-src": f"'self' {CDN}",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ASKED: dict[str, Callable[[TestClient], object]] = {
    "page": lambda client: client.get("/"),
    "fragment": lambda client: client.get("/claims", headers={"HX-Request": "true"}),
    "api": lambda client: client.get("/api/v1/claims"),
    "not changed": lambda client: client.get("/api/v1/claims", headers={"If-None-Match": "*"}),
    "openapi": lambda client: client.get("/openapi.json"),
    "file": lambda client: client.get("/static/theme.js"),
    "no file": lambda client: client.get("/static/none.js"),
    "export": lambda client: client.get("/claims.csv"),
    "no page": lambda client: client.get("/nope"),
    "no route of the api": lambda client: client.get("/api/v1/nope"),
    "wrong value": lambda client: client.get("/claims?kind=loud"),
    "wrong method": lambda client: client.put("/claims"),
    "other site": lambda client: client.post("/review", headers={"Sec-Fetch-Site": "cross-site"}),
    "other name": lambda client: client.get("/", headers={"Host": "rebound.example"}),
    "too large": lambda client: client.post(
        "/api/v1/articles",
        content=b" " * (21 * 2**20),
        headers={"Content-Type": "application/json"},
    ),
    "slash": lambda client: client.get("/claims/", follow_redirects=False),
}


@pytest.mark.parametrize("asked", ASKED)
def test_every_kind_of_answer_carries_every_guard(client: TestClient, asked: str) -> None:
    headers = ASKED[asked](client).headers
    directives = (each.split(" ", 1) for each in headers["content-security-policy"].split("; "))
    assert dict(directives) == POLICY
    assert {name: headers.get(name) for name in HEADERS} == HEADERS
    for forgone in ("camera", "geolocation", "microphone", "payment", "usb", "serial", "hid"):
        assert f"{forgone}=()" in headers["permissions-policy"].split(", ")


def test_browsers_keep_to_tls_where_the_site_has_it(filled: tuple[str, dict[str, int]]) -> None:
    behind_tls = client_for(filled[0]).get("/")
    assert behind_tls.headers["strict-transport-security"] == "max-age=31536000"


def test_a_laptop_does_not_bind_browsers_to_tls(filled: tuple[str, dict[str, int]]) -> None:
    client = client_for(filled[0])
    plain = client.app.state.settings.model_copy(update={"base_url": "http://127.0.0.1:8000"})
    assert "Strict-Transport-Security" not in security_headers(plain)


def test_the_only_script_from_elsewhere_is_held_to_its_bytes(client: TestClient) -> None:
    page = client.get("/").text
    scripts = re.findall(r"<script\s[^>]*>", page)
    (from_elsewhere,) = [each for each in scripts if 'src="/static/' not in each]
    digest = hashlib.sha384((Settings().static / HTMX_FILE).read_bytes()).digest()
    assert f'src="{CDN}"' in from_elsewhere
    assert f'integrity="sha384-{base64.b64encode(digest).decode()}"' in from_elsewhere
    assert 'crossorigin="anonymous"' in from_elsewhere


def test_htmx_may_neither_run_what_it_swaps_in_nor_keep_what_was_read(client: TestClient) -> None:
    page = client.get("/").text
    config = json.loads(unescape(re.search(r"name=\"htmx-config\" content='([^']*)'", page)[1]))
    assert config["allowEval"] is False
    assert config["allowScriptTags"] is False
    assert config["includeIndicatorStyles"] is False
    assert config["selfRequestsOnly"] is True
    assert config["historyCacheSize"] == 0
    assert "hx-on" not in page
