import re
from html import unescape

import pytest
from fastapi.testclient import TestClient

LISTS = ("/", "/claims", "/sources", "/sources/tobias-renn")


def squeezed(html: str) -> str:
    return " ".join(html.split())


@pytest.mark.parametrize("path", LISTS)
def test_the_same_address_answers_a_page_or_its_fragment(client: TestClient, path: str) -> None:
    page, fragment = client.get(path), client.get(path, headers={"HX-Request": "true"})
    assert all("HX-Request" in answer.headers["vary"] for answer in (page, fragment))
    assert "<html" not in fragment.text
    body, _, announced = fragment.text.partition('<p id="announce"')
    assert squeezed(body) in squeezed(page.text)
    assert re.search(r"\d+ (article|claim|source)s?</p>", announced)


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
        ("without=tobias-renn", 10),
        ("without=tobias-renn&without=adaeze-brandt", 8),
        ("without=", 11),
        ("without=tobias-renn&kind=mixed", 1),
        ("without=tobias-renn&source=tobias-renn", 0),
        ("type=group", 1),
        ("type=group&type=government", 3),
        ("hedged=yes", 4),
        ("hedged=no", 8),
        ("hedged=", 12),
        ("nested=yes", 1),
        ("nested=no&hedged=yes&source=tobias-renn", 2),
        ("named=yes", 10),
        ("named=no", 1),
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


def test_what_was_chosen_is_a_sentence_whose_terms_can_be_taken_away(client: TestClient) -> None:
    query = "source=tobias-renn&source=adaeze-brandt&kind=mixed&hedged=yes&from=2024-11-01&to=2024-11-30"
    page = unescape(client.get(f"/claims?{query}").text)
    found = re.search(r'<p class="found".*?</p>', page, re.DOTALL)[0]
    words = squeezed(re.sub(r'<span class="unseen">.*?</span>|<[^>]+>', "", found))
    assert words == ("2 claims by Tobias Renn or Adaeze Brandt, mixed, hedged, in November 2024 Clear all")
    assert 'href="/claims?from=2024-11-01&hedged=yes&kind=mixed&source=adaeze-brandt&to=2024-11-30"' in found
    assert 'href="/claims?hedged=yes&kind=mixed&source=tobias-renn&source=adaeze-brandt"' in found
    assert 'href="/claims"' in found


def test_a_source_is_chosen_alone_or_left_out(client: TestClient) -> None:
    page = unescape(client.get("/claims?without=tobias-renn&act=states").text)
    assert 'href="/claims?act=states&source=tobias-renn"' in page
    assert re.search(r'href="/claims\?act=states"\s+aria-current="true">not<', page)
    assert 'href="/claims?act=states&without=tobias-renn&without=ines-halloran"' in page
    chosen = unescape(client.get("/claims?source=tobias-renn").text)
    assert 'href="/claims?without=ines-halloran"' in chosen


def test_months_are_links(client: TestClient) -> None:
    page = unescape(client.get("/claims?kind=direct").text)
    assert re.search(
        r'href="/claims\?from=2024-11-01&kind=direct&to=2024-11-30"[^>]*>\s*<span class="name">November 2024',
        page,
    )


def test_claims_stand_under_their_article_once(client: TestClient) -> None:
    page = client.get("/claims?outlet=Kestle+Courier").text
    assert page.count('class="report"') == 1
    assert page.count('class="tie-item') == 11


@pytest.mark.parametrize("query", ["q=renn", "q=Renn&kind=mixed"])
def test_a_name_that_was_asked_for_leads_to_its_source_without_scripts(
    client: TestClient, query: str
) -> None:
    page = unescape(client.get(f"/claims?{query}").text)
    rest = query.partition("&")[2]
    assert (
        f'href="/claims?{rest + "&" if rest else ""}source=tobias-renn"'
        in page.partition("Sources of this name")[2]
    )


