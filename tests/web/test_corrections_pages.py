"""Correcting the directory by the forms of a source's page and of the list of sources."""

import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

ARTICLES = (
    ("Mill", "Ann Lee said that the mill is closed.\n\nIt rained."),
    ("Ferry", "Anna Lee said that the ferry is late. Bo Renn said that it sank."),
)


@pytest.fixture
def town(desk: TestClient) -> TestClient:
    """Two articles: Ann Lee has made a claim, Anna Lee another, and Bo Renn a third."""
    for title, text in ARTICLES:
        assert desk.post("/api/v1/articles", json={"title": title, "text": text}).status_code == 201
    return desk


def send(client: TestClient, path: str, **fields: object) -> str:
    """Send a form that must be done; the address that it leads to."""
    answer = client.post(path, data=fields, follow_redirects=False)
    assert answer.status_code == 303, re.findall(r'role="alert">(.*?)<', answer.text)
    return answer.headers["location"]


def refused(client: TestClient, path: str, **fields: object) -> str:
    """Send a form that must be refused; the page that says so."""
    answer = client.post(path, data=fields, follow_redirects=False)
    assert answer.status_code == 422
    return unescape(answer.text)


def quotes(client: TestClient, slug: str) -> list[str]:
    rows = client.get(f"/api/v1/sources/{slug}").json()["claims"]["rows"]
    return sorted(row["claim"]["quote"] for row in rows)


def undo(client: TestClient, page: str) -> str:
    """Take back the newest decision that the page of this source offers to."""
    event = re.search(r'action="(/events/\d+/undo)"', client.get(page).text)[1]
    return send(client, event, page=page.rpartition("/")[2])


def test_a_source_is_renamed_and_the_name_taken_back(town: TestClient) -> None:
    assert send(town, "/sources/bo-renn/rename", name="Bodo Renn", reason="as in the register") == (
        "/sources/bo-renn#history"
    )
    page = town.get("/sources/bo-renn").text
    assert "<h1>Bodo Renn</h1>" in page
    assert "“as in the register”" in page
    undo(town, "/sources/bo-renn")
    assert "<h1>Bo Renn</h1>" in town.get("/sources/bo-renn").text


def test_a_source_is_given_another_type(town: TestClient) -> None:
    send(town, "/sources/bo-renn/type", type="organization")
    assert town.get("/api/v1/sources/bo-renn").json()["row"]["source"]["type"] == "organization"


def test_a_merged_source_leads_to_the_one_that_stands_for_it(town: TestClient) -> None:
    assert send(town, "/sources/anna-lee/merge", into="Ann Lee") == "/sources/ann-lee#history"
    assert quotes(town, "ann-lee") == ["the ferry is late", "the mill is closed"]
    first_seen = r'<th scope="row">Anna Lee</th>.*?<a href="/articles/\d+\?source=ann-lee">Ferry</a>'
    assert re.search(first_seen, town.get("/sources/ann-lee").text, flags=re.DOTALL)
    moved = town.get("/sources/anna-lee?kind=indirect", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, "/sources/ann-lee?kind=indirect")
    moved = town.get("/api/v1/sources/anna-lee", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, "/api/v1/sources/ann-lee")
    undo(town, "/sources/ann-lee")
    assert quotes(town, "ann-lee") == ["the mill is closed"]
    assert quotes(town, "anna-lee") == ["the ferry is late"]


def test_two_sources_chosen_in_the_list_are_merged(town: TestClient) -> None:
    listed = town.get("/sources").text
    assert '<form action="/merge"' in listed
    assert len(re.findall(r'type="checkbox"\s+name="source"', listed)) == 3
    page = town.get("/merge?source=ann-lee&source=anna-lee")
    assert page.status_code == 200
    assert "the mill is closed" in page.text
    both = {"source": ["ann-lee", "anna-lee"]}
    assert "Choose which of the two stays" in refused(town, "/merge", **both)
    assert send(town, "/merge", **both, keep="anna-lee") == "/sources/anna-lee#history"
    assert quotes(town, "anna-lee") == ["the ferry is late", "the mill is closed"]


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("", "0 are chosen"),
        ("?source=ann-lee", "1 is chosen"),
        ("?source=a&source=b&source=c", "3 are chosen"),
    ],
)
def test_one_source_or_three_cannot_be_merged(town: TestClient, query: str, reason: str) -> None:
    answer = town.get(f"/merge{query}")
    assert answer.status_code == 422
    assert f"Choose two sources to merge: {reason}" in answer.text


