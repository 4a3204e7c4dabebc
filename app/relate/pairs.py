"""Pairs of claims as JSON Lines: read, checked, related, and written as they came with the answer added."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.domain import SourcelightError
from app.relate.claim import Claim
from app.relate.relater import Relater

FIELDS = ("text", "source", "cue", "paragraph", "published_at")
BATCH = 256  # pairs whose texts are held as vectors at once

Record = dict[str, Any]


class PairError(SourcelightError):
    """A line that is not a pair of claims."""


def _text(given: Record, name: str) -> str:
    text = given.get(name)
    if text is None:
        return ""
    if not isinstance(text, str):
        raise ValueError(f"has a {name} that is not a text")  # noqa: TRY004 - one kind for all that is wrong
    return text


def claim_of(given: object) -> Claim:
    """A claim from its JSON object. Raises ValueError where it is none."""
    if not isinstance(given, dict):
        raise ValueError("is not an object")  # noqa: TRY004
    text, source, cue, paragraph, when = (_text(given, name) for name in FIELDS)
    if not text.strip():
        raise ValueError("has no text")
    try:
        published_at = datetime.fromisoformat(when) if when else None
    except ValueError as error:
        raise ValueError(f"has a published_at that is not an ISO 8601 date: {when!r}") from error
    if published_at is not None and published_at.tzinfo is not None:
        published_at = published_at.astimezone(UTC)
    return Claim(text, source, cue, paragraph, published_at)


def pair_of(line: str) -> tuple[Record, Claim, Claim]:
    """A line's record and its two claims. Raises ValueError where it is no pair."""
    try:
        record = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"not JSON ({error})") from error
    try:
        json.dumps(record, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        raise ValueError("holds half of a surrogate pair") from error
    if not isinstance(record, dict) or "a" not in record or "b" not in record:
        raise ValueError('not an object with "a" and "b"')
    return record, _side(record, "a"), _side(record, "b")


def _side(record: Record, side: str) -> Claim:
    try:
        return claim_of(record[side])
    except ValueError as error:
        raise ValueError(f'"{side}" {error}') from error


def read_pairs(path: Path) -> list[tuple[Record, Claim, Claim]]:
    """All pairs of a file. Raises PairError, naming file and line, before anything is answered."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise PairError(f"{path}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise PairError(f"{path}: not UTF-8 at byte {error.start}") from error
    pairs = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                pairs.append(pair_of(line))
            except ValueError as error:
                raise PairError(f"{path}, line {number}: {error}") from error
    return pairs


def related_lines(path: Path, relater: Relater) -> Iterator[str]:
    """Each pair as JSON with `relation` and `score` added, in the order of the file."""
    pairs = read_pairs(path)
    for start in range(0, len(pairs), BATCH):
        batch = pairs[start : start + BATCH]
        links = relater.relate_all([(a, b) for _, a, b in batch])
        for (record, _, _), link in zip(batch, links, strict=True):
            yield json.dumps(record | {"relation": link.relation, "score": link.score}, ensure_ascii=False)