def test_sources_are_suggested_while_a_question_is_typed(client: TestClient) -> None:
    def suggested(query: str, shown: str) -> str:
        headers = {"HX-Request": "true", "HX-Current-URL": f"http://127.0.0.1:8000{shown}"}
        return unescape(client.get(f"/suggestions?{query}", headers=headers).text)

    assert 'href="/claims?source=tobias-renn"' in suggested("q=ren", "/")
    assert 'href="/concordance?kind=mixed&source=tobias-renn"' in suggested(
        "q=ren&kind=mixed", "/concordance"
    )
    assert suggested("q=", "/").strip() == suggested("q=zeppelin", "/").strip() == ""
    assert "<script" not in suggested("q=<", "/")


def test_words_stand_in_their_context(client: TestClient) -> None:
    page = unescape(client.get("/concordance?q=bridge&order=source").text)
    lines = client.get("/api/v1/concordance?q=bridge&order=source").json()["lines"]
    assert page.count('class="line ') == len(lines) == 4
    assert {line["words"] for line in lines} == {"bridge"}
    assert 'href="/claims?q=bridge"' in page
    assert "Type a word" in client.get("/concordance").text
    assert "No claim has these words" in client.get("/concordance?q=zeppelin").text


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


def test_sources_come_in_the_order_that_was_asked_for(client: TestClient) -> None:
    def first(order: str) -> str:
        page = client.get(f"/sources?order={order}&type=person").text
        return re.search(r'href="/sources/([\w-]+)">', page.partition("<tbody>")[2])[1]

    assert first("name") == "adaeze-brandt"
    assert (
        client.get("/sources?order=claims").status_code
        == client.get("/sources?order=latest").status_code
        == 200
    )
    counts = [row["claims"] for row in client.get("/api/v1/sources?order=claims").json()["rows"]]
    assert counts == sorted(counts, reverse=True)
    page = unescape(client.get("/sources?order=claims&type=person&q=renn").text)
    assert '<input type="hidden" name="order" value="claims">' in page
    assert 'href="/sources?order=claims&q=renn"' in page


def test_the_front_page_tells_who_is_heard_and_only_there(desk: TestClient) -> None:
    for day, text in (("05", "Ann Lee said that it rains."), ("12", "Bo Renn said that it snows.")):
        desk.post("/api/v1/articles", json={"text": text, "published_at": f"2031-01-{day}"})
    page = unescape(desk.get("/").text)
    assert 'href="/claims?from=2031-01-06&source=bo-renn&to=2031-01-12"' in page
    assert "from 6 January 2031 to 12 January 2031" in page
    assert "source=ann-lee&to=" not in page
    assert "Heard most" not in desk.get("/?q=snows").text


def test_articles_are_narrowed_by_outlet_and_month(client: TestClient) -> None:
    page = unescape(client.get("/?from=2024-11-19&to=2024-11-19").text)
    assert page.count('class="entry"') == 1
    assert re.search(r'href="/\?from=2024-11-19&outlet=Kestle\+Courier&to=2024-11-19"', page)
    assert client.get("/api/v1/articles?from=2024-11-20").json()["total"] == 2


def test_an_empty_house_says_how_to_fill_it(desk: TestClient) -> None:
    assert "sourcelight ingest" in desk.get("/").text
    for path in ("/claims", "/sources"):
        assert 'href="/"' in desk.get(path).text.partition("nothing-found")[2]
    assert "take a filter away" in desk.get("/claims?kind=direct").text.lower()


def test_the_style_guide_shows_the_pages_own_parts(client: TestClient) -> None:
    page = client.get("/styleguide?theme=dark").text
    assert 'data-theme="dark"' in page
    assert page.count('class="tie-item') == 4
    assert "style=" not in page
    assert client.get("/styleguide?theme=loud").status_code == 422
    assert 'href="/styleguide"' in client.get("/").text


def test_a_link_can_be_checked_without_fetching_the_page(client: TestClient) -> None:
    assert client.head("/claims").status_code == 200
    assert client.head("/claims/nope").status_code == 404


def test_the_page_of_the_api_lists_every_route(client: TestClient) -> None:
    page = client.get("/api").text
    for path in client.get("/openapi.json").json()["paths"]:
        assert path in unescape(page)
