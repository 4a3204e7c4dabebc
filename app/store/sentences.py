"""The rest of the sentence around some words."""

import re

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
