"""PolNeAR as its repository lays it out -> JSON Lines: python -m training.convert data/train > train.jsonl.

A compartment holds text/NAME.txt and attributions/NAME_ANNOTATOR.ann in the standoff format of
BRAT 1.3: text-bound lines ("T1<tab>Source 0 12;20 25<tab>words") and event lines
("E1<tab>Attribution:T4 Content:T3 Content2:T5 Cue:T2 Source:T1").
"""

import argparse
import json
import re
from pathlib import Path
from typing import Any

Spans = list[list[int]]


def parse_standoff(lines: list[str]) -> list[dict[str, Spans]]:
    """Attributions as {"source", "cue", "content"} -> spans, in the order of their cues."""
    bound: dict[str, Spans] = {}
    events = []
    for line in lines:
        name, _, rest = line.rstrip("\n").partition("\t")
        if name.startswith("T"):
            offsets = rest.split("\t")[0].split(" ", 1)[1]
            bound[name] = [[int(n) for n in span.split()] for span in offsets.split(";")]
        elif name.startswith("E") and rest.startswith("Attribution"):
            events.append(rest.split()[1:])
    found = []
    for arguments in events:
        attribution: dict[str, Spans] = {"source": [], "cue": [], "content": []}
        for argument in arguments:
            role, _, name = argument.partition(":")
            role = re.sub(r"\d+$", "", role).lower()
            if role in attribution:
                attribution[role] += bound[name]
        found.append({role: sorted(spans) for role, spans in attribution.items()})
    return sorted(found, key=lambda a: a["cue"] or a["content"])


def convert(compartment: Path, *, every_annotator: bool) -> list[dict[str, Any]]:
    """One record an article, of its first annotator, or one for each annotator."""
    records: list[dict[str, Any]] = []
    for text in sorted((compartment / "text").glob("*.txt")):
        readings = sorted((compartment / "attributions").glob(f"{text.stem}_????.ann"))
        for path in readings if every_annotator else readings[:1]:
            records.append(
                {
                    "id": text.stem,
                    "annotator": path.stem.rpartition("_")[2],
                    "text": text.read_text(encoding="utf-8"),
                    "attributions": parse_standoff(path.read_text(encoding="utf-8").splitlines()),
                }
            )
    return records


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("compartment", type=Path, help="such as data/train of the corpus")
    arguments.add_argument(
        "--every-annotator", action="store_true", help="a record for each annotator of an article"
    )
    options = arguments.parse_args()
    for record in convert(options.compartment, every_annotator=options.every_annotator):
        print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
