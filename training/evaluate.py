"""Measures the extractor against gold attributions and holds it to pinned floors."""

import tomllib
from collections.abc import Callable
from pathlib import Path

from app.extract.extractor import Extractor
from training.records import read_records
from training.score import Counts

FLOORS = Path(__file__).with_name("floors.toml")


class BelowFloor(Exception):  # noqa: N818 - it is a finding
    """Some figure is below the floor that was pinned for it; the message lists them."""


def measure(gold: Path, extractor: Extractor, tick: Callable[[], object] = lambda: None) -> dict[str, float]:
    """Figures of the extractor on a gold file; `tick` is called after each article."""
    counts = Counts()
    for record in read_records(gold):
        found = extractor.extract(record["text"])
        predicted = [
            {"source": a.source, "cue": a.cue, "content": a.content, "nested_in": a.nested_in} for a in found
        ]
        counts.add(record["text"], record["attributions"], predicted)
        tick()
    return counts.figures()


def read_floors(path: Path = FLOORS) -> dict[str, float]:
    return {name: float(floor) for name, floor in tomllib.loads(path.read_text()).items()}


def check(figures: dict[str, float], floors: dict[str, float]) -> None:
    """Raises BelowFloor."""
    low = [f"{name} {figures[name]} < {floor}" for name, floor in floors.items() if figures[name] < floor]
    if low:
        raise BelowFloor("below the floor: " + ", ".join(low))


def pin(figures: dict[str, float], *, lower: bool = False, path: Path = FLOORS) -> dict[str, float]:
    """Raise the floors to these figures. No floor goes down unless `lower` says so."""
    old = read_floors(path)
    new = {name: figures[name] if lower else max(figures[name], floor) for name, floor in old.items()}
    kept = [line for line in path.read_text().splitlines() if line.startswith("#")]
    path.write_text("\n".join([*kept, *(f"{name} = {floor}" for name, floor in new.items())]) + "\n")
    return new
