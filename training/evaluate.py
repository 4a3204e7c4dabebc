"""Attributions of a gold file's articles, for a scorer: python -m training.evaluate GOLD FOLDER."""

import argparse
import json
from pathlib import Path

from app.extract.decode import attributions
from app.extract.tagger import Tagger
from training.data import read_records


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("folder", type=Path, help="with tagger.onnx and tokenizer.json")
    options = arguments.parse_args()
    tagger = Tagger(options.folder)
    for record in read_records(options.gold):
        pieces = tagger.cut(record["text"])
        found = attributions(pieces, tagger.score(pieces))
        spans = [{"source": a.source, "cue": a.cue, "content": a.content} for a in found]
        print(json.dumps({"id": record["id"], "attributions": spans}))


if __name__ == "__main__":
    main()
