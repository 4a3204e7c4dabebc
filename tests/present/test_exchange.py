"""What is handed to reference managers, read back by parsers that are not ours."""

import json
import re
from dataclasses import replace

import bibtexparser
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Precision
from app.present import bibtex, ris
from app.present.exchange import FORMS, cited_claims
from app.store.pages import ClaimRow, When
from tests.present.cited import ARTICLE, DIRECT, REPORTED, SITE, TODAY, cited

SIGNS = re.compile(
    r"\\(?:textbackslash|textbraceleft|textbraceright|textasciitilde|textasciicircum)\{\}|\\[#$%&_]"
)
MEANT = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
}


def as_set(text: str) -> str:
    """What TeX would set."""
    return SIGNS.sub(lambda found: MEANT.get(found[0], found[0][1:]), text)


def bibtex_fields(entry: str) -> dict[str, str]:
    library = bibtexparser.parse_string(entry)
    assert not library.failed_blocks
    [found] = library.entries
    return {field.key: field.value for field in found.fields} | {"key": found.key, "type": found.entry_type}


def test_bibtex_has_the_article_with_the_claim_as_quotation() -> None:
    found = bibtex_fields(bibtex.entry(cited(ARTICLE, DIRECT, alone=True)))
    assert found == {
        "type": "article",
        "key": "abara2031-7-k3v9",
        "author": "Abara, Wren and Voss, Bo",
        "title": "{Mill “shut” for good}",
        "journal": "Kestle Courier",
        "year": "2031",
        "month": "jan",
        "day": "5",
        "url": "https://courier.example/mill",
        "urldate": "2031-02-03",
        "note": "“It holds,” — Ann Lee. https://desk.example/claims/k3v9",
    }


def test_ris_has_the_article_with_the_claim_as_quotation() -> None:
    text = ris.record(cited(ARTICLE, DIRECT, alone=True))
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in text.removesuffix("\r\n").split("\r\n"))
    [found] = rispy.loads(text)
    assert found["type_of_reference"] == "NEWS"
    assert found["authors"] == ["Abara, Wren", "Voss, Bo"]
    assert found["title"] == "Mill “shut” for good"
    assert found["secondary_title"] == "Kestle Courier"
    assert (found["year"], found["date"], found["access_date"]) == ("2031", "2031/01/05", "2031/02/03")
    assert found["urls"] == ["https://courier.example/mill"]
    assert found["notes"] == ["“It holds,” — Ann Lee. https://desk.example/claims/k3v9"]


def test_csl_json_has_the_article_with_the_claim_as_quotation() -> None:
    [found] = json.loads("".join(FORMS["csl.json"].write([[cited(ARTICLE, DIRECT, alone=True)]])))
    assert found["type"] == "article-newspaper"
    assert found["issued"] == {"date-parts": [[2031, 1, 5]]}
    assert found["author"] == [{"family": "Abara", "given": "Wren"}, {"family": "Voss", "given": "Bo"}]
    assert found["archive_location"] == "https://desk.example/claims/k3v9"
    assert found["note"] == "“It holds,” — Ann Lee. https://desk.example/claims/k3v9"


@pytest.mark.parametrize("form", FORMS)
def test_what_is_not_known_is_not_there(form: str) -> None:
    unknown = When(ARTICLE.published.at, Precision.NONE)
    bare = replace(ARTICLE, title="", outlet="", author="", url="", published=unknown)
    text = "".join(FORMS[form].write([[cited(bare)]]))
    assert "2031-01-05" not in text
    assert "2031/01/05" not in text
    assert "None" not in text
    assert "https://desk.example/articles/7" in text


def test_claims_of_one_article_are_quotations_of_one_record() -> None:
    other = replace(ARTICLE, id=8)
    rows = [
        ClaimRow(DIRECT, ARTICLE, "", ""),
        ClaimRow(REPORTED, ARTICLE, "", ""),
        ClaimRow(DIRECT, other, "", ""),
    ]
    batches = cited_claims([rows[:1], rows[1:]], SITE, TODAY)
    first, second = rispy.loads("".join(FORMS["ris"].write(batches)))
    assert len(first["notes"]) == 2
    assert len(second["notes"]) == 1


@pytest.mark.parametrize("form", FORMS)
def test_nothing_to_cite_is_a_valid_file(form: str) -> None:
    text = "".join(FORMS[form].write([]))
    assert text == ("[]\n" if form == "csl.json" else "")


@given(st.text(max_size=60))
def test_bibtex_sets_any_text_letter_by_letter(text: str) -> None:
    title = f"a {text} z"
    found = bibtex_fields(bibtex.entry(cited(replace(ARTICLE, title=title, outlet=title))))
    plain = " ".join(title.split())
    assert as_set(found["title"]) == f"{{{plain}}}"
    assert as_set(found["journal"]) == plain
    assert found["urldate"] == "2031-02-03"


@given(st.text(max_size=60))
def test_bibtex_braces_pair_whatever_was_read(text: str) -> None:
    entry = bibtex.entry(
        cited(replace(ARTICLE, title=text, author=text, outlet=text, url=f"https://a.example/{text}"))
    )
    depth = 0
    for sign in entry:
        depth += (sign == "{") - (sign == "}")
        assert depth >= 0
    assert depth == 0


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_value_in_ris_stays_on_its_line(title: str, outlet: str) -> None:
    article = replace(ARTICLE, title=f"a {title} z", outlet=f"a {outlet} z")
    text = ris.record(cited(article, DIRECT))
    assert text.splitlines() == text.removesuffix("\r\n").split("\r\n")
    [found] = rispy.loads(text)
    assert found["title"] == " ".join(article.title.split())
    assert found["secondary_title"] == " ".join(article.outlet.split())
