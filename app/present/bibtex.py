"""Items as entries of BibTeX, which BibLaTeX reads too (https://ctan.org/pkg/biblatex)."""

import re
from collections.abc import Iterator

from app.present.citation import Item

MEDIA_TYPE = "application/x-bibtex"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# BibTeX counts braces even behind a backslash, so that none may stand for itself.
SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "#$%&_"},
}
SPECIAL = re.compile("[" + re.escape("".join(SIGNS)) + "]")
UNFIT = re.compile(r"[\\{}\s]")  # in an address, which is written as it is


def entry(item: Item) -> str:
    """One entry, its lines ended; the title keeps its capitals."""
    kind = "article" if "container-title" in item else "misc"
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(item))
    return f"@{kind}{{{item['id']},\n{fields}}}\n"


def escaped(text: str) -> str:
    """The text in one line, as TeX sets it letter by letter."""
    return SPECIAL.sub(lambda found: SIGNS[found[0]], " ".join(text.split()))


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    if names := " and ".join(map(_name, item.get("author", ()))):
        yield "author", f"{{{names}}}"
    if "title" in item:
        yield "title", f"{{{{{escaped(item['title'])}}}}}"
    if "container-title" in item:
        yield "journal", f"{{{escaped(item['container-title'])}}}"
    if "issued" in item:
        [[year, month, day]] = item["issued"]["date-parts"]
        yield "year", f"{{{year}}}"
        yield "month", MONTHS[month - 1]
        yield "day", f"{{{day}}}"
    yield "url", f"{{{_address(item['URL'])}}}"
    [[year, month, day]] = item["accessed"]["date-parts"]
    yield "urldate", f"{{{year:04}-{month:02}-{day:02}}}"
    note, here = item.get("note", ""), item.get("archive_location", "")
    if read := note if here in note else f"{note} Read at {here}":
        yield "note", f"{{{escaped(read)}}}"


def _name(name: dict[str, str]) -> str:
    """As in "Abara, Wren" or "{Kestle Press Agency}"; a suffix stands between, as BibTeX has it."""
    if "literal" in name:
        return f"{{{escaped(name['literal'])}}}"
    parts = (name["family"], *([name["suffix"]] if "suffix" in name else ()), name["given"])
    # In braces a part stays whole, even if there is an "and" or a comma in it.
    return ", ".join(_whole(part) for part in parts)


def _whole(part: str) -> str:
    plain = escaped(part)
    return f"{{{plain}}}" if re.search(r",|\band\b", plain, re.IGNORECASE) else plain


def _address(url: str) -> str:
    return UNFIT.sub(lambda found: "".join(f"%{byte:02X}" for byte in found[0].encode()), url)
