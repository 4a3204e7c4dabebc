"""What pages, searching and storing cost at 10^3, 10^4 and 10^5 articles, in SQLite.

    python -m benchmarks.scale [--database PATH]... [--datasette PROGRAM]

Corpora are made by corpus.py, unless files with some are given, the smallest first (--database, several
times); what is measured are copies of them. A server of its own answers over the loopback. Milliseconds
of a page are as a client sees them: half of the answers and 95 of a hundred took no longer; and
of a processor, on average. No page is asked for twice, but those that there is one of.
With --datasette, Datasette serves the same file's tables in the same run: the page of it that is nearest.
"""

import argparse
import shutil
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from app.domain import Attribution, Draft, Precision, Reading, Resolution, Source, SourceType, Span, Voice
from app.extract.extractor import Extractor
from app.pipeline import Pipeline
from app.settings import Settings
from app.store.session import make_engine, migrate
from benchmarks.corpus import CUES, Corpus
from benchmarks.sample import Paths, Sample
from benchmarks.serving import Cost, Server, UnansweredError, datasette, sourcelight

SIZES = (1_000, 10_000, 100_000)  # articles
ASKED = 1200  # answers from which a rate is told
ROUNDS, STORED = 8, 25  # articles that are stored in each


class Store:
    """Stores made-up articles that were read already, through the pipeline; nothing is linked."""

    def __init__(self, url: str) -> None:
        self.pipeline = Pipeline(make_engine(url), Extractor(Settings().model), ())
        self.corpus = Corpus(1)
        self.stored = 0

    def seconds(self, articles: int) -> tuple[float, float]:
        """For so many, by the clock and of a processor."""
        made = [self._article() for _ in range(articles)]
        began, used = time.perf_counter(), time.process_time()
        for draft, reading in made:
            self.pipeline.store(draft, reading)
        return time.perf_counter() - began, time.process_time() - used

    def _article(self) -> tuple[Draft, Reading]:
        self.stored += 1
        corpus = self.corpus
        text, found, sources = f"Stored as number {self.stored}.\n\n", [], []
        for place in range(10):
            words = [corpus.words[int(each)] for each in corpus.random.zipf(1.3, 20) % len(corpus.words)]
            name = " ".join(corpus.words[int(each)].title() for each in corpus.random.zipf(1.3, 2) % 3000)
            cue, said = CUES[place % len(CUES)], " ".join(words)
            who = Span(len(text), len(text) + len(name))
            how = Span(who.end + 1, who.end + 1 + len(cue))
            content = Span(how.end + 6, how.end + 6 + len(said))
            text += f"{name} {cue} that {said}.\n\n"
            found.append(Attribution((who,), (how,), (content,)))
            sources.append(Source(name, SourceType.PERSON))
        voices = tuple(Voice((place,)) for place in range(10))
        draft = Draft(text, title=text[:20], outlet="Balmi Post", precision=Precision.NONE)
        return draft, Reading(tuple(found), Resolution(tuple(sources), voices))


def corpora(given: Sequence[Path], folder: Path) -> list[Path]:
    """Copies of those that are given, or new ones."""
    files = []
    for number, each in enumerate(given or SIZES):
        file = folder / f"corpus{number}.db"
        if isinstance(each, Path):
            shutil.copy(each, file)
        engine = make_engine(f"sqlite:///{file}")
        migrate(engine)
        if isinstance(each, int):
            for _ in Corpus(each).fill(engine):
                pass
        engine.dispose()
        files.append(file)
    return files


def measure_pages(servers: Sequence[Server], samples: Sequence[Paths], title: str) -> None:
    """A line for each kind of page, with the last corpus's processor time by the first's."""
    print(f"\n{title:22}" + "   half    95 %  processor" * len(servers) + "   ratio")
    for kind in (each for each in samples[0] if each != "other article"):
        costs: list[Cost] = []
        told = f"{kind:22}"
        for server, paths in zip(servers, samples, strict=True):
            try:
                server.cost(paths[kind][:2])
                costs.append(each := server.cost(paths[kind]))
            except UnansweredError:  # Datasette gives up after a second
                told += f"{'no answer':>25} "
                continue
            told += f"{each.half:7.1f} {each.most:7.1f} {each.processor:9.1f} "
        ratio = costs[-1].processor / costs[0].processor if len(costs) == len(servers) else float("nan")
        print(f"{told} {ratio:7.2f}", flush=True)


def measure_rates(servers: Sequence[Server], samples: Sequence[Paths]) -> None:
    print("\nthe article page, 8 at once   a second   a processor-second")
    for server, paths in zip(servers, samples, strict=True):
        asked = {"one article": [paths["article"][0]] * ASKED, "any article, once": paths["other article"]}
        for what, each in asked.items():
            rate, of_processor = server.rate(each)
            print(f"{what:28}{rate:11.0f}{of_processor:21.0f}", flush=True)


def measure_storing(files: Sequence[Path]) -> None:
    """In turns, so that what else the machine does falls on all alike."""
    stores = [Store(f"sqlite:///{file}") for file in files]
    spent = [(0.0, 0.0)] * len(stores)
    for _ in range(ROUNDS):
        for place, store in enumerate(stores):
            clock, processor = store.seconds(STORED)
            spent[place] = spent[place][0] + clock, spent[place][1] + processor
    print("\nstoring          articles a second   a processor-second   of the first")
    for clock, processor in spent:
        rates = ROUNDS * STORED / clock, ROUNDS * STORED / processor
        print(f"{rates[0]:34.1f}{rates[1]:21.1f}{spent[0][1] / processor:15.2f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--database", type=Path, action="append", default=[])
    parser.add_argument("--datasette", help="the program, where it is installed")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        files = corpora(options.database, Path(folder))
        samples = [Sample(file) for file in files]
        servers = []
        for file in files:
            server, seconds = stack.enter_context(sourcelight(f"sqlite:///{file}"))
            print(f"{file.stat().st_size / 1e6:8,.0f} MB: the first page after {seconds:.2f} s", flush=True)
            servers.append(server)
        measure_pages(servers, [sample.pages() for sample in samples], "Sourcelight")
        measure_rates(servers, [sample.pages() for sample in samples])
        for server in servers:
            server.read("The bridge of Tarnholm is closed, the mayor said on Tuesday. " * 40)
            print(f"\nresident, once an article was read: {server.resident():.0f} MB", flush=True)
        measure_storing(files)
        if options.datasette:
            rivals = [stack.enter_context(datasette(options.datasette, file)) for file in files]
            paths = [
                sample.nearest_of_datasette(file.stem) for sample, file in zip(samples, files, strict=True)
            ]
            measure_pages(rivals, paths, "Datasette")


if __name__ == "__main__":
    main()
