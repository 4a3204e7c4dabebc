"""The known sources of seeds/sources.toml: who they are and what newspapers call them."""

import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.domain import Known, SourcelightError, SourceType

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
COUNTRY = re.compile(r"(?:[A-Z]{2})?")
STRINGS = {"slug", "name", "type", "label", "role", "country"}
LISTS = {"aliases", "capitals"}
MAX_LABEL = 4


class SeedError(SourcelightError):
    """An entry of the known sources is malformed; the message names file, entry and fault."""


def _known(entry: dict[str, Any], where: str) -> Known:
    where = f"{where} ({entry.get('name') or entry.get('slug') or 'without name'})"
    if unknown := sorted(entry.keys() - STRINGS - LISTS):
        raise SeedError(f"{where}: unknown field {unknown[0]!r}.")
    if missing := sorted({"slug", "name", "type"} - entry.keys()):
        raise SeedError(f"{where}: {missing[0]!r} is missing.")
    for field in sorted(entry):
        value = entry[field]
        lines = value if field in LISTS else [value]
        if not isinstance(lines, list) or not all(isinstance(line, str) and line.strip() for line in lines):
            shape = "a list of strings" if field in LISTS else "a string"
            raise SeedError(f"{where}: {field!r} must be {shape}, none of them empty.")
    if entry["type"] not in set(SourceType) or SourceType(entry["type"]).is_unnamed:
        raise SeedError(f"{where}: {entry['type']!r} is no type of a named source.")
    if not SLUG.fullmatch(entry["slug"]):
        raise SeedError(f"{where}: slug {entry['slug']!r} must be of small letters, digits and hyphens.")
    if len(entry.get("label", "")) > MAX_LABEL:
        raise SeedError(f"{where}: label {entry['label']!r} has more than {MAX_LABEL} characters.")
    if not COUNTRY.fullmatch(entry.get("country", "")):
        raise SeedError(f"{where}: country {entry['country']!r} is no ISO 3166 code of two letters.")
    lists = {field: tuple(entry.get(field, ())) for field in LISTS}
    return Known(**{**entry, **lists, "type": SourceType(entry["type"])})


def _refuse_shared(entries: Iterable[tuple[str, Known]]) -> None:
    """Raise SeedError where a slug is used twice or two entries claim the same name."""
    slugs: dict[str, str] = {}
    claimed: dict[str, str] = {}
    for where, known in entries:
        if known.slug in slugs:
            raise SeedError(f"{where}: slug {known.slug!r} is that of {slugs[known.slug]} as well.")
        slugs[known.slug] = where
        for form in (known.name, *known.aliases, *known.capitals):
            if form in claimed:
                raise SeedError(f"{where} ({known.name}): {form!r} is claimed by {claimed[form]} as well.")
            claimed[form] = where


def load_known(path: Path) -> tuple[Known, ...]:
    """The known sources in the order of the file; raises SeedError.

    Each is a table [[source]] with slug, name, type, and where they help label (at most four
    characters), role, country (ISO 3166, two letters), aliases, and for governments capitals.
    """
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SeedError(f"{path}: the file cannot be read ({error.strerror}).") from error
    except ValueError as error:  # no UTF-8, or no TOML
        raise SeedError(f"{path}: {error}.") from error
    entries = tables.get("source")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SeedError(f"{path}: no [[source]] tables.")
    found = [
        (f"{path}, source {number}", _known(entry, f"{path}, source {number}"))
        for number, entry in enumerate(entries, start=1)
    ]
    _refuse_shared(found)
    return tuple(known for _, known in found)
