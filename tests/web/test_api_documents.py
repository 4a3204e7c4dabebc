"""The API tells what it can do, what is wrong, what follows, and whether anything is new."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema_rs import validator_for

from app.web.problems import MEDIA_TYPE, NAMES


def operations(client: TestClient) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in client.get("/openapi.json").json()["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def test_every_operation_is_described_with_examples(client: TestClient) -> None:
    for name, operation in operations(client):
        assert operation["summary"], name
        assert operation["description"], name
        assert operation["tags"], name
        for parameter in operation.get("parameters", []):
            assert parameter["description"], (name, parameter["name"])
        done = next(answer for status, answer in operation["responses"].items() if status[0] == "2")
        assert all("example" in form for form in operation_contents(done)), name


def operation_contents(answer: dict[str, Any]) -> list[dict[str, Any]]:
    return list(answer.get("content", {}).values())


def test_every_problem_of_an_operation_is_described(client: TestClient) -> None:
    for name, operation in operations(client):
        statuses = {int(status) for status in operation["responses"]}
        assert statuses >= {401, 403, 422, 429, 503}, name
        assert not name.startswith("POST") or statuses >= {400, 413, 415}, name
        assert "{" not in name or 404 in statuses, name
        for status in statuses & set(NAMES):
            assert list(operation["responses"][str(status)]["content"]) == [MEDIA_TYPE], name


def test_examples_are_as_their_schemas_say(client: TestClient) -> None:
    document = client.get("/openapi.json").json()
    found = 0
    for name, operation in operations(client):
        for answer in operation["responses"].values():
            for form in operation_contents(answer):
                if "example" in form and "schema" in form:
                    schema = {**form["schema"], "components": document["components"]}
                    assert not [str(each) for each in validator_for(schema).iter_errors(form["example"])], (
                        name
                    )
                    found += 1
    assert found > 100


def test_the_help_page_explains_every_problem(client: TestClient) -> None:
    page = client.get("/api").text
    for type_ in (client.get("/api/v1/nope").json()["type"], client.delete("/api/v1/claims").json()["type"]):
        assert f'id="{type_.partition("#")[2]}"' in page


@pytest.mark.parametrize(
    ("query", "field", "detail"),
    [
        ("kind=direct&kind=loud", "kind", "must be 'direct', 'mixed' or 'indirect', not 'loud'"),
        ("limit=0", "limit", "must be at least 1, not '0'"),
        ("limit=501", "limit", "must be at most 500, not '501'"),
        ("limit=many", "limit", "must be a whole number, not 'many'"),
        ("q=" + "x" * 201, "q", "must have at most 200 characters"),
        ("from=soon", "from", "must be a day such as 2031-01-05, not 'soon'"),
        ("source=a%00b", "source", "holds a NUL, which no text here does"),
        ("&".join(f"outlet={each}" for each in range(65)), "outlet", "may hold at most 64"),
    ],
)
def test_a_value_that_does_not_fit_is_told_in_words(
    client: TestClient, query: str, field: str, detail: str
) -> None:
    answer = client.get(f"/api/v1/claims?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (422, MEDIA_TYPE)
    assert answer.json()["errors"] == [{"field": field, "detail": detail}]
    assert answer.json()["detail"] == f"{field}: {detail}"
    page = client.get(f"/claims?{query}")
    assert page.status_code == (200 if field == "limit" else 422)
    assert "Nothing was changed" not in page.text, "nobody wanted to change anything"


@pytest.mark.parametrize(
    ("path", "body", "field", "detail"),
    [
        (
            "articles",
            "{",
            "body",
            "is not JSON: Expecting property name enclosed in double quotes, at character 1",
        ),
        ("articles", "[1]", "body", "must be an object"),
        ("articles", '{"colour": 1}', "colour", "is not known here"),
        ("imports", "{}", "urls", "is missing"),
        ("imports", '{"urls": []}', "urls", "must hold at least 1"),
        ("imports", '{"urls": ["https://a.example", 7]}', "urls", "number 2 must be text, not '7'"),
        ("feeds", '{"url": "https://a.example", "every": 1}', "every", "must be at least 5, not '1'"),
    ],
)
def test_a_body_that_does_not_fit_is_told_in_words(
    desk: TestClient, path: str, body: str, field: str, detail: str
) -> None:
    answer = desk.post(f"/api/v1/{path}", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": field, "detail": detail}]


def test_a_file_that_is_none_is_told_in_words(desk: TestClient) -> None:
    answer = desk.post("/api/v1/articles/file", data={"file": "x"})
    assert answer.json()["detail"] == "file: must be a file"


@pytest.mark.parametrize("path", ["articles", "claims", "sources", "sources/tobias-renn"])
def test_a_list_leads_on_page_by_page(client: TestClient, path: str) -> None:
    whole = client.get(f"/api/v1/{path}?limit=500").json()
    address, rows = f"/api/v1/{path}?limit=1", []
    while address:
        answer = client.get(address)
        page = answer.json()
        rows += (page.get("claims") or page)["rows"] if path.startswith("sources/") else page["rows"]
        address = answer.links.get("next", {}).get("url")
        assert len(rows) < 100
    assert rows == (whole["claims"] if path.startswith("sources/") else whole)["rows"]
    assert len(rows) > 1


def test_the_link_keeps_every_filter(client: TestClient) -> None:
    answer = client.get("/api/v1/claims?kind=direct&kind=indirect&q=the&limit=1")
    assert answer.links["next"]["url"].startswith(
        "/api/v1/claims?kind=direct&kind=indirect&q=the&limit=1&after="
    )


@pytest.mark.parametrize(
    "path", ["articles", "articles/{bridge}", "claims?kind=direct", "sources", "sources/tobias-renn", "feeds"]
)
def test_what_has_not_changed_is_not_sent_twice(client: TestClient, ids: dict[str, int], path: str) -> None:
    address = f"/api/v1/{path.format(**ids)}"
    first = client.get(address)
    tag = first.headers["etag"]
    for named in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        again = client.get(address, headers={"If-None-Match": named})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == tag
        assert "content-type" not in again.headers
        assert again.headers["content-security-policy"], "what guards an answer guards this one too"
    other = client.get(address, headers={"If-None-Match": 'W/"other"'})
    assert (other.status_code, other.content) == (200, first.content)


def test_what_has_changed_is_sent_anew(desk: TestClient) -> None:
    tag = desk.get("/api/v1/articles").headers["etag"]
    desk.post("/api/v1/articles", json={"text": "Ann Lee said that the mill is closed."})
    answer = desk.get("/api/v1/articles", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["etag"] != tag


def test_a_claims_two_forms_have_tags_of_their_own(client: TestClient, ids: dict[str, int]) -> None:
    key = client.get(f"/api/v1/articles/{ids['bridge']}").json()["claims"][0]["id"]
    plain = client.get(f"/api/v1/claims/{key}")
    linked = client.get(f"/api/v1/claims/{key}", headers={"Accept": "application/ld+json"})
    assert plain.headers["etag"] != linked.headers["etag"]


def test_an_address_names_all_methods_that_it_takes(client: TestClient) -> None:
    answer = client.put("/api/v1/articles")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD, POST")


def test_head_answers_as_get_does_without_the_body(client: TestClient, ids: dict[str, int]) -> None:
    key = client.get(f"/api/v1/articles/{ids['bridge']}").json()["claims"][0]["id"]
    paths = [path for path, known in client.get("/openapi.json").json()["paths"].items() if "get" in known]
    assert len(paths) >= 9
    values = {"key": key, "article_id": ids["bridge"], "slug": "ines-halloran", "import_id": 1, "feed_id": 1}
    for path in (path.format(**values) for path in paths):
        got, head = client.get(path), client.head(path)
        assert head.status_code == got.status_code, path
        assert head.content == b""
        for name in ("etag", "content-type", "link", "content-length", "cache-control"):
            assert head.headers.get(name) == got.headers.get(name), (path, name)
        if tag := got.headers.get("etag"):
            assert client.head(path, headers={"If-None-Match": tag}).status_code == 304, path
    assert not [
        path for path, known in client.get("/openapi.json").json()["paths"].items() if "head" in known
    ]
