import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

LISTS = ("/", "/claims", "/sources", "/sources/tobias-renn")


@pytest.mark.parametrize("path", LISTS)
def test_the_same_address_answers_a_page_or_its_fragment(client: TestClient, path: str) -> None:
    page, fragment = client.get(path), client.get(path, headers={"HX-Request": "true"})
    assert page.headers["vary"] == fragment.headers["vary"] == "HX-Request"
    assert "<html" not in fragment.text
    assert fragment.text.strip() in re.sub(r"(?m)^ +", "", page.text) or fragment.text.strip() in page.text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 12),
        ("source=tobias-renn", 2),
        ("source=tobias-renn&source=adaeze-brandt", 4),
        ("source=", 1),
        ("relayed=deepline", 1),
        ("relayed=deepline&source=tobias-renn", 1),
        ("relayed=deepline&source=adaeze-brandt", 0),
        ("kind=direct", 2),
        ("kind=direct&kind=mixed", 5),
        ("act=intends", 1),
        ("act=believes&kind=direct", 0),
        ("outlet=Kestle+Courier", 11),
        ("q=lorries", 1),
        ("from=2024-11-19&to=2024-11-19", 11),
        ("from=&to=2024-11-18", 0),
        ("to=9999-12-31", 12),
    ],
)
def test_filters_narrow_the_list_of_claims(client: TestClient, query: str, count: int) -> None:
    page = client.get(f"/claims?{query}").text
    assert page.count('class="tie-item') == count
    assert client.get(f"/api/v1/claims?{query}").json()["total"] == count


def test_every_filter_is_a_link_with_its_count_that_keeps_the_others(client: TestClient) -> None:
    page = unescape(client.get("/claims?source=adaeze-brandt&q=timber").text)
    assert re.search(
        r'href="/claims\?kind=direct&q=timber&source=adaeze-brandt"[^>]*>\s*<span class="name">direct', page
    )
    assert re.search(r'href="/claims\?q=timber"\s+aria-current="true"', page)
    assert '<input type="hidden" name="source" value="adaeze-brandt">' in page


def test_a_claim_has_a_page_of_its_own(client: TestClient, ids: dict[str, int]) -> None:
    claims = client.get(f"/api/v1/articles/{ids['bridge']}").json()["claims"]
    key = next(claim["id"] for claim in claims if "third pier" in claim["quote"])
    page = client.get(f"/claims/{key}").text
    assert f'href="/articles/{ids["bridge"]}?claim={key}#c-{key}"' in page
    assert "The pilots disagree." in page
    assert f'<link rel="canonical" href="https://desk.example/claims/{key}">' in page


def test_a_source_shows_its_claims_and_what_is_known_of_it(client: TestClient) -> None:
    page = client.get("/sources/ines-halloran?source=tobias-renn&kind=direct").text
    assert "chief engineer, Marrow Port Authority" in page
    assert page.count('class="tie-item') == 1


def test_a_source_that_only_stands_behind_others_is_listed(client: TestClient) -> None:
    page = client.get("/sources/deepline").text
    assert re.search(r'href="/claims\?relayed=deepline">1 claim of others relayed from it', page)


def test_who_relays_whom_is_a_way_to_the_claims(client: TestClient) -> None:
    relayed = 'href="/claims?relayed=deepline&source=tobias-renn">1 claim'
    for slug in ("deepline", "tobias-renn"):
        assert relayed in unescape(client.get(f"/sources/{slug}").text)
    chosen = unescape(client.get("/claims?relayed=deepline&source=tobias-renn").text)
    assert re.search(r'href="/claims\?source=tobias-renn"\s+aria-current="true"', chosen)


def test_claims_without_a_source_have_a_row_of_their_own(client: TestClient) -> None:
    assert re.search(r'<a href="/claims\?source=">No source given</a>', client.get("/sources").text)


def test_the_course_of_time_is_a_picture_and_a_table(desk: TestClient) -> None:
    for day in ("2031-01-05", "2031-01-07", "2031-01-08"):
        text = f"Ann Lee said that the tide of {day} was high."
        desk.post("/api/v1/articles", json={"text": text, "published_at": day})
    page = unescape(desk.get("/sources/ann-lee").text)
    assert 'viewBox="0 0 4 48"' in page
    assert page.count('class="bed"') == 3
    assert re.search(
        r'href="/sources/ann-lee\?from=2031-01-07&to=2031-01-07"><time [^>]*>7 January 2031', page
    )
    narrowed = desk.get("/sources/ann-lee?from=2031-01-07&to=2031-01-07").text
    assert narrowed.count('class="tie-item') == 1


def test_an_unnamed_source_leads_to_its_article(client: TestClient, ids: dict[str, int]) -> None:
    rows = client.get("/api/v1/sources?type=group").json()["rows"]
    page = client.get(f"/sources/{rows[0]['source']['slug']}").text
    assert f'href="/articles/{ids["bridge"]}"' in page


def test_the_list_of_sources_is_searched_and_narrowed(client: TestClient) -> None:
    assert client.get("/sources?q=renn").text.count('scope="row"') == 2
    assert client.get("/sources?type=group").text.count('scope="row"') == 1


def test_a_link_can_be_checked_without_fetching_the_page(client: TestClient) -> None:
    assert client.head("/claims").status_code == 200
    assert client.head("/claims/nope").status_code == 404


def test_the_page_of_the_api_lists_every_route(client: TestClient) -> None:
    page = client.get("/api").text
    for path in client.get("/openapi.json").json()["paths"]:
        assert path in unescape(page)