def test_names_are_split_off_and_moved_back(town: TestClient) -> None:
    send(town, "/sources/anna-lee/merge", into="ann-lee")
    page = send(town, "/sources/ann-lee/split", alias=["Anna Lee"], name="Anna Lee of the ferry")
    other = page.removeprefix("/sources/").removesuffix("#history")
    assert quotes(town, other) == ["the ferry is late"]
    assert quotes(town, "ann-lee") == ["the mill is closed"]
    send(town, f"/sources/{other}/move", alias="Anna Lee", into="ann-lee")
    assert quotes(town, "ann-lee") == ["the ferry is late", "the mill is closed"]


@pytest.mark.parametrize(
    ("form", "fields", "reason"),
    [
        ("rename", {"name": " "}, "A source needs a name"),
        ("rename", {"name": "Bo Renn"}, "is its name already"),
        ("type", {"type": "person"}, "person already"),
        ("type", {}, "No type was chosen"),
        ("merge", {"into": "Cy Nobody"}, "There is no source called Cy Nobody"),
        ("merge", {"into": " "}, "Nobody was named"),
        ("merge", {"into": "bo-renn"}, "one source already"),
        ("split", {"name": "Somebody"}, "None was chosen"),
        ("move", {"alias": "Bo", "into": "ann-lee"}, "“Bo” cannot be taken"),
    ],
)
def test_what_cannot_be_done_says_why_and_keeps_what_was_typed(
    town: TestClient, form: str, fields: dict[str, str], reason: str
) -> None:
    page = refused(town, f"/sources/bo-renn/{form}", **fields, reason="my reason")
    assert reason in re.search(r'role="alert">(.*?)<', page)[1]
    assert page.count('value="my reason"') == 1
    assert all(f'value="{value}"' in page for name, value in fields.items() if name in ("name", "into"))
    assert "<h1>Bo Renn</h1>" in page


def test_a_name_that_several_have_asks_for_a_slug(town: TestClient) -> None:
    send(town, "/sources/bo-renn/rename", name="Ann Lee")
    page = refused(town, "/sources/anna-lee/merge", into="ann lee")
    assert "name of several sources; type the slug of one: ann-lee, bo-renn" in page
    send(town, "/sources/ann-lee/merge", into="bo-renn")
    assert send(town, "/sources/anna-lee/merge", into="ann lee") == "/sources/bo-renn#history"
    assert 'value="bo-renn"' in town.get("/names?into=anna").text


def test_a_decision_is_taken_back_once(town: TestClient) -> None:
    send(town, "/sources/bo-renn/rename", name="Bodo Renn")
    event = re.search(r'action="(/events/\d+/undo)"', town.get("/sources/bo-renn").text)[1]
    send(town, event, page="bo-renn")
    assert "undone already" in refused(town, event, page="bo-renn")


def test_a_correction_of_nobody_is_not_found(town: TestClient) -> None:
    assert town.post("/sources/nobody/rename", data={"name": "A"}).status_code == 404
    assert town.post("/events/999/undo", data={"page": "nobody"}).status_code == 404
    assert town.post("/events/0/undo").status_code == 404


def test_names_are_offered_while_one_is_typed(town: TestClient) -> None:
    offered = town.get("/names?into=an").text
    assert 'value="ann-lee"' in offered
    assert 'value="anna-lee"' in offered
    assert "bo-renn" not in offered
    assert town.get("/names?into=").text.strip() == ""
    assert town.get("/names?into=%25").text.strip() == ""


def test_links_to_a_merged_source_still_show_it(town: TestClient) -> None:
    send(town, "/sources/anna-lee/merge", into="Ann Lee")
    article = town.get("/api/v1/claims?source=ann-lee&q=ferry").json()["rows"][0]["article"]["id"]
    now = town.get(f"/articles/{article}?source=ann-lee").text
    assert town.get(f"/articles/{article}?source=anna-lee").text == now
    assert "Ann Lee" in town.get("/review?source=anna-lee&settled=1").text
    assert town.get("/merge?source=anna-lee&source=ann-lee").status_code == 422
    assert town.get("/merge?source=anna-lee&source=bo-renn").status_code == 200


def test_a_refused_correction_of_a_merged_source_says_why(town: TestClient) -> None:
    send(town, "/sources/anna-lee/merge", into="Ann Lee")
    assert "Ann Lee" in refused(town, "/sources/anna-lee/rename", name="Ann Lee")
