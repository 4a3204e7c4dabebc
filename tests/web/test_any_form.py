"""Whatever a form holds, the answer is a page or a way to one."""

import pytest
from fastapi.testclient import TestClient

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"name=%00",
        b"name=%ed%a0%80&into=%ff&alias=%ff&key=%ff&to=%ff",
        b"name=" + b"x" * 501,
        b"name=" + b"x" * 300 + b"&into=" + b"y" * 300,
        b"alias=a&" * 1100,
        b"type=loud",
        b"&&==%%%&;",
        "name=李成權&into=李成權&alias=李成權&key=李/surname/李&to=李".encode(),
    ],
)
@pytest.mark.parametrize(
    "path",
    [
        "rename",
        "type",
        "merge",
        "split",
        "move",
        "/merge",
        "/review",
        "/events/1/undo",
        "/claims/nobody/verdicts",
        "/add",
        "/add/read",
        "/feeds",
        "/feeds/99/pause",
        "/imports/99/retry",
        "/articles/99/edit",
        "/articles/99/withdraw",
        "/articles/99/purge",
    ],
)
def test_any_form_is_answered(client: TestClient, path: str, body: bytes) -> None:
    address = path if path.startswith("/") else f"/sources/nobody/{path}"
    answer = client.post(address, content=body, headers=FORM)
    assert answer.status_code in (400, 404, 422), answer.text
    assert "<h1" in answer.text


def test_a_form_is_no_place_for_a_file(client: TestClient) -> None:
    answer = client.post("/sources/nobody/rename", files={"name": ("a.txt", b"A")})
    assert answer.status_code in (404, 422)
