"""Records of a JSONL file -> drafts, one a line: {"id", "text"} and whatever else is known."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from app.domain import Draft
from app.read.checks import ReadError, check_characters
from app.read.dates import written_date
from app.read.drafts import make_draft
from app.read.lines import FIELDS, lines_of

NAMED = 10  # how many errors a message names


class Record(NamedTuple):
    """A draft under the id that its file gives it. Its text is the record's, word for word."""

    id: str
    draft: Draft


class Wrong:
    """What could not be read among many: told together at the end, so that it loses nothing else."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._errors: list[str] = []
        self._more = 0

    def add(self, error: ReadError) -> None:
        if len(self._errors) < NAMED:
            self._errors.append(str(error))
        else:
            self._more += 1

    def tell(self) -> None:
        """Raise ReadError where anything was wrong, naming the first ones."""
        if self._errors:
            more = [f"and {self._more:,} more {self._what}."] if self._more else []
            raise ReadError("\n".join([*self._errors, *more]))


def read_record(line: bytes, name: str) -> Record:
    """The record in a line of JSON; raises ReadError, whose message begins with `name`."""
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"{name}: this is no JSON ({error}).") from error
    if not isinstance(fields, dict):
        raise ReadError(f"{name}: a record is an object with “id” and “text”, not {type(fields).__name__}.")
    said = {field: fields.get(field) or "" for field in FIELDS}
    for field, value in said.items():
        if not isinstance(value, str):
            raise ReadError(f"{name}: “{field}” is not a string.")
    if not isinstance(fields.get("id"), str | int):
        raise ReadError(f"{name}: “id” is missing; give each record one.")
    check_characters(str(fields["id"]), f"{name}, “id”")
    captions = fields.get("captions") or []
    if not isinstance(captions, list) or not all(isinstance(each, str) for each in captions):
        raise ReadError(f"{name}: “captions” is no list of strings.")
    draft = make_draft(
        said["text"],
        name,
        title=said["title"],
        outlet=said["outlet"],
        author=said["author"],
        url=said["url"],
        date=said["published_at"],
        captions=tuple(captions),
    )
    return Record(str(fields["id"]), draft)


def record_line(record: Record) -> bytes:
    """The line of which read_record makes this record."""
    draft = record.draft
    fields = {
        "id": record.id,
        "text": draft.text,
        "title": draft.title,
        "outlet": draft.outlet,
        "author": draft.author,
        "url": draft.url,
        "published_at": written_date(draft.published_at, draft.precision),
        "captions": list(draft.captions),
    }
    return json.dumps(fields, ensure_ascii=False).encode()


def read_jsonl(path: Path | str) -> Iterator[Record]:
    """The records of a file (.jsonl, or .jsonl.gz) in order; blank lines are passed over.

    A bad line does not lose the others: it is passed over, and ReadError is raised after the
    last line, naming the bad ones and what is wrong with each.
    """
    wrong = Wrong("lines that cannot be read")
    for number, line in enumerate(lines_of(path), start=1):
        if line.strip():
            try:
                record = read_record(line, f"{path}, line {number}")
            except ReadError as error:
                wrong.add(error)
            else:
                yield record
    wrong.tell()
