"""Links to the words of a claim in the page that they were published on.

The fragment is that of https://wicg.github.io/scroll-to-text-fragment/: browsers scroll to the words
and mark them; those that do not know it, and pages that have changed, show the page from its top.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from app.domain import Span, Spans

WORD = re.compile(r"\S+")  # with its punctuation, since context must follow a passage without any between
LONGEST = 12  # words that are named one by one; of a longer passage its first and last ones
ENDS = 5  # words at either end of a longer passage
AROUND = 3  # words before and after, where the passage begins like another place of the text


def original_link(url: str, text: str, spans: Spans) -> str:
    """The address of a page, and in it the passages of its text at these spans.

    Passages are named in whole words. Without any, the address stays as it is.
    """
    directives = "&".join(f"text={each}" for each in _directives(text, spans))
    return f"{url}{'' if '#' in url else '#'}:~:{directives}" if directives else url


def _directives(text: str, spans: Spans) -> Iterator[str]:
    words = [Span(*word.span()) for word in WORD.finditer(text)]
    for span in spans:
        inside = [
            place for place, word in enumerate(words) if word.start < span.end and span.start < word.end
        ]
        if inside:
            yield _directive(text, words, inside[0], inside[-1] + 1)


def _directive(text: str, words: Sequence[Span], first: int, after: int) -> str:
    """The words from `first` until `after`, as `prefix-,start,end,-suffix`.

    What is named must stand within one paragraph of the page: a passage over several lines is named
    by its ends.
    """

    def lines(start: int, end: int) -> list[str]:
        start, end = max(start, 0), min(end, len(words))
        return text[words[start].start : words[end - 1].end].splitlines() if start < end else [""]

    whole = lines(first, after)
    if after - first <= LONGEST and len(whole) == 1:
        passage = whole
    else:
        passage = [lines(first, min(first + ENDS, after))[0], lines(max(after - ENDS, first + 1), after)[-1]]
    before = after_it = ""
    if text.count(passage[0]) > 1:
        before, after_it = lines(first - AROUND, first)[-1], lines(after, after + AROUND)[0]
    return ",".join(
        (
            *([f"{_encoded(before)}-"] if before else []),
            *map(_encoded, passage),
            *([f"-{_encoded(after_it)}"] if after_it else []),
        )
    )


def _encoded(words: str) -> str:
    """Percent-encoded, with the signs that mean something between passages: the comma, "&" and "-"."""
    return quote(words, safe="").replace("-", "%2D")
