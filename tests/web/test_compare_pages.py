"""Who says what: chosen by articles, words, a source or a claim; as a page, for a spreadsheet, in figures."""

import csv
import re
from collections.abc import Callable, Iterator
from html import unescape
from io import StringIO

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import event

from tests.web.conftest import client_for
from tests.web.linked import DOZEN, OLD, THIRTY, TWELVE, fill_linked

Town = tuple[TestClient, dict[str, str]]


@pytest.fixture(scope="module")
def town(make_database: Callable[[], str]) -> Iterator[Town]:
    """For reading alone: all tests share its articles."""
    with client_for(make_database()) as client:
        yield client, fill_linked(client.app.state.pipeline)
        client.app.state.pipeline.engine.dispose()


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def matters(page: str) -> list[str]:
    return [text_of(row) for row in re.findall(r'<th scope="row">(.*?)</th>', page, re.DOTALL)]


def article_ids(client: TestClient) -> dict[str, int]:
    rows = client.get("/api/v1/articles").json()["rows"]
    return {row["article"]["title"]: row["article"]["id"] for row in rows}


def test_without_a_choice_the_page_explains_and_offers_some(town: Town) -> None:
    client, _ = town
    page = client.get("/compare").text
    assert "<h1>Who says what</h1>" in page
    offered = re.findall(r'name="article"\s+value="(\d+)"', page)
    assert {str(article_ids(client)[title]) for title in ("Fire at the mill", "Mill burns")} <= set(offered)
    assert 'class="matrix"' not in page
    assert re.search(r'href="/compare\?claim=\w+"', page)


def test_an_empty_database_has_nothing_to_compare(desk: TestClient) -> None:
    page = desk.get("/compare")
    assert page.status_code == 200
    assert 'class="matrix"' not in page.text


@pytest.mark.parametrize("choice", ["articles", "q", "source", "claim"])
def test_a_matter_is_a_row_and_a_source_a_column(town: Town, choice: str) -> None:
    client, keys = town
    ids = article_ids(client)
    query = {
        "articles": f"article={ids['Fire at the mill']}&article={ids['Mill burns']}",
        "q": "q=hurt",
        "source": "source=ann-lee&source=bo-renn",
        "claim": f"claim={keys[TWELVE]}",
    }[choice]
    page = client.get(f"/compare?{query}").text
    assert matters(page)[0] == "At least 12 people were hurt at the mill ≠ they differ · figures"
    head = text_of(re.search(r"<thead>.*?</thead>", page, re.DOTALL)[0])
    assert "Ann Lee" in head
    assert "Bo Renn" in head
    cells = re.findall(r"<td>.*?</td>", page, re.DOTALL)
    assert any(f'href="/claims/{keys[THIRTY]}"' in cell and "<b>30</b>" in cell for cell in cells)


def test_an_empty_cell_says_where_nothing_was_found(town: Town) -> None:
    page = town[0].get("/compare?source=ann-lee&source=bo-renn&source=cy-moss").text
    empty = re.findall(r'<td class="empty">(.*?)</td>', page, re.DOTALL)
    assert empty
    assert all(re.search(r"not found in these \d articles$", text_of(cell)) for cell in empty)


def test_what_one_source_alone_says_stands_below(town: Town) -> None:
    client, _ = town
    page = client.get("/compare?q=rain").text
    alone = re.search(r'<section class="alone".*?</section>', page, re.DOTALL)[0]
    assert "rain is near" in text_of(alone)


def test_the_choice_is_in_the_address_and_in_the_form(town: Town) -> None:
    client, _ = town
    number = article_ids(client)["Mill burns"]
    page = unescape(client.get(f"/compare?article={number}&q=hurt&source=bo-renn&kind=indirect").text)
    assert re.search(rf'name="article"\s+value="{number}"\s+checked', page)
    assert re.search(r'name="source"\s+value="bo-renn"\s+checked', page)
    assert 'value="hurt"' in page
    assert '<input type="hidden" name="kind" value="indirect">' in page
    assert f'href="/compare.csv?article={number}&kind=indirect&q=hurt&source=bo-renn"' in page


def test_what_nothing_fits_says_so(town: Town) -> None:
    page = town[0].get("/compare?q=volcano").text
    assert "Nothing was found to compare." in page


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("claim=nobody", 404),
        ("article=many", 422),
        ("article=0", 422),
        ("article=99999", 200),
        ("source=nobody", 200),
        ("q=%00", 422),
        ("&".join("article=1" for _ in range(65)), 422),
        ("from=2031-02-01&to=2031-01-01", 422),
    ],
)
def test_a_choice_that_cannot_be_is_told(town: Town, query: str, status: int) -> None:
    for path in ("/compare", "/compare.csv"):
        assert town[0].get(f"{path}?{query}").status_code == status


def test_the_same_for_a_spreadsheet(town: Town) -> None:
    client, keys = town
    answer = client.get("/compare.csv?q=hurt")
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.headers["content-disposition"].startswith('attachment; filename="who-says-what-hurt-20')
    lines = list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))
    told = {(line["source"], line["claim"]) for line in lines if line["matter"]}
    assert ("Bo Renn", THIRTY) in told
    assert ("Ann Lee", TWELVE) in told
    first = next(line for line in lines if line["claim"] == TWELVE)
    assert first["figure"] == "at least 12 people"
    assert first["published"] == "2031-01-05"
    assert first["address"] == f"https://desk.example/claims/{keys[TWELVE]}"


def test_figures_of_a_matter_are_a_picture_and_a_table(town: Town) -> None:
    client, keys = town
    page = unescape(client.get(f"/compare/{keys[DOZEN]}").text)
    picture = re.search(r'<svg [^>]*role="img"[^>]*aria-label="([^"]*)"', page)[1]
    assert "Bo Renn" in picture
    assert "at least 12 people" in picture
    table = text_of(re.search(r"<tbody>.*?</tbody>", page, re.DOTALL)[0])
    assert "Ann Lee at least 12 people on Saturday" in table
    assert "Bo Renn 30 people" in table
    assert " style=" not in page


def test_a_matter_without_figures_says_so(town: Town) -> None:
    page = town[0].get(f"/compare/{town[1][OLD]}")
    assert "Nobody gives a figure on this matter." in page.text
    assert "<svg" not in page.text
    assert "the mill may be old" in text_of(page.text)


def test_figures_of_no_claim_are_not_found(town: Town) -> None:
    assert town[0].get("/compare/nobody").status_code == 404


@pytest.mark.parametrize(
    ("path", "most"),
    [("/compare?q=hurt", 40), ("/compare", 40), ("/compare/{key}", 30), ("/claims/{key}", 30)],
)
def test_how_many_questions_a_page_asks_does_not_grow(town: Town, path: str, most: int) -> None:
    client, keys = town
    statements: list[str] = []
    engine = client.app.state.pipeline.engine

    def note(conn: object, cursor: object, statement: str, *rest: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    assert client.get(path.format(key=keys[TWELVE])).status_code == 200
    assert len(statements) <= most


def test_ways_lead_here(town: Town) -> None:
    client, keys = town
    number = article_ids(client)["Mill burns"]
    assert f'href="/compare?claim={keys[TWELVE]}"' in client.get(f"/claims/{keys[TWELVE]}").text
    assert 'href="/compare?source=bo-renn"' in client.get("/sources/bo-renn").text
    assert f'href="/compare?article={number}"' in client.get(f"/articles/{number}").text
    assert 'href="/compare"' in client.get("/").text
