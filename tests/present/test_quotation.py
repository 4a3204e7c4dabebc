from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from app.domain import Kind, Precision
from app.present.quotation import attributed, escaped, line, markdown, quotation, quoted, reported
from app.store.pages import When
from tests.present.cited import ARTICLE, DIRECT, REPORTED, SITE


def test_a_quotation_says_who_in_whose_article_when_and_where_to_look() -> None:
    assert quotation(DIRECT, ARTICLE, SITE) == (
        "“It holds,” — Ann Lee, quoted in Wren Abara and Bo Voss, “Mill ‘shut’ for good”, Kestle Courier, "
        "5 January 2031. https://desk.example/claims/k3v9"
    )


def test_words_of_the_article_are_not_said_to_be_the_speakers() -> None:
    denied = replace(REPORTED, cue="denied", relay=())
    assert quotation(denied, ARTICLE, SITE).startswith(
        "Ann Lee denied “a pier ‘might’ fall”, in the words of Wren Abara and Bo Voss, “Mill"
    )
    assert attributed(denied) == "Ann Lee denied “a pier ‘might’ fall”, in the article’s words."
    html = MarkdownIt().render(markdown(denied, ARTICLE, SITE))
    assert html.startswith(
        "<blockquote>\n<p>Ann Lee denied “a pier ‘might’ fall”</p>\n<p>— in the words of Wren"
    )


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("", "Ann Lee, citing Bo Renn: “a"),
        ("warned:", "Ann Lee, citing Bo Renn, warned “a"),
        ("according to", "According to Ann Lee, citing Bo Renn, “a"),
        ("was told by", "Was told by Ann Lee, citing Bo Renn, “a"),
    ],
)
def test_the_articles_own_word_says_how_they_said_it(cue: str, said: str) -> None:
    assert reported(replace(REPORTED, cue=cue)).startswith(said)


def test_words_that_nobody_is_named_for_say_so() -> None:
    nobody = replace(REPORTED, sources=(), relay=())
    assert reported(nobody).startswith("No source given: “a pier")
    assert reported(replace(nobody, cue="reportedly")).startswith("No source given, reportedly “a pier")


def test_what_is_not_known_is_left_out() -> None:
    unknown = When(ARTICLE.published.at, Precision.NONE)
    bare = replace(ARTICLE, title="", outlet="", author="", published=unknown)
    assert quotation(DIRECT, bare, SITE) == (
        "“It holds,” — Ann Lee, quoted in an article without a title. https://desk.example/claims/k3v9"
    )


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [
        ("“It holds,” … “and will.”", Kind.DIRECT, "“It holds,” … “and will.”"),
        ('"It holds."', Kind.DIRECT, '"It holds."'),
        ("“It holds", Kind.DIRECT, "“It holds”"),
        ("It holds.”", Kind.DIRECT, "“It holds.”"),
        ("“It holds,” … “and wi", Kind.DIRECT, "“‘It holds,’ … and wi”"),
        ("„Es hält“ … „und wi", Kind.DIRECT, "“‚Es hält‘ … und wi”"),
        ("It holds", Kind.DIRECT, "“It holds”"),
        ("it “holds”", Kind.MIXED, "“it ‘holds’”"),
        ("it\nholds", Kind.INDIRECT, "“it holds”"),
    ],
)
def test_quotation_marks_stand_once(words: str, kind: Kind, said: str) -> None:
    assert quoted(replace(DIRECT, quote=words, kind=kind)) == said


def test_markdown_is_a_quotation_with_links() -> None:
    html = MarkdownIt().render(markdown(DIRECT, ARTICLE, SITE))
    assert html.startswith("<blockquote>\n<p>“It holds,”</p>\n<p>— Ann Lee, quoted in")
    assert '<a href="https://desk.example/articles/7">“Mill ‘shut’ for good”</a>' in html
    assert "<em>Kestle Courier</em>" in html
    assert '<a href="https://desk.example/claims/k3v9">' in html


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60))
def test_no_word_is_taken_for_a_sign_of_markdown(words: str) -> None:
    tokens = MarkdownIt().parseInline(f"x{escaped(words)}x")[0].children
    assert {token.type for token in tokens} <= {"text", "text_special"}
    assert "".join(token.content for token in tokens) == f"x{' '.join(words.split())}x"


@given(st.text("0123456789#+-=.)* x", min_size=1, max_size=8))
def test_a_line_of_markdown_may_begin_with_anything(words: str) -> None:
    tokens = MarkdownIt().parse(line(f"{words.strip()}x"))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
