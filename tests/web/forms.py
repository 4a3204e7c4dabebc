"""Forms of the desk, sent as a browser sends them, and an article to send them about."""

import re
from html import unescape

from fastapi.testclient import TestClient

TEXT = "Ann Lee said that the mill is closed. Bo Renn said that it was sold. Cy Moss said that it burned."


def store(desk: TestClient) -> list[str]:
    """The keys of the three claims of a new article."""
    sent = {"text": TEXT, "title": "The mill", "outlet": "Kestle Courier"}
    return [claim["id"] for claim in desk.post("/api/v1/articles", json=sent).json()["claims"]]


def send(client: TestClient, path: str, **fields: object) -> str:
    """Send a form that must be done; the address that it leads to."""
    answer = client.post(path, data=fields, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def refused(client: TestClient, path: str, status: int = 422, **fields: object) -> str:
    answer = client.post(path, data=fields, follow_redirects=False)
    assert answer.status_code == status, answer.text
    return unescape(answer.text)


def read(client: TestClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return unescape(answer.text)


def seen(page: str, name: str = "seen") -> str:
    return re.findall(rf'name="{name}" value="(\w+)"', page)[0]


def undo_first(client: TestClient, page: str) -> str:
    """Press the first Undo of a page."""
    event = re.findall(r"/events/(\d+)/undo", read(client, page))[0]
    return send(client, f"/events/{event}/undo", desk=page)
