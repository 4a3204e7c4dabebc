import re
from html import unescape

from fastapi.testclient import TestClient

from tests.web.reading import claim_of, nested_claim, shown


def test_every_figure_of_the_profile_shows_its_instances(client: TestClient, ids: dict[str, int]) -> None:
    path = f"/articles/{ids['bridge']}"
    profile = re.search(r'<figure class="profile".*?</figure>', client.get(path).text, flags=re.DOTALL)[0]
    figures = re.findall(r'href="([^"]+)">\s*<b class="num">(\d+)( %)?</b>\s*([\w ]+)', profile)
    told = {words: int(number) for _, number, _, words in figures}
    assert told == {
        "sources named": 7,
        "unnamed": 1,
        "hedged": 4,
        "without a source": 1,
        "quoted directly": 15,
    }
    claims = client.get(f"/api/v1/articles/{ids['bridge']}").json()["claims"]
    for href, number, percent, words in figures:
        page = client.get(unescape(href)).text
        left = [claim for claim in claims if claim["id"] in shown(page)]
        assert f'<b class="num">{len(left)}</b>' in page
        if percent:
            assert {claim["kind"] for claim in left} == {"direct"}
        elif words.startswith(("sources", "unnamed")):
            assert len({source["slug"] for claim in left for source in claim["sources"]}) == int(number)
        else:
            assert len(left) == int(number)
        assert f'href="{path}">' in page.split('id="profile"')[1]  # a way back


def test_only_and_without_show_and_leave_out(client: TestClient, ids: dict[str, int]) -> None:
    path = f"/articles/{ids['bridge']}"
    everything = shown(client.get(path).text)
    only = shown(client.get(f"{path}?source=tobias-renn").text)
    assert only
    assert shown(client.get(f"{path}?without=tobias-renn").text) == everything - only
    page = client.get(f"{path}?without=tobias-renn").text
    assert f'href="{path}?source=tobias-renn"' in page  # choosing it alone brings it back
    assert "not by Tobias Renn" in page


def test_filters_of_different_names_narrow(client: TestClient, ids: dict[str, int]) -> None:
    path = f"/articles/{ids['bridge']}"
    renn = claim_of(client, ids["bridge"], "a third pier")
    assert shown(client.get(f"{path}?hedged=yes&type=person&source=tobias-renn&act=states").text) >= {renn}
    assert shown(client.get(f"{path}?nested=yes").text) == {nested_claim(client, ids["bridge"])["id"]}
    assert client.get(f"{path}?hedged=perhaps").status_code == 422


def test_on_paper_every_claim_has_the_number_of_its_note(client: TestClient, ids: dict[str, int]) -> None:
    page = client.get(f"/articles/{ids['bridge']}").text
    notes = page.split('<section class="notes"')[1]
    for key in shown(page):
        sign = re.search(rf'id="t-{key}(?:-\d+)?"[^>]* data-sign="([^"]+)"', page)[1]
        assert re.fullmatch(r"\d+\.\d+(, \d+\.\d+)*", sign)
        assert f"https://desk.example/claims/{key}" in notes


def test_a_source_has_the_same_ink_and_line_on_every_page(client: TestClient, ids: dict[str, int]) -> None:
    key = claim_of(client, ids["bridge"], "a third pier")
    paths = (
        "/",
        f"/articles/{ids['bridge']}",
        "/claims",
        f"/claims/{key}",
        "/sources",
        "/sources/tobias-renn",
    )
    marks = [
        set(re.findall(r'class="label (ink-\d line-\d)">\s*REN\s*<', client.get(path).text)) for path in paths
    ]
    assert len(set.union(*marks)) == 1
    assert all(marks), dict(zip(paths, marks, strict=True))
