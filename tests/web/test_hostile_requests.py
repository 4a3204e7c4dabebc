"""What somebody asks who does not mean well: paths, methods, queries and bodies that no page makes."""

from urllib.parse import quote, urljoin, urlsplit

import pytest
from fastapi.testclient import TestClient


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app/settings.py",
        "/static/%2e%2e/app/settings.py",
        "/static/..%2fpyproject.toml",
        "/static//etc/passwd",
        "/static/vendor/..%5c..%5cpyproject.toml",
        "/static/%00",
    ],
)
def test_no_path_leads_out_of_the_static_files(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "pydantic" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [{"X-HTTP-Method-Override": "DELETE"}, {"X-HTTP-Method": "DELETE"}, {"X-Method-Override": "DELETE"}],
)
def test_a_method_cannot_be_told_otherwise_than_by_itself(desk: TestClient, headers: dict[str, str]) -> None:
    feed = desk.post("/api/v1/feeds", json={"url": "https://news.example/feed"}).json()["feed"]
    desk.get(f"/api/v1/feeds?_method=DELETE&feed_id={feed}", headers=headers)
    assert desk.post(f"/api/v1/feeds/{feed}", data={"_method": "DELETE"}, headers=headers).status_code == 405
    assert [each["id"] for each in desk.get("/api/v1/feeds").json()["rows"]] == [feed]


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 60_000,
        "&".join(f"source={number}" for number in range(5_000)),
        "a=" + "%F0%9F%92%A9" * 5_000,
        "&" * 50_000,
        "q=a&q=b&q=%22c",
        "kind=direct&kind=direct&kind=direct",
        "limit=1&limit=2",
        "after=&after=x",
        "from=2024-01-01&from=soon",
        "q[]=a&q[$ne]=b&q.x=c",
        "%00=%00",
        "q=%ff%fe%ed%a0%80",
        "=&==&=%3D",
    ],
)
@pytest.mark.parametrize(
    "path", ["/claims", "/articles/1", "/", "/concordance", "/sources", "/api/v1/claims", "/compare"]
)
def test_any_query_is_answered(client: TestClient, path: str, query: str) -> None:
    answer = client.get(f"{path}?{query}")
    assert answer.status_code in (200, 404, 422), answer.text


def test_a_body_that_does_not_say_how_long_it_is_has_the_same_limit(desk: TestClient) -> None:
    """As chunks, to a form, to the API, and as a file."""
    chunk = b"x" * 2**20
    for path, kind in (
        ("/review", "application/x-www-form-urlencoded"),
        ("/api/v1/articles", "application/json"),
        ("/api/v1/articles/file", "multipart/form-data; boundary=b"),
        ("/add", "multipart/form-data; boundary=b"),
    ):
        head = (
            b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
            if "multi" in kind
            else b""
        )
        answer = desk.post(path, content=iter([head, *[chunk] * 22]), headers={"Content-Type": kind})
        assert answer.status_code == 413, path


@pytest.mark.parametrize(
    "title",
    ['a\r\nSet-Cookie: x=1\r\n\r\n"; filename="b.html', "../../etc/passwd", "月\u202egpj.exe", "/\\:*?"],
)
def test_no_title_or_outlet_gets_into_a_header(desk: TestClient, title: str) -> None:
    sent = {"text": "Ann Lee said that the mill is closed.", "title": title, "outlet": title, "author": title}
    article = desk.post("/api/v1/articles", json=sent).json()
    key, number = article["claims"][0]["id"], article["article"]["id"]
    for path in (
        *(f"/articles/{number}.{form}" for form in ("txt", "jsonld", "ris", "bib")),
        *(f"/claims/{key}.{form}" for form in ("jsonld", "ris")),
        "/claims.csv",
        "/articles.json",
        "/claims.atom",
    ):
        answer = desk.get(path, params={"outlet": title} if "s." in path else None)
        assert answer.status_code == 200, path
        assert "set-cookie" not in answer.headers
        named = answer.headers.get("content-disposition", "")
        assert named.isascii()
        assert named.isprintable()
        assert "/" not in named.partition("filename=")[2].split(";")[0]
        assert "\\" not in named


@pytest.mark.parametrize(
    "to", ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/a\r\nX: 1"]
)
def test_no_redirect_leads_elsewhere(desk: TestClient, to: str) -> None:
    quoted = quote(to)
    for path in ("/login", "/add", "/claims/", f"/sources/{quoted}", f"/{quoted}/"):
        asked = {"to": to, "next": to, "url": to, "page": to}
        answer = desk.get(path, params=asked, follow_redirects=False)
        leads = urljoin("http://127.0.0.1:8000", answer.headers.get("location", "/"))
        assert urlsplit(leads).netloc == "127.0.0.1:8000", path
        assert "x" not in answer.headers
