"""Cross-references as programs see them."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.linking.conftest import Newsroom

URL = "/api/v1/cross-references"
FORTY = "Ann Lee said that at least 40 people were injured when the ferry struck the pier of Tarnholm."
NINE = "Bo Vik said that nine people were injured when the ferry struck the pier of Tarnholm."


@pytest.fixture
def client(newsroom: Newsroom) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(), newsroom.pipeline), base_url="http://127.0.0.1:8000") as client:
        yield client


@pytest.fixture
def pair(newsroom: Newsroom) -> tuple[str, str]:
    return newsroom.read(FORTY, "Courier"), newsroom.read(NINE, "Post")


def test_of_a_claim(client: TestClient, pair: tuple[str, str]) -> None:
    here, there = pair
    found = client.get(URL, params={"claim": here}).json()
    (link,) = found["differs"]
    assert found["claim"] == here
    assert (link["claim"]["id"], link["article"]["outlet"], link["verdict"]) == (there, "Post", "")
    assert link["shared_here"][0][0] < link["shared_here"][0][1]


def test_of_an_article(client: TestClient, pair: tuple[str, str]) -> None:
    found = client.get(URL, params={"article": 1}).json()
    assert found == [{"claim": pair[0], "agrees": 0, "differs": 1, "related": 0}]
    assert client.get(URL, params={"article": 99}).json() == []


def test_a_verdict_is_given_and_stays(client: TestClient, pair: tuple[str, str]) -> None:
    here, there = pair
    said = {"claim": here, "other": there, "verdict": "rejected", "reason": "Other days."}
    answer = client.post(f"{URL}/verdicts", json=said)
    assert answer.status_code == 201
    assert answer.json()["rejected"][0]["decided"]["reason"] == "Other days."
    assert answer.json() == client.get(URL, params={"claim": here}).json()
    again = client.post(f"{URL}/verdicts", json=said)
    assert again.status_code == 422
    assert "rejected already" in again.text


@pytest.mark.parametrize(
    ("params", "status", "reason"),
    [
        ({}, 422, "a claim or an article"),
        ({"claim": "a", "article": 1}, 422, "a claim or an article"),
        ({"claim": "nobody"}, 404, "no claim nobody"),
        ({"article": 0}, 422, "article"),
    ],
)
def test_what_cannot_be_asked(
    client: TestClient, params: dict[str, object], status: int, reason: str
) -> None:
    answer = client.get(URL, params=params)
    assert answer.status_code == status
    assert reason in answer.text


@pytest.mark.parametrize("verdict", ["", "maybe", None])
def test_what_is_no_verdict(client: TestClient, pair: tuple[str, str], verdict: str | None) -> None:
    said = {"claim": pair[0], "other": pair[1], "verdict": verdict}
    assert client.post(f"{URL}/verdicts", json=said).status_code == 422


def test_pages_of_other_sites_give_no_verdicts(client: TestClient, pair: tuple[str, str]) -> None:
    said = {"claim": pair[0], "other": pair[1], "verdict": "rejected"}
    elsewhere = {"Origin": "https://elsewhere.example"}
    assert client.post(f"{URL}/verdicts", json=said, headers=elsewhere).status_code == 403
    assert client.post(f"{URL}/verdicts", data=said).status_code == 415


def test_a_cross_reference_is_added_by_id_or_link(client: TestClient, newsroom: Newsroom) -> None:
    here = newsroom.read(FORTY, "Courier")
    there = newsroom.read("Ivo Sand said that the orchestra would play two symphonies in the spring.", "Post")
    said = {"claim": here, "other": there, "relation": "related", "reason": "One evening."}
    answer = client.post(URL, json=said)
    assert answer.status_code == 201
    (link,) = answer.json()["related"]
    assert (link["claim"]["id"], link["verdict"], link["decided"]["reason"]) == (
        there,
        "added",
        "One evening.",
    )
    assert answer.json() == client.get(URL, params={"claim": here}).json()
    again = client.post(URL, json=said | {"other": f"http://127.0.0.1:8000/claims/{there}"})
    assert (again.status_code, "linked already" in again.text) == (422, True)
    elsewhere = client.post(URL, json=said | {"other": f"https://elsewhere.example/claims/{there}"})
    assert (elsewhere.status_code, "no link of this site" in elsewhere.text) == (422, True)
    assert client.post(URL, json=said | {"other": "nobody"}).status_code == 404
    assert client.post(URL, json=said | {"relation": "none"}).status_code == 422
