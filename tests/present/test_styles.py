"""The lines are those that the manuals give for a newspaper article online."""

import warnings
from dataclasses import replace

import pytest
from citeproc import CitationStylesStyle
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain import Precision
from app.present.styles import ALL, STYLES, Line, Run, lines
from app.store.pages import ArticleRef, When
from tests.present.cited import ARTICLE, DIRECT, REPORTED, cited
from tests.present.claims import claim

UNDATED = replace(ARTICLE, published=When(ARTICLE.published.at, Precision.NONE))
BARE = replace(UNDATED, title="", outlet="", author="", url="")


def entries(article: ArticleRef) -> dict[str, str]:
    return {line.style.id: line.plain for line in lines(cited(article))}


def in_text(line: Line) -> str:
    return "".join(run.text for run in line.in_text)


def test_an_entry_names_writers_title_outlet_day_address_and_where_it_was_read() -> None:
    assert entries(ARTICLE) == {
        "apa": "Abara, W., & Voss, B. (2031, January 5). Mill “shut” for good. Kestle Courier. "
        "https://courier.example/mill (retrieved February 3, 2031, from https://desk.example/articles/7)",
        "mla": "Abara, Wren, and Bo Voss. “Mill ‘shut’ for Good.” Kestle Courier, 5 Jan. 2031, "
        "https://courier.example/mill. Sourcelight, https://desk.example/articles/7. Accessed 3 Feb. 2031.",
        "chicago": "Abara, Wren, and Bo Voss. “Mill ‘shut’ for Good.” Kestle Courier, January 5, 2031. "
        "https://courier.example/mill. Accessed February 3, 2031, at https://desk.example/articles/7.",
    }


def test_a_claim_is_read_at_its_own_permalink_and_its_speaker_stands_in_the_text() -> None:
    found = {line.style.id: line for line in lines(cited(ARTICLE, DIRECT, alone=True), DIRECT)}
    assert all("https://desk.example/claims/k3v9" in line.plain for line in found.values())
    assert in_text(found["apa"]) == "(Ann Lee, as cited in Abara & Voss, 2031)"
    assert in_text(found["mla"]) == "(Ann Lee qtd. in Abara and Voss)"
    assert in_text(found["chicago"]).startswith(
        "Ann Lee, quoted in Wren Abara and Bo Voss, “Mill ‘shut’ for Good,”"
    )


def test_what_is_only_reported_is_not_said_to_be_quoted() -> None:
    found = {line.style.id: in_text(line) for line in lines(cited(ARTICLE, REPORTED, alone=True), REPORTED)}
    assert found["mla"] == "(Ann Lee, citing Bo Renn, as reported in Abara and Voss)"
    assert found["chicago"].startswith("Ann Lee, citing Bo Renn, as reported in Wren Abara")


def test_a_claim_without_a_source_says_so() -> None:
    nobody = claim("k", (0, 3), quote="Yes")
    assert in_text(lines(cited(ARTICLE, nobody, alone=True), nobody)[0]).startswith(
        "(no source given, as cited in"
    )


def test_without_a_writer_the_title_comes_first() -> None:
    found = entries(replace(ARTICLE, author=""))
    assert found["apa"].startswith("Mill “shut” for good. (2031, January 5). Kestle Courier. ")
    assert found["mla"].startswith("“Mill ‘shut’ for Good.” Kestle Courier, 5 Jan. 2031, ")
    assert found["chicago"].startswith("“Mill ‘shut’ for Good.” Kestle Courier, January 5, 2031. ")


def test_without_a_date_none_is_made_up() -> None:
    found = entries(UNDATED)
    assert "(n.d.)" in found["apa"]
    assert "Kestle Courier, https://courier.example/mill." in found["mla"]
    assert "Kestle Courier, n.d. https://courier.example/mill." in found["chicago"]


def test_without_an_address_of_its_own_it_is_where_it_was_read() -> None:
    found = entries(replace(ARTICLE, url="javascript:alert(1)"))
    assert found["apa"].endswith("Retrieved February 3, 2031, from https://desk.example/articles/7")
    assert found["mla"].endswith(" https://desk.example/articles/7. Accessed 3 Feb. 2031.")
    assert found["chicago"].endswith("Accessed February 3, 2031. https://desk.example/articles/7.")


def test_of_an_article_of_which_nothing_is_known_that_is_said() -> None:
    found = entries(BARE)
    assert found["apa"].startswith("[Article without a title]. (n.d.). Retrieved")
    assert found["mla"].startswith("Article without a title. https://desk.example/articles/7.")
    assert found["chicago"].startswith("Article without a title. n.d. Accessed")


def test_three_writers_and_an_agency() -> None:
    found = entries(replace(ARTICLE, author="Wren Abara, Bo van der Voss and Kestle Press Agency"))
    assert found["apa"].startswith("Abara, W., van der Voss, B., & Kestle Press Agency. (2031")
    assert found["mla"].startswith("Abara, Wren, et al. “")
    assert found["chicago"].startswith("Abara, Wren, Bo van der Voss, and Kestle Press Agency. “")


def test_a_name_that_begins_with_the_family_s_is_turned_by_apa_alone() -> None:
    written = replace(ARTICLE, author="Kim Jong-un and Xi Jinping")
    found = entries(written)
    assert found["apa"].startswith("Kim, J.-U., & Xi, J. (2031")
    assert found["mla"].startswith("Kim Jong-un, and Xi Jinping. “")
    assert found["chicago"].startswith("Kim Jong-un, and Xi Jinping. “")
    in_text = {line.style.id: "".join(run.text for run in line.in_text) for line in lines(cited(written))}
    assert in_text["apa"] == "(Kim & Xi, 2031)"
    assert in_text["mla"] == "(Kim and Xi)"
    assert in_text["chicago"].startswith("Kim Jong-un and Xi Jinping, “")
    for doubtful in ("Wei Li", "Nguyen Phu Trong"):
        for entry in entries(replace(ARTICLE, author=doubtful)).values():
            assert entry.startswith(f"{doubtful}."), entry


def test_a_title_that_asks_keeps_its_mark_alone() -> None:
    found = entries(replace(ARTICLE, title="Who says so?"))
    assert "Who says so? Kestle" in found["apa"]
    assert "“Who Says So?” Kestle" in found["mla"]
    assert "“Who Says So?” Kestle" in found["chicago"]


def test_the_outlet_is_in_italics() -> None:
    for line in lines(cited()):
        assert Run("Kestle Courier", italic=True) in line.entry


@pytest.mark.parametrize("style", ALL)
def test_the_styles_are_valid(style) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        CitationStylesStyle(str(STYLES / f"{style.id}.csl"), validate=True)


@settings(max_examples=50)
@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30))
def test_any_words_make_a_line(title: str, outlet: str, author: str) -> None:
    article = replace(ARTICLE, title=title, outlet=outlet, author=author)
    for line in lines(cited(article, DIRECT, alone=True), DIRECT):
        assert "https://desk.example/claims/k3v9" in line.plain
        assert not {"\ue000", "\ue001"} & set(line.plain + in_text(line))
