"""The rest of the sentence around some words."""

import re

from app.domain import Span

REACH = 300  # code points that are looked at on either side
TITLES = ("Mr", "Ms", "Mrs", "Dr", "St", "Gen", "Sen", "Rep", "[A-Z]")  # their full stop ends nothing
NO_STOP = "".join(rf"(?<!\b{title}\.)" for title in TITLES)
LINE_END = r"[\r\n\u2028\u2029]"
END = re.compile(rf"[.!?…]{NO_STOP}[\"'”’»)]*(?=\s|$)|(?={LINE_END})")
CLOSED = re.compile(r"[.!?…][\"'”’»)]*$")
CLOSING = re.compile(r"[\"'”’»)]*")


def rest_before(text: str) -> str:
    """The end of `text` from where its last sentence begins; a cut word at the front is left out."""
    start = 0
    for stop in END.finditer(text):
        if stop.end() < len(text):
            start = stop.end()
    if start == 0 and len(text) >= REACH:
        start = text.find(" ") + 1
    return text[start:].lstrip()


def rest_after(quote: str, text: str) -> str:
    """The front of `text` up to where the sentence that `quote` began ends."""
    if CLOSED.search(quote):
        return text[: CLOSING.match(text).end()]  # type: ignore[union-attr]
    stop = END.search(text)
    if stop:
        return text[: stop.end()].rstrip()
    return text[: text.rfind(" ")] if len(text) >= REACH and " " in text else text.rstrip()


def sentences_around(text: str, first: Span, *others: Span) -> Span:
    """From where the sentence of these spans begins to where it ends.

    `first` is what it is about; others that are further than REACH from it are left out.
    """
    near = [span for span in others if span.end > first.start - REACH and span.start < first.end + REACH]
    start = min(first.start, *(span.start for span in near)) if near else first.start
    end = max(first.end, *(span.end for span in near)) if near else first.end
    before = rest_before(text[max(start - REACH, 0) : start])
    after = rest_after(text[start:end], text[end : end + REACH])
    return Span(start - len(before), end + len(after))
