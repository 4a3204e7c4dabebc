"""Lists to take away: whole, as they are filtered, safe to open, and without holding up anybody."""

import csv
from io import StringIO

import bibtexparser
import pytest
import rispy
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app import actions
from app.domain import Draft
from app.store.queries import batches
from tests.web.sample import HOSTILE_TITLE

LISTS = ("/claims", "/articles", "/sources", "/sources/ines-halloran", "/concordance")
CITABLE = ("/claims", "/articles", "/sources/ines-halloran")
FORMULA = '=HYPERLINK("elsewhere")'


def table(client: TestClient, path: str) -> list[dict[str, str]]:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/claims", ""),
        ("/claims", "source=ines-halloran&kind=direct"),
        ("/claims", "q=bridge"),
        ("/claims", "hedged=yes&from=2024-11-19&to=2024-11-19"),
        ("/claims", "q=nowhere"),
        ("/articles", ""),
        ("/articles", "outlet=Kestle+Courier"),
        ("/articles", "q=bridge"),
        ("/sources", ""),
        ("/sources", "type=person&order=claims"),
        ("/sources/ines-halloran", "kind=direct"),
        ("/concordance", "q=bridge"),
    ],
)
def test_a_download_has_the_rows_of_its_list(client: TestClient, path: str, query: str) -> None:
    page = client.get(f"/api/v1{path}?{query}&limit=100").json()
    listed = page.get("lines") or page.get("rows") or page.get("claims", {}).get("rows", [])
    found = client.get(f"{path}.json?{query}").json()
    assert sorted(map(str, found)) == sorted(map(str, listed))
    assert len(table(client, f"{path}.csv?{query}")) == len(listed)


def test_a_table_has_what_a_reader_needs(client: TestClient) -> None:
    [line] = table(client, "/claims.csv?source=tobias-renn&relayed=deepline")
    assert line["source"] == "Tobias Renn"
    assert line["citing"] == "Deepline"
    assert line["claim"] == "a third pier “might not last the winter”"
    assert (line["kind"], line["hedges"], line["standing"]) == ("mixed", "might", "machine")
    assert (line["outlet"], line["published"]) == ("Kestle Courier", "2024-11-19")
    assert client.get(line["address"].removeprefix("https://desk.example")).status_code == 200


def test_a_list_without_rows_is_a_valid_file(desk: TestClient) -> None:
    for path in ("/claims", "/articles", "/sources", "/concordance"):
        assert desk.get(f"{path}.json").json() == []
        assert len(desk.get(f"{path}.csv").text.splitlines()) == 1
    for path in ("/claims", "/articles"):
        assert desk.get(f"{path}.csl.json").json() == []
        assert desk.get(f"{path}.ris").text == ""
        assert desk.get(f"{path}.bib").text == ""


@pytest.mark.parametrize("path", CITABLE)
def test_a_list_can_be_cited(client: TestClient, path: str) -> None:
    records = rispy.loads(client.get(f"{path}.ris").text)
    library = bibtexparser.parse_string(client.get(f"{path}.bib").text)
    items = client.get(f"{path}.csl.json").json()
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [item["id"] for item in items]
    assert [record["id"] for record in records] == [item["id"] for item in items]
    assert len(set(library.entries_dict)) == len(items) > 0


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/claims.csv", "claims"),
        ("/claims.csv?source=ines-halloran&kind=direct", "claims-ines-halloran-direct"),
        ("/sources/ines-halloran.json", "claims-ines-halloran"),
        ("/articles.ris?q=%22the+bridge%22", "articles-the-bridge"),
        ("/sources.csv?q=../..%0d%0aX:+1%22%3b", "sources-x-1"),
    ],
)
def test_a_file_says_by_its_name_what_it_is(client: TestClient, path: str, name: str) -> None:
    told = client.get(path).headers["Content-Disposition"]
    assert told.startswith(f'attachment; filename="{name}-20')
    assert "filename*=UTF-8''" in told
    assert told.isascii()


def test_a_files_name_may_be_in_any_script(client: TestClient) -> None:
    told = client.get("/claims.csv?q=Минск").headers["Content-Disposition"]
    assert "filename*=UTF-8''claims-%D0%BC%D0%B8%D0%BD%D1%81%D0%BA-20" in told


@pytest.mark.parametrize("form", ["csv", "json", "ris", "bib", "csl.json", "atom"])
def test_whoever_asks_for_the_head_gets_no_more(client: TestClient, form: str) -> None:
    for path in ("/claims", "/articles"):
        answer = client.head(f"{path}.{form}")
        assert answer.status_code == 200
        assert answer.content == b""
        assert answer.headers["Content-Type"] == client.get(f"{path}.{form}").headers["Content-Type"]


