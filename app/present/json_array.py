"""Rows as one JSON array, each on a line of its own."""

from collections.abc import Iterable, Iterator

from pydantic_core import to_json


def json_array(batches: Iterable[Iterable[object]]) -> Iterator[str]:
    """The array in parts, one for each batch; the rows are as the API has them."""
    before = "[\n"
    for batch in batches:
        if rows := ",\n".join(to_json(row).decode() for row in batch):
            yield before + rows
            before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"
