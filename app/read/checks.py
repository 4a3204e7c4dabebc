"""What is refused before anything is stored, with a message that names the thing and the limit."""

import re
from urllib.parse import urlsplit

from app.domain import SourcelightError
from app.settings import MAX_TEXT, MAX_UPLOAD

UNSTORABLE = re.compile("[\0\ud800-\udfff]")
REPLACEMENT = "\ufffd"  # stands for a character that could not be told
MEGABYTE = 1024 * 1024
MAX_ADDRESS = 2000  # code points
SPACE = re.compile(r"\s")


class ReadError(SourcelightError):
    """Something cannot be read as an article; the message begins with its name."""


def check_size(size: int, name: str) -> None:
    """Raise ReadError where there are no bytes or more than an upload may have."""
    if size == 0:
        raise ReadError(f"{name}: the file is empty.")
    if size > MAX_UPLOAD:
        raise ReadError(
            f"{name}: {size / MEGABYTE:.1f} MB; a file may have at most {MAX_UPLOAD // MEGABYTE} MB. "
            "Split it, or save the text alone."
        )


def check_characters(text: str, name: str) -> None:
    """Raise ReadError where a text holds what no database takes: NUL, or half of a surrogate pair."""
    if found := UNSTORABLE.search(text):
        what = "a NUL character" if found[0] == "\0" else "half of a surrogate pair"
        raise ReadError(
            f"{name}: character {found.start() + 1:,} is {what}, which belongs to no text. "
            "The file may be damaged, or not a text file."
        )


def check_address(url: str, name: str) -> None:
    """Raise ReadError where an article's address is no web address. It may be empty."""
    if len(url) > MAX_ADDRESS:
        raise ReadError(
            f"{name}: the address has {len(url):,} characters; it may have at most {MAX_ADDRESS:,}."
        )
    try:
        given = urlsplit(url)
    except ValueError:  # brackets that hold no IPv6 address
        given = urlsplit("")
    if url and (given.scheme not in ("http", "https") or not given.hostname or SPACE.search(url)):
        raise ReadError(f"{name}: “{url[:80]}” is no web address; it begins with http:// or https://.")


def check_text(text: str, name: str) -> None:
    """Raise ReadError where an article's text is blank, too long, or holds what cannot be stored."""
    if not text.strip():
        raise ReadError(f"{name}: there is no text in it.")
    if len(text) > MAX_TEXT:
        raise ReadError(
            f"{name}: the text has {len(text):,} characters; an article may have at most {MAX_TEXT:,}."
        )
    check_characters(text, name)
