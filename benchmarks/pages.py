"""The text taken out of news pages, beside trafilatura alone and readability-lxml, in one run.

    pip install -e '.[bench]'
    python -m benchmarks.pages TRUTH.json PAGES

TRUTH.json is {name: {"url", "text"}}, PAGES a folder of name.html.gz. Precision and recall of 4-word
shingles are averaged over the pages, and F1 is taken of the two means, as the open article-extraction
benchmark does (https://github.com/scrapinghub/article-extraction-benchmark); a page that gives nothing
scores 0. Rounds alternate, so that a machine that slows down slows all.
"""

import argparse
import gzip
import json
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import trafilatura
from lxml import html

from app.read import ReadError, read_html
from app.read.charset import decode_page

Reader = Callable[[bytes], str]
WORD = re.compile(r"\w+")
SHINGLE = 4  # words


def ours(page: bytes) -> str:
    try:
        return read_html(page, "page").text
    except ReadError:
        return ""


def trafilatura_alone(page: bytes) -> str:
    return trafilatura.extract(page) or ""


def readability() -> Reader:
    from readability import Document  # noqa: PLC0415 - a peer; nothing else here needs it

    def read(page: bytes) -> str:
        summary = html.document_fromstring(Document(decode_page(page)).summary())
        return str(summary.text_content())

    return read


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(tuple(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1)))


def scores(truth: list[str], found: list[str]) -> tuple[float, float, float]:
    """Precision, recall and F1, in per cent."""
    precisions, recalls = [], []
    for true, text in zip(truth, found, strict=True):
        gold, guess = shingles(true), shingles(text)
        both = (gold & guess).total()
        precisions.append(both / guess.total())
        recalls.append(both / gold.total())
    p, r = statistics.mean(precisions), statistics.mean(recalls)
    return 100 * p, 100 * r, 200 * p * r / (p + r)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("truth", type=Path)
    arguments.add_argument("pages", type=Path)
    arguments.add_argument("--rounds", type=int, default=3)
    options = arguments.parse_args()
    truth = json.loads(options.truth.read_text(encoding="utf-8"))
    pages = [gzip.decompress((options.pages / f"{name}.html.gz").read_bytes()) for name in truth]
    readers = {"Sourcelight": ours, "trafilatura": trafilatura_alone, "readability-lxml": readability()}
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(options.rounds):
        found = {}
        for name, read in readers.items():
            began = time.process_time()
            found[name] = [read(page) for page in pages]
            seconds[name].append(time.process_time() - began)
    for name, texts in found.items():
        p, r, f1 = scores([page["text"] for page in truth.values()], texts)
        rate = len(pages) / statistics.median(seconds[name])
        print(f"{name:18} P {p:5.1f}  R {r:5.1f}  F1 {f1:5.1f}  {rate:5.1f} pages a processor-second")


if __name__ == "__main__":
    main()
