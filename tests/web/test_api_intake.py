"""Files, imports and feeds by the API."""

from fastapi.testclient import TestClient

TEXT = b"The bridge is shut.\n\nAnn Lee said that it would open in May."


def test_a_file_becomes_an_article_once(desk: TestClient) -> None:
    first, again = (
        desk.post("/api/v1/articles/file", files={"file": ("bridge.txt", TEXT, "text/plain")}) for _ in "12"
    )
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["text"] == TEXT.decode()
    assert again.headers["location"] == first.headers["location"]
    refused = desk.post("/api/v1/articles/file", files={"file": ("bridge.pdf", b"no PDF")})
    assert refused.status_code == 422
    assert "bridge.pdf" in refused.json()["detail"]


def test_another_site_cannot_send_a_file(desk: TestClient) -> None:
    sent = {"files": {"file": ("bridge.txt", TEXT)}, "headers": {"Sec-Fetch-Site": "cross-site"}}
    assert desk.post("/api/v1/articles/file", **sent).status_code == 403


def test_many_addresses_are_an_import_that_can_be_watched(desk: TestClient) -> None:
    answer = desk.post("/api/v1/imports", json={"urls": ["http://127.0.0.1/a", "http://10.0.0.1/b"]})
    assert answer.status_code == 202
    assert desk.get(answer.json()["status"]).json()["row"]["total"] == 2
    assert desk.get("/api/v1/imports").json()["total"] == 1
    assert desk.post("/api/v1/imports", json={"urls": []}).status_code == 422
    assert desk.post("/api/v1/imports", data={"urls": "a"}).status_code == 415
    assert desk.get("/api/v1/imports/99").status_code == 404


def test_a_feed_is_followed_and_removed(desk: TestClient) -> None:
    desk.app.state.worker.stop()  # nothing here is to go out
    feed = desk.post("/api/v1/feeds", json={"url": "https://post.example/feed"}).json()["feed"]
    assert [row["url"] for row in desk.get("/api/v1/feeds").json()["rows"]] == ["https://post.example/feed"]
    assert desk.delete(f"/api/v1/feeds/{feed}").status_code == 200
    assert desk.get("/api/v1/feeds").json()["rows"] == []
    assert desk.post("/api/v1/feeds", json={"url": "nowhere"}).status_code == 422
