"""Plain text -> a draft.

A text may begin with its particulars, which end at the first line that is none:

    date 2025-03-31 Harbour board closes the north pier
    outlet: Sample Courier
    author: Hanne Lund
    url: https://example.org/pier

The first line is `date`, a date and the title, or `title:` and the title. Everything after the
particulars is the body, word for word but for blank lines around it.
"""

import re

from app.domain import Draft
from app.paragraphs import LINE_END
from app.read.charset import guessed, marked
from app.read.checks import ReadError, check_characters
from app.read.drafts import make_draft

DATED_TITLE = re.compile(r"\s*date\s+(\d{4}-\S+)(?:\s+(.*))?", re.IGNORECASE)
PARTICULAR = re.compile(r"\s*(title|date|outlet|author|url):\s*(.*)", re.IGNORECASE)
BLANK_START = re.compile(r"\A(?:[^\S\r\n]*(?:\r\n|\r|\n))+")


def decode(data: bytes, name: str) -> str:
    """Text of bytes in UTF-8, in UTF-16 that says so, or in the encoding that they seem to be in.

    Raises ReadError where none fits.
    """
    encoding = marked(data) or "utf-8"
    if encoding == "utf-8" and b"\0" in data:
        raise ReadError(f"{name}: this is not a text file; it holds NUL bytes, as programs and pictures do.")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "utf-8":
            _check_surrogates(data, name)
        if encoding == "utf-8" and (seems := guessed(data)):
            return data.decode(seems, "replace")
        wrong = f"byte 0x{data[error.start]:02X} at position {error.start:,}"
        raise ReadError(
            f"{name}: the text is not in {encoding.removesuffix('-sig').upper()} ({wrong}). Save it as UTF-8."
        ) from error


def _check_surrogates(data: bytes, name: str) -> None:
    """Raise ReadError for UTF-8 but for halves of surrogate pairs: no other encoding is meant."""
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return
    check_characters(text, name)


def _particulars(text: str) -> tuple[dict[str, str], str]:
    """What the first lines say, and the rest of the text."""
    found: dict[str, str] = {}
    position = 0
    while position < len(text):
        end = LINE_END.search(text, position)
        line = text[position : end.start() if end else len(text)]
        if not found and (dated := DATED_TITLE.fullmatch(line)):
            found = {"date": dated[1], "title": dated[2] or ""}
        elif (named := PARTICULAR.fullmatch(line)) and (found or named[1].lower() == "title"):
            found[named[1].lower()] = named[2]
        else:
            break
        position = end.end() if end else len(text)
    return found, text[position:]


def read_text(data: bytes, name: str) -> Draft:
    """Draft of a plain text file's bytes; raises ReadError."""
    said, body = _particulars(decode(data, name))
    return make_draft(
        BLANK_START.sub("", body).rstrip(),
        name,
        title=said.get("title", ""),
        outlet=said.get("outlet", ""),
        author=said.get("author", ""),
        url=said.get("url", ""),
        date=said.get("date", ""),
    )
