"""Whatever comes in: nothing raises, every index is good, and long articles stay quick."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import Attribution, Resolution, Span
from app.resolve import Directory, resolve

WORDS = st.sampled_from(
    [
        "he",
        "She",
        "it",
        "who",
        "of",
        "and",
        ",",
        ".",
        "“",
        "”",
        "’s",
        "the",
        "The",
        "a",
        "Mr.",
        "Ada",
        "Orland",
        "US",
        "Kyiv",
        "agency",
        "officials",
        "said",
        "citing",
        "by",
        "李明",
        "Иван",
        "Петров",
        "محمد",
        "🙂",
        "(",
        ")",
        "\n",
        "\n\n",
        "Senators",
        "former",
        "A.",
        "-",
    ]
)


def spans(length: int) -> st.SearchStrategy[tuple[Span, ...]]:
    ends = st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted)
    return st.lists(ends.map(lambda pair: Span(*pair)), max_size=2).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> tuple[str, list[Attribution]]:
    text = draw(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=80))
    number = draw(st.integers(0, 6))
    nested = st.none() | st.integers(-1, number)
    part = spans(len(text))
    attribution = st.builds(Attribution, source=part, cue=part, content=part, nested_in=nested)
    return text, draw(st.lists(attribution, min_size=number, max_size=number))


def check(resolution: Resolution, attributions: list[Attribution]) -> None:
    assert len(resolution.voices) == len(attributions)
    spoken = {index for voice in resolution.voices for index in (*voice.sources, *voice.relay)}
    assert spoken == set(range(len(resolution.sources)))
    assert all(source.name for source in resolution.sources)


@given(articles())
def test_any_article(article):
    text, attributions = article
    check(resolve(text, attributions, author="Ada"), attributions)


def test_nothing_at_all():
    assert resolve("", []) == Resolution((), ())
    assert resolve("Rain.", []) == Resolution((), ())


@pytest.mark.parametrize("name", ["李明", "Иван Петров", "محمد علي", "Ørsted Ångström", "🙂"])
def test_names_in_any_script(name):
    resolution = resolve(f"{name} said so.", [Attribution((Span(0, len(name)),), (), ())])
    assert [source.name for source in resolution.sources] == [name]


def test_same_article_same_answer_with_and_without_a_prepared_directory(directory):
    text = "Strelsau said no."
    attributions = [Attribution((Span(0, 8),), (Span(9, 13),), ())]
    assert resolve(text, attributions, directory) == resolve(text, attributions, Directory(directory))


def sources_at(text: str, mention: str, number: int) -> list[Attribution]:
    found, position = [], -1
    for _ in range(number):
        position = text.index(mention, position + 1)
        found.append(Attribution((Span(position, position + len(mention)),), (), ()))
    return found


@pytest.mark.parametrize("mention", ["he", "they", "the agency", "an official at the ministry", "Orland"])
def test_longest_article_stays_quick(mention):
    sentence = (
        f"Tom Lund of the Harbour Agency met A{{}} Orland, and {mention} said the sea was rising again. "
    )
    text = "".join(sentence.format("abcdefghij"[i % 10] * (i % 7 + 1)) for i in range(11_000))[:1_000_000]
    attributions = sources_at(text, f" {mention} ", 1_000)
    started = time.process_time()
    check(resolve(text, attributions), attributions)
    assert time.process_time() - started < 6


def test_hundreds_of_sources():
    text = " ".join(f"B{chr(97 + i % 26)}{'o' * (i // 26 + 1)} Zan{i} said." for i in range(500))
    attributions = [Attribution((Span(p, p + 4),), (), ()) for p in range(0, 5_000, 10)]
    check(resolve(text, attributions), attributions)
