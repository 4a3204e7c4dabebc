"""An article with three claims, and its forms as somebody fills them in."""

from urllib.parse import urlencode

from fastapi.testclient import TestClient
from httpx import Response
from lxml import html

TEXT = (
    "Ann Lee said that the mill is shut. Bo Renn said that the lock leaks.\n\n"
    "The tide may rise. Cy Moss said that the tide will rise."
)
MILL = {"title": "Mill", "outlet": "Courier", "url": "https://courier.example/mill"}


def store(desk: TestClient, text: str = TEXT) -> str:
    """The address of the article; with another text, of its next version."""
    answer = desk.post("/api/v1/articles", json={"text": text, **MILL})
    assert answer.status_code in (200, 201)
    return f"/articles/{answer.json()['article']['id']}"


def keys(desk: TestClient, page: str) -> list[str]:
    return [claim["id"] for claim in desk.get(f"/api/v1{page}").json()["claims"]]


def fields(page: str) -> list[tuple[str, str]]:
    """What the form would send as it stands."""
    return html.fromstring(page).get_element_by_id("edit").form_values()


def send(desk: TestClient, page: str, **changes: str | list[str]) -> Response:
    """Send the form of a page with some fields changed."""
    action = html.fromstring(page).get_element_by_id("edit").action
    kept = [(name, value) for name, value in fields(page) if name not in changes]
    given = [
        (name, each)
        for name, value in changes.items()
        for each in (value if isinstance(value, list) else [value])
    ]
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    body = urlencode([*kept, *given])
    return desk.post(action, content=body, headers=headers, follow_redirects=False)


def marked(page: str) -> list[str]:
    return [each.text_content() for each in html.fromstring(page).xpath("//*[@class='preview']//mark")]


def alert(page: str) -> str:
    return " ".join(html.fromstring(page).xpath("string(//*[@role='alert'])").split())