@pytest.mark.parametrize(
    "path",
    ["/claims.exe", "/sources.ris", "/concordance.atom", "/sources/nobody.csv", "/sources/nobody.atom"],
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", LISTS)
def test_a_wrong_value_is_refused_as_on_the_page(client: TestClient, path: str) -> None:
    wrong = "type=loud" if path == "/sources" else "from=yesterday"
    for form in ("csv", "json"):
        assert client.get(f"{path}.{form}?{wrong}").status_code == 422


@pytest.mark.parametrize("path", [*LISTS, "/compare"])
def test_what_a_spreadsheet_would_run_is_text(desk: TestClient, path: str) -> None:
    pipeline = desk.app.state.pipeline
    text = f"Ann Lee said that {FORMULA} is a formula."
    pipeline.ingest(Draft(text, title=FORMULA, outlet="+1", author="@Ann"))
    path = path.replace("ines-halloran", "ann-lee")
    lines = table(desk, f"{path}.csv?q=formula" if path != "/sources" else "/sources.csv")
    assert lines
    for line in lines:
        assert not any(cell.lstrip().startswith(("=", "+", "-", "@")) for cell in line.values())
        if "article" in line:
            assert line["article"] == f"'{FORMULA}"


@pytest.mark.parametrize("form", ["csv", "json", "ris", "bib", "csl.json"])
def test_a_withdrawn_article_is_in_no_file(desk: TestClient, form: str) -> None:
    pipeline = desk.app.state.pipeline
    article = pipeline.ingest(Draft("Ann Lee said that it rains.", title="Rainfall")).article_id
    actions.withdraw(pipeline.engine, article)
    for path in ("/claims", "/articles"):
        assert "Rainfall" not in desk.get(f"{path}.{form}").text


def test_a_merged_source_leads_on_to_its_file(desk: TestClient) -> None:
    pipeline = desk.app.state.pipeline
    pipeline.ingest(Draft("Ann Lee said that it rains. Bo Renn said that it snows."))
    actions.merge(pipeline.engine, "ann-lee", "bo-renn")
    answer = desk.get("/sources/bo-renn.csv?kind=indirect", follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (308, "/sources/ann-lee.csv?kind=indirect")
    assert len(table(desk, "/sources/ann-lee.csv")) == 2
    assert len(table(desk, "/claims.csv?source=bo-renn")) == 2
    assert (
        desk.get("/sources/bo-renn.atom", follow_redirects=False).headers["Location"]
        == "/sources/ann-lee.atom"
    )


def test_a_long_list_comes_whole_and_each_row_once(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    pipeline = desk.app.state.pipeline
    for number in range(7):
        pipeline.ingest(
            Draft(f"Ann Lee said that it rained {number} times. Bo Renn said that it snowed {number} times.")
        )
    monkeypatch.setattr(batches, "BATCH", 3)
    listed = [row["claim"]["id"] for row in desk.get("/api/v1/claims?limit=100").json()["rows"]]
    assert [line["claim_id"] for line in table(desk, "/claims.csv")] == listed
    assert [row["claim"]["id"] for row in desk.get("/claims.json").json()] == listed
    assert len(table(desk, "/articles.csv")) == 7
    assert len(table(desk, "/sources.csv?order=claims")) == 2
    assert len(table(desk, "/concordance.csv?q=times")) == 14
    assert sum(len(record["notes"]) for record in rispy.loads(desk.get("/claims.ris").text)) == 14


@pytest.mark.parametrize("order", ["after", "before", "source", "date", ""])
def test_a_concordance_is_taken_away_in_its_order(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, order: str
) -> None:
    monkeypatch.setattr("app.store.queries.runs.RUN", 3)
    asked = {"q": "bridge"} | ({"order": order} if order else {})
    shown = client.get("/api/v1/concordance", params=asked).json()["lines"]
    keys = [(line["claim"], line["before"]) for line in shown]
    assert len(keys) > 3
    taken = client.get("/concordance.json", params=asked).json()
    assert [(line["claim"], line["before"]) for line in taken] == keys
    query = f"q=bridge&order={order}" if order else "q=bridge"
    assert [line["claim_id"] for line in table(client, f"/concordance.csv?{query}")] == [
        key for key, _ in keys
    ]
    assert f"/concordance.csv?{'order=' + order + '&amp;' if order not in ('', 'after') else ''}q=bridge" in (
        client.get("/concordance", params=asked).text
    )


def test_while_a_list_is_read_others_write(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes in meanwhile shifts nothing; a reader between two batches holds no transaction."""
    pipeline = desk.app.state.pipeline
    for number in range(4):
        pipeline.ingest(Draft(f"Ann Lee said that it rained {number} times."))
    monkeypatch.setattr(batches, "BATCH", 2)
    reading = batches.article_batches(pipeline.session, batches.ArticleFilter())
    first = next(reading)
    pool = pipeline.engine.pool
    assert pool.checkedout() == 0
    pipeline.ingest(Draft("Bo Renn said that it snowed."))
    rest = [row for batch in reading for row in batch]
    ids = [row.article.id for row in (*first, *rest)]
    assert len(ids) == len(set(ids)) == 4


def test_nothing_that_was_read_is_run_by_a_browser(client: TestClient) -> None:
    for path in ("/claims.json", "/claims.csv", "/articles.bib", "/articles.ris", "/claims.atom"):
        answer = client.get(path)
        assert "html" not in answer.headers["Content-Type"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert any(row["article"]["title"] == HOSTILE_TITLE for row in client.get("/claims.json").json())


@pytest.mark.parametrize(
    "path", ["/", "/claims", "/sources", "/concordance?q=bridge", "/claims?q=nowhere", "/sources?q=nowhere"]
)
def test_a_list_offers_its_files(client: TestClient, path: str) -> None:
    page = client.get(path).text
    where, _, query = ("/articles" if path == "/" else path).partition("?")
    for form in ("csv", "json"):
        href = f"{where}.{form}{f'?{query}' if query else ''}"
        assert f'href="{href}"' in page
        assert client.get(href).status_code == 200


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=st.text(max_size=40))
def test_any_question_is_a_file_or_refused(client: TestClient, q: str) -> None:
    for path in ("/claims.csv", "/articles.json", "/sources.csv", "/claims.atom", "/concordance.json"):
        assert client.get(path, params={"q": q}).status_code in (200, 422)
