"""Items as records of RIS, which reference managers exchange.

The tags are those of the format's specification of 2012, for newspaper articles; a line ends in CR LF.
"""

from collections.abc import Iterator

from app.present.citation import Item

MEDIA_TYPE = "application/x-research-info-systems"


def record(item: Item) -> str:
    """One record, its last line ended. A tag that occurs again is a further value."""
    lines = [("TY", "NEWS"), *_lines(item), ("ER", "")]
    return "".join(f"{tag}  - {on_one_line(value)}\r\n" for tag, value in lines)


def on_one_line(value: str) -> str:
    """The value without anything that a reader of lines would take for the end of one."""
    return " ".join(value.split())


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    yield "ID", item["id"]
    for name in item.get("author", ()):
        yield (
            "AU",
            name.get("literal") or ", ".join(filter(None, map(name.get, ("family", "given", "suffix")))),
        )
    if "title" in item:
        yield "TI", item["title"]
    if "container-title" in item:
        yield "T2", item["container-title"]
    if "issued" in item:
        [[year, month, day]] = item["issued"]["date-parts"]
        yield "PY", f"{year:04}"
        yield "DA", f"{year:04}/{month:02}/{day:02}"
    yield "UR", item["URL"]
    if "archive_location" in item:
        yield "DB", item["archive"]
        yield "AV", item["archive_location"]
    [[year, month, day]] = item["accessed"]["date-parts"]
    yield "Y2", f"{year:04}/{month:02}/{day:02}"
    if "language" in item:
        yield "LA", item["language"]
    for note in item.get("note", "").splitlines():
        yield "N1", note
