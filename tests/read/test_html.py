from datetime import UTC, datetime

import pytest

from app.domain import Precision
from app.read import ReadError, read_html

PAGE = """<!doctype html>
<html lang="en"><head>
<title>North pier closes for a year - Sample Courier</title>
<meta property="og:title" content="North pier closes for a year - Sample Courier">
<meta property="og:site_name" content="Sample Courier">
<meta name="author" content="Hanne Lund">
<meta property="og:url" content="https://example.org/pier">
<meta property="article:published_time" content="2025-03-31T18:30:00+01:00">
</head><body>
<nav><a href="/">Home</a> <a href="/weather">Weather</a></nav>
<article>
<h1>North pier closes for a year</h1>
<p>The harbour board will close the north pier on Monday, it said in a statement, because inspectors had
found rust in eleven of its piles.</p>
<figure><img src="pier.jpg" alt=""><figcaption>Boats at the north pier in March.</figcaption></figure>
<p>“Nobody is in danger,” said Ida Rem, who leads the board. “But we would rather close it <b>now</b> than
after the summer, when the repairs would cost twice as much.”</p>
<p>Ferries will leave from the south pier until the work is done &amp; tested.</p>
</article>
<footer>Imprint</footer>
</body></html>"""


def test_body_without_headline_and_captions() -> None:
    draft = read_html(PAGE, "pier.html")
    assert draft.text.split("\n\n") == [
        "The harbour board will close the north pier on Monday, it said in a statement, because inspectors "
        "had found rust in eleven of its piles.",
        "“Nobody is in danger,” said Ida Rem, who leads the board. “But we would rather close it now than "
        "after the summer, when the repairs would cost twice as much.”",
        "Ferries will leave from the south pier until the work is done & tested.",
    ]
    assert draft.captions == ("Boats at the north pier in March.",)


def test_particulars_of_the_page() -> None:
    draft = read_html(PAGE, "pier.html")
    assert draft.title == "North pier closes for a year"
    assert (draft.outlet, draft.author) == ("Sample Courier", "Hanne Lund")
    assert draft.url == "https://example.org/pier"
    assert draft.published_at == datetime(2025, 3, 31, 17, 30, tzinfo=UTC)
    assert draft.precision is Precision.TIME
    assert draft.language == "en"


def test_given_address_comes_before_the_page_s_own() -> None:
    assert read_html(PAGE, "pier.html", url="https://example.net/p").url == "https://example.net/p"


def test_page_in_an_older_encoding() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="windows-1252">').encode("windows-1252")
    assert "“Nobody is in danger,”" in read_html(page, "pier.html").text


@pytest.mark.parametrize("page", ["", "<p>", "plain words", "<html><body></body></html>", bytes(range(256))])
def test_page_without_an_article_is_refused_by_name(page: str | bytes) -> None:
    with pytest.raises(ReadError, match=r"^pier\.html: no article was found"):
        read_html(page, "pier.html")


def test_a_piece_of_a_page_is_read_too() -> None:
    sentence = "The harbour board will close the north pier on Monday, it said in a statement."
    assert read_html(f"<p>{sentence}</p>", "pier.html").text == sentence
    assert read_html(f"<article><p>{sentence}</p></article>", "pier.html").text == sentence


@pytest.mark.parametrize("page", ["<svg></html>", "<head><svg>", "<html><svg>", "<!doctype><math>"])
def test_an_odd_root_harms_nothing(page: str) -> None:
    """The fuzzer found the first: its only element stood for the page, and could not be cut from it."""
    with pytest.raises(ReadError, match="no article was found"):
        read_html(page, "odd.html")


def test_what_no_database_takes_is_refused() -> None:
    with pytest.raises(ReadError, match="half of a surrogate pair"):
        read_html(PAGE.replace("Monday", "\ud800"), "pier.html")
